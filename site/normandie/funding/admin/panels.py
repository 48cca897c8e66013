"""How staff fill a scheme in."""

from django import forms
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
    TitleFieldPanel,
)

from normandie.editorial.models import EditorialPage
from normandie.funding.choices import Applicant, Purpose, Stage

UNKNOWN = "Rien de coché\u00a0: la page dit que la Région ne l’a pas publié."


def _several(label: str, choices: list[tuple[str, str]]) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label,
        choices=choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=UNKNOWN,
    )


class SchemeForm(WagtailAdminPageForm):
    """A scheme, with its closed lists as checkboxes."""

    applicants = _several("Qui peut demander", Applicant.choices)
    purposes = _several("Pour quoi faire", Purpose.choices)
    stages = _several("À quel moment", Stage.choices)


scheme_edit_handler = TabbedInterface(
    [
        ObjectList(
            [
                TitleFieldPanel("title", heading="Nom de l’aide"),
                FieldPanel("lead", heading="Son objet"),
                FieldPanel("applicants"),
                FieldPanel("applicants_note"),
                FieldPanel("purposes"),
                FieldPanel("stages"),
                FieldPanel("paid_for"),
                MultiFieldPanel(
                    [
                        FieldRowPanel([FieldPanel("rate"), FieldPanel("ceiling")]),
                        FieldRowPanel(
                            [FieldPanel("rate_is_maximum"), FieldPanel("ceiling_is_flat")]
                        ),
                        FieldPanel("per"),
                    ],
                    heading="Combien",
                    help_text="N’écrivez que ce que la Région a publié\u00a0: le reste se dit "
                    "«\u00a0non publié\u00a0».",
                ),
                MultiFieldPanel(
                    [
                        FieldPanel("mode"),
                        FieldPanel("call"),
                        FieldRowPanel([FieldPanel("opens_on"), FieldPanel("closes_on")]),
                    ],
                    heading="Quand demander",
                    help_text="L’appel ouvre et ferme seul, à minuit, heure de Paris.",
                ),
                MultiFieldPanel(
                    [
                        FieldPanel("apply_url"),
                        FieldPanel("contact_name"),
                        FieldRowPanel([FieldPanel("contact_email"), FieldPanel("contact_phone")]),
                    ],
                    heading="Où demander, qui joindre",
                ),
                FieldPanel("adds_up"),
                InlinePanel("documents", heading="Documents", label="document"),
                MultiFieldPanel(
                    [
                        FieldPanel("source"),
                        FieldRowPanel([FieldPanel("source_on"), FieldPanel("read_on")]),
                    ],
                    heading="D’où vient ce que dit la page",
                ),
                FieldPanel("is_archived"),
            ],
            heading="L’aide",
        ),
        ObjectList(
            [FieldPanel("body"), FieldPanel("drawing"), FieldPanel("reviewed_on")],
            heading="Texte",
        ),
        ObjectList(
            [*EditorialPage.promote_panels, FieldPanel("search_words")], heading="Promotion"
        ),
    ]
)
