"""How staff fill a call in."""

from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
    TitleFieldPanel,
)
from wagtail.models import Page

calls_page_panels = [*Page.content_panels, FieldPanel("intro")]

call_edit_handler = TabbedInterface(
    [
        ObjectList(
            [
                TitleFieldPanel("title", heading="Titre de l’appel"),
                FieldPanel("kind"),
                FieldPanel("summary"),
                FieldPanel("presentation"),
                FieldPanel("objectives"),
                FieldPanel("eligibility"),
                InlinePanel("documents", heading="Documents", label="document"),
            ],
            heading="L’appel",
        ),
        ObjectList(
            [
                MultiFieldPanel(
                    [
                        FieldRowPanel([FieldPanel("opens_at"), FieldPanel("closes_at")]),
                        FieldRowPanel([FieldPanel("grace"), FieldPanel("results_at")]),
                    ],
                    heading="Dates, à la minute, heure de Paris",
                ),
                InlinePanel("phases", heading="Calendrier", label="étape"),
            ],
            heading="Dates",
        ),
        ObjectList(
            [
                FieldPanel("minutes_needed"),
                InlinePanel(
                    "questions",
                    heading="Questions propres à cet appel",
                    label="question",
                    help_text="Elles s’ajoutent à celles de la sorte d’appel. Un dossier "
                    "déjà commencé garde les siennes.",
                ),
            ],
            heading="Formulaire",
        ),
        ObjectList(
            [
                MultiFieldPanel(
                    [
                        FieldPanel("service_name"),
                        FieldPanel("service_address"),
                        FieldRowPanel([FieldPanel("service_email"), FieldPanel("service_phone")]),
                    ],
                    heading="Service chargé du dossier",
                    help_text="L’accusé de réception doit le désigner (CRPA, article R. 112-11-1).",
                ),
                MultiFieldPanel(
                    [
                        FieldRowPanel([FieldPanel("silence"), FieldPanel("silence_months")]),
                        FieldPanel("receipt_note"),
                        FieldPanel("retention_years"),
                    ],
                    heading="Droit",
                ),
                InlinePanel("faq", heading="Questions et réponses", label="question"),
            ],
            heading="Service et droit",
        ),
        ObjectList(Page.promote_panels, heading="Référencement"),
    ]
)
