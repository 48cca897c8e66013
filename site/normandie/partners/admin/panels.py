"""How staff fill the page of a partner in."""

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

partner_edit_handler = TabbedInterface(
    [
        ObjectList(
            [
                TitleFieldPanel("title", heading="Nom du partenaire"),
                FieldPanel(
                    "lead", heading="Son rôle", help_text="En une phrase, pour qui ne connaît rien."
                ),
                FieldPanel("brings"),
                FieldPanel("website"),
                FieldRowPanel([FieldPanel("logo"), FieldPanel("logo_credit")]),
                MultiFieldPanel(
                    [
                        FieldPanel("state"),
                        FieldRowPanel([FieldPanel("since"), FieldPanel("until")]),
                    ],
                    heading="Depuis quand, jusqu’à quand",
                    help_text="Laissez vide ce que l’on ne sait pas\u00a0: rien n’est deviné.",
                ),
                FieldRowPanel(
                    [FieldPanel("source"), FieldPanel("source_on")],
                    heading="D’où vient ce que dit la page",
                ),
                InlinePanel("contacts", heading="Qui joindre, par fonction", label="contact"),
                InlinePanel("actions", heading="Ses actions dans les lieux", label="action"),
            ],
            heading="Le partenaire",
        ),
        ObjectList(
            [FieldPanel("body"), FieldPanel("drawing"), FieldPanel("reviewed_on")],
            heading="Texte",
        ),
        ObjectList(EditorialPage.promote_panels, heading="Promotion"),
        ObjectList(EditorialPage.settings_panels, heading="Réglages"),
    ]
)
