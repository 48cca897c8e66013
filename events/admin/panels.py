"""An event in the admin, grouped as a person would fill it."""

from typing import Any

from django.urls import reverse
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
    ObjectList,
    Panel,
    TabbedInterface,
    TitleFieldPanel,
)
from wagtail.models import Page

from core.admin.compared import ComparedPanel
from core.admin.counted import CountedText
from directory.admin.panels.terms import TermsPanel
from directory.models.vocabulary import Vocabulary
from events import comparisons
from events.admin.forms.event import EventPageForm
from events.dates import line_of
from events.forms.dates import DAY, TIME

SHOWN = 6  # dates that the form names
PRICE_HELP = "0 si c’est gratuit\u00a0; laissez vide si vous ne le connaissez pas."
BOOKING_HELP = (
    "Numéro, courriel ou adresse web. Laissez vide pour montrer ceux de la fiche du lieu."
)


class ComingDatesPanel(Panel):
    """The next dates that visitors see, each beside what cancels or moves it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"heading": "Prochaines dates"} | kwargs)

    class BoundPanel(Panel.BoundPanel):
        template_name = "events/admin/coming_dates.html"

        def is_shown(self) -> bool:
            return bool(self.instance.pk and self.instance.live)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            coming = list(self.instance.occurrences.upcoming()[: SHOWN + 1])
            return super().get_context_data(parent_context) | {
                "dates": [(each, line_of(each)) for each in coming[:SHOWN]],
                "all_url": reverse("events_date_states", args=(self.instance.pk,)),
                "more": len(coming) > SHOWN,
            }


class DatesPanel(Panel):
    """The dates that result; a script asks for them again at each change."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"heading": "Dates qui en résultent"} | kwargs)

    class BoundPanel(Panel.BoundPanel):
        template_name = "events/forms/dates/preview.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            from events.foreseen import foresee

            page = self.instance if self.instance.pk else self.form.parent_page
            return super().get_context_data(parent_context) | {
                "url": reverse("events_dates_preview", args=(page.pk,)),
                "foreseen": foresee(self.instance) if self.instance.pk else None,
            }


what = ObjectList(
    [
        TitleFieldPanel(
            "title",
            heading="Titre",
            placeholder="Titre de l’événement*",
            help_text="Ce qu’on y fait, en quelques mots\u00a0: «\u00a0Envoyer des photos depuis "
            "son téléphone\u00a0».",
        ),
        FieldPanel("kind"),
        FieldPanel(
            "summary",
            widget=CountedText,
            help_text="Deux phrases pour qui hésite à venir\u00a0: ce qu’on y apprend, pour qui.",
        ),
        FieldPanel("body", help_text="Le programme, ce qu’il faut apporter."),
        ComparedPanel("themes", say=comparisons.themes),
        FieldPanel("level"),
        FieldPanel("is_shared", heading="Les autres lieux peuvent le reprendre"),
        TermsPanel(Vocabulary.AUDIENCE, help_text="Ne cochez rien si tout le monde peut venir."),
        TermsPanel(Vocabulary.CARE),
    ],
    heading="Quoi",
)

when = ObjectList(
    [
        ComingDatesPanel(),
        FieldRowPanel(
            [
                ComparedPanel(
                    "starts_on",
                    heading="Première date",
                    widget=DAY,
                    say=comparisons.day,
                ),
                ComparedPanel(
                    "start_time",
                    heading="Heure de début",
                    widget=TIME,
                    say=comparisons.hour,
                ),
                ComparedPanel(
                    "end_time",
                    heading="Heure de fin",
                    widget=TIME,
                    say=comparisons.hour,
                ),
            ],
            heading="Jour et heures",
        ),
        ComparedPanel(
            "rule", heading="Répétition", disable_comments=True, say=comparisons.repetition
        ),
        MultiFieldPanel(
            [
                ComparedPanel(
                    "skip_school_holidays",
                    heading="Sauf vacances scolaires (zone B)",
                    say=comparisons.yes_or_no,
                ),
                ComparedPanel(
                    "skip_public_holidays",
                    heading="Sauf jours fériés",
                    say=comparisons.yes_or_no,
                ),
                FieldRowPanel(
                    [
                        ComparedPanel("added_dates", say=comparisons.days),
                        ComparedPanel("excluded_dates", say=comparisons.days),
                    ]
                ),
            ],
            heading="Dates en moins ou en plus",
        ),
        DatesPanel(),
    ],
    heading="Quand",
)

conditions = ObjectList(
    [
        FieldRowPanel(
            [
                FieldPanel("price", heading="Prix en euros", help_text=PRICE_HELP),
                FieldPanel(
                    "price_note",
                    heading="Précision",
                    help_text="Par exemple «\u00a0adhésion comprise\u00a0».",
                ),
            ],
            heading="Prix",
        ),
        FieldPanel("capacity", help_text="Laissez vide s’il n’est pas limité."),
        FieldRowPanel(
            [
                FieldPanel("booking", heading="Comment réserver"),
                FieldPanel("booking_contact", help_text=BOOKING_HELP),
            ],
            heading="Réservation",
        ),
        FieldRowPanel(
            [
                FieldPanel("attendance", heading="Où participer"),
                FieldPanel("online_url", help_text="Pour un événement en ligne seulement."),
            ],
            heading="Participation",
        ),
        FieldPanel(
            "accessibility",
            help_text="Ce qui est prévu pour cet événement\u00a0: boucle magnétique, interprète en "
            "langue des signes… L’accès au lieu est dit par sa fiche.",
        ),
    ],
    heading="Conditions",
)

image = ObjectList(
    [FieldPanel("image"), FieldPanel("image_alt"), FieldPanel("image_credit")], heading="Image"
)

publication = ObjectList(
    [
        MultiFieldPanel(
            [
                FieldPanel(
                    "slug",
                    heading="Fin de l’adresse",
                    help_text="Ce qui termine l’adresse de l’événement sur le site.",
                ),
                FieldPanel(
                    "seo_title",
                    heading="Titre pour les moteurs de recherche",
                    help_text="Laissez vide pour montrer le titre de l’événement.",
                ),
                FieldPanel(
                    "search_description",
                    heading="Résumé pour les moteurs de recherche",
                    help_text="Laissez vide pour montrer la présentation courte.",
                ),
            ],
            heading="Adresse de la page et moteurs de recherche",
        ),
        *Page.settings_panels,
    ],
    heading="Publication",
)

event_edit_handler = TabbedInterface(
    [what, when, conditions, image, publication], base_form_class=EventPageForm
)
