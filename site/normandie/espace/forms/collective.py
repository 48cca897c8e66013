"""What managers write to one another, and how they show."""

from typing import Any

from django import forms

from core.forms.fields import MultilineField
from core.forms.visitor_form import ProblemsMixin
from normandie.espace.models import ManagerProfile
from normandie.espace.search.peers import PeerSearch, departement_choices, theme_choices

WHO_READS = (
    "Tous les gérants et l’équipe de la Région le lisent, avec votre nom, pendant cinq ans. N’y "
    "mettez aucune donnée sur une personne que vous accompagnez."
)


def text_field(label: str, length: int, **options: Any) -> MultilineField:
    return MultilineField(
        label=label,
        max_length=length,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Ce message est vide\u00a0: écrivez quelques mots."},
        **options,
    )


class QuestionForm(ProblemsMixin, forms.Form):
    title = forms.CharField(
        label="Votre question, en une phrase",
        max_length=150,
        error_messages={"required": "Écrivez votre question en une phrase."},
        help_text="Par exemple\u00a0: comment faites-vous venir des jeunes le mercredi\u00a0?",
    )
    text = text_field("Le détail", 5000, help_text=WHO_READS)


class RemarkForm(ProblemsMixin, forms.Form):
    """An answer, or a comment."""

    text = text_field("Votre message", 5000, help_text=WHO_READS)

    def __init__(self, *args: Any, label: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = label


class MessageForm(ProblemsMixin, forms.Form):
    text = text_field("Votre message", 3000)
    gives = forms.BooleanField(
        label="La personne peut me répondre à mon adresse électronique",
        required=False,
        help_text="Sans cela, votre adresse ne lui est pas donnée.",
    )


class ProfileForm(ProblemsMixin, forms.ModelForm):
    helps_with = text_field(
        "Ce que je peux apporter aux autres",
        600,
        required=False,
        help_text=ManagerProfile._meta.get_field("helps_with").help_text,
    )

    class Meta:
        model = ManagerProfile
        fields = [
            *("is_listed", "name", "helps_with", "shows_email"),
            *("news_by_mail", "answers_by_mail", "questions_by_mail"),
        ]
        widgets = {"questions_by_mail": forms.RadioSelect}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs["placeholder"] = self.instance.user.get_full_name()


class PeerFilterForm(forms.Form):
    """What is asked of the directory of peers; what is not understood is left out, and said."""

    q = forms.CharField(label="Nom, lieu, compétence", max_length=100, required=False)
    departement = forms.ChoiceField(label="Département", required=False)
    theme = forms.ChoiceField(label="Équipement ou service du lieu", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["departement"].choices = [("", "Tous"), *departement_choices()]
        fields["theme"].choices = [("", "Tous"), *theme_choices()]

    def search(self) -> PeerSearch:
        """Return the search, from the values that are right."""
        self.full_clean()
        known = self.cleaned_data
        return PeerSearch(
            text=known.get("q", ""),
            departement=known.get("departement", ""),
            theme=known.get("theme", ""),
        )

    @property
    def narrows(self) -> bool:
        """Whether something else than text is asked, or was not understood."""
        return any(self.data.get(name) for name in ("departement", "theme"))

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """The parameters of the search, for the addresses of its pages."""
        return [(name, value) for name, value in self.cleaned_data.items() if value]
