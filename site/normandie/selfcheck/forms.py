"""Forms of the self-check: to begin it, to answer a part of it, to get its link by mail."""

from typing import Any

from django import forms

from ami.forms.access import address_field
from ami.kinds.label_form import ANSWERED, PROOF, PROOF_LENGTH
from core.forms.fields import MultilineField
from core.forms.visitor_form import ProblemsMixin, VisitorForm
from directory.forms.commune import CommuneField
from directory.models import LabelRequirements
from normandie.selfcheck.reading import CHOICES, Part, Told


def commune_field() -> CommuneField:
    """Where the place is: with a script, ``static/js/ami/communes.js`` suggests."""
    return CommuneField(
        label="Où est votre lieu\u00a0?",
        help_text="Sa commune, ou son code postal\u00a0: nous vous disons quel pôle de proximité "
        "la connaît, et elle entre dans votre demande.",
        max_length=80,
        required=False,
        widget=forms.TextInput(
            attrs={"data-commune-input": "", "autocomplete": "off", "spellcheck": "false"}
        ),
    )


class StartForm(VisitorForm):
    """Which label the place would ask for, and where it is."""

    def __init__(self, *args: Any, versions: list[LabelRequirements], **kwargs: Any) -> None:
        super().__init__(*args, signed_for="self-check", **kwargs)
        self.versions = {each.label.slug: each for each in versions}
        self.fields["label"] = forms.ChoiceField(
            label="Quel label visez-vous\u00a0?",
            choices=[(slug, each.label.name) for slug, each in self.versions.items()],
            widget=forms.RadioSelect,
            initial=next(iter(self.versions)) if len(self.versions) == 1 else None,
            error_messages={
                "required": "Choisissez un label.",
                "invalid_choice": "Choisissez un label de la liste.",
            },
        )
        self.fields["commune"] = commune_field()

    def clean_label(self) -> LabelRequirements:
        return self.versions[self.cleaned_data["label"]]


class PartForm(ProblemsMixin, forms.Form):
    """The criteria of a family, none of which must be answered to go on."""

    def __init__(self, *args: Any, part: Part, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for told in part.told:
            code = told.criterion.code
            self.fields[f"{ANSWERED}{code}"] = _answer_field(told)
            self.fields[f"{PROOF}{code}"] = _proof_field(told)

    @property
    def pairs(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The two fields of each criterion, in order."""
        fields = list(self)
        return list(zip(fields[::2], fields[1::2], strict=True))


class CommuneForm(ProblemsMixin, forms.Form):
    """Where the place is, said or changed later."""

    commune = commune_field()


class MailForm(VisitorForm):
    """Where to write the link, once."""

    email = address_field("Votre adresse électronique")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, signed_for="self-check-mail", **kwargs)


def _answer_field(told: Told) -> forms.ChoiceField:
    criterion = told.criterion
    helps = [
        "" if criterion.required else "Conseillé, sans être exigé.",
        f"Le texte\u00a0: {criterion.wording}" if criterion.plain_wording else "",
    ]
    return forms.ChoiceField(
        label=told.words,
        help_text=" ".join(filter(None, helps)),
        choices=CHOICES,
        widget=forms.RadioSelect,
        initial=told.answer,
        required=False,
        error_messages={"invalid_choice": "Choisissez une réponse de la liste."},
    )


def _proof_field(told: Told) -> MultilineField:
    return MultilineField(
        label="Ce que vous avez",
        help_text=f"Ce qui le prouve\u00a0: {told.criterion.proof}" if told.criterion.proof else "",
        max_length=PROOF_LENGTH,
        widget=forms.Textarea(attrs={"rows": "2"}),
        initial=told.proof,
        required=False,
        error_messages={
            "max_length": f"Ce texte dépasse {PROOF_LENGTH} caractères (il en compte "
            "%(show_value)d)\u00a0: raccourcissez-le."
        },
    )
