"""What a call is made of, beside its page: questions, stages, frequent questions, documents."""

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from ami.definitions import Condition, FieldDefinition, FieldType
from ami.kinds import kinds
from ami.models.rich_text import rich_text


def step_choices() -> list[tuple[str, str]]:
    """Return the parts, of any kind, that take questions."""
    steps = {step.key: step.title for kind in kinds() for step in kind.form.steps if step.fields}
    return list(steps.items())


class CallQuestion(Orderable):
    """A question that one call adds to a step of its kind."""

    call = ParentalKey("ami.CallPage", on_delete=models.CASCADE, related_name="questions")
    step = models.CharField("partie", max_length=40, choices=step_choices)
    key = models.SlugField(
        "nom technique",
        max_length=40,
        help_text="En minuscules, sans espace. Ne le changez plus une fois l’appel ouvert.",
    )
    label = models.CharField("question", max_length=250)
    help = models.CharField("aide", max_length=400, blank=True)
    type = models.CharField(
        "réponse",
        max_length=20,
        choices=[
            (FieldType.TEXT, "Une ligne de texte"),
            (FieldType.LONG_TEXT, "Un texte"),
            (FieldType.CHOICE, "Un choix"),
            (FieldType.CHOICES, "Plusieurs choix"),
            (FieldType.YES_NO, "Oui ou non"),
            (FieldType.NUMBER, "Un nombre"),
            (FieldType.AMOUNT, "Un montant en euros"),
            (FieldType.DATE, "Une date"),
            (FieldType.URL, "Une adresse de site"),
        ],
        default=FieldType.LONG_TEXT,
    )
    required = models.BooleanField("obligatoire", default=False)
    choices = models.TextField("choix, un par ligne", blank=True)
    max_length = models.PositiveIntegerField(
        "caractères au plus", default=0, help_text="0\u00a0: la limite habituelle."
    )
    only_if_field = models.CharField(
        "seulement si la question",
        max_length=80,
        blank=True,
        help_text="Son nom technique, précédé de celui de sa partie\u00a0: structure.forme.",
    )
    only_if_values = models.CharField(
        "a pour réponse", max_length=200, blank=True, help_text="Séparées par des virgules."
    )

    class Meta(Orderable.Meta):
        verbose_name = "question"
        constraints = [
            models.UniqueConstraint(fields=["call", "step", "key"], name="one_question_a_key")
        ]

    def __str__(self) -> str:
        return self.label

    def as_field(self) -> FieldDefinition:
        values = tuple(filter(None, map(str.strip, self.only_if_values.split(","))))
        lines = dict.fromkeys(filter(None, map(str.strip, self.choices.splitlines())))
        return FieldDefinition(
            key=self.key,
            label=self.label,
            type=FieldType(self.type),
            help=self.help,
            required=self.required,
            choices=tuple((line, line) for line in lines),
            max_length=self.max_length,
            condition=Condition(self.only_if_field, values) if self.only_if_field else None,
        )


class CallPhase(Orderable):
    """A stage of the calendar, on the timeline."""

    call = ParentalKey("ami.CallPage", on_delete=models.CASCADE, related_name="phases")
    title = models.CharField("étape", max_length=120)
    starts_on = models.DateField("du")
    ends_on = models.DateField("au", null=True, blank=True)
    dates_in_words = models.CharField(
        "dates en toutes lettres",
        max_length=60,
        blank=True,
        help_text="Quand le jour n’est pas fixé\u00a0: «\u00a0début juillet 2027\u00a0». "
        "Vide\u00a0: les dates ci-contre.",
    )
    text = models.CharField("précision", max_length=280, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = "étape du calendrier"

    def __str__(self) -> str:
        return self.title


class CallFaq(Orderable):
    """A question that carriers ask, and its answer."""

    call = ParentalKey("ami.CallPage", on_delete=models.CASCADE, related_name="faq")
    question = models.CharField("question", max_length=250)
    answer = rich_text("réponse")

    class Meta(Orderable.Meta):
        verbose_name = "question fréquente"

    def __str__(self) -> str:
        return self.question


class CallDocument(Orderable):
    """A document to download beside the call."""

    call = ParentalKey("ami.CallPage", on_delete=models.CASCADE, related_name="documents")
    document = models.ForeignKey(
        "wagtaildocs.Document", models.CASCADE, related_name="+", verbose_name="document"
    )

    class Meta(Orderable.Meta):
        verbose_name = "document"

    def __str__(self) -> str:
        return str(self.document)
