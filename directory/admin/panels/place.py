"""The sheet of a place in the admin, grouped as a person would fill it."""

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

from core.admin.compared import ComparedPanel
from core.admin.counted import CountedText
from directory.admin.forms.place import PlacePageForm
from directory.completeness import MOVES
from directory.hours import sentence
from directory.models import PlacePage, Room
from directory.models.vocabulary import Kind, Vocabulary

from .facts import CompletenessPanel, DuplicatesPanel, ManagersPanel
from .point import PointMapPanel
from .terms import TermsPanel, UnfoldingTermsPanel, unfolded_by

# What people come for, by type of place: the rest is folded.
HELPING = unfolded_by(Kind.EPN, Kind.HELP)
WORKING = unfolded_by(Kind.TIERS_LIEU)
VISITED = unfolded_by(Kind.EPN, Kind.HELP, Kind.TIERS_LIEU)
MOVING = unfolded_by(MOVES)


def hours_in_words(place: PlacePage, name: str) -> str:
    """Say the hours of a version of a sheet, as the public reads them, to be compared."""
    hours = getattr(place, name)
    return sentence(hours) if hours else ""


essential = ObjectList(
    [
        DuplicatesPanel(),
        TitleFieldPanel(
            "title",
            heading="Nom du lieu",
            placeholder="Nom du lieu*",
            help_text="Celui que porte l’enseigne ou la porte.",
        ),
        UnfoldingTermsPanel(
            Vocabulary.KIND,
            help_text="Cochez tout ce que le lieu est\u00a0: un tiers-lieu peut aussi être un EPN "
            "(espace public numérique). Le formulaire montre ce qui compte pour chaque type, et "
            "replie le reste.",
        ),
        FieldPanel("commune", help_text="Cherchez par nom, ancien nom ou code postal."),
        FieldRowPanel(
            [
                FieldPanel("address", help_text="Numéro et rue."),
                FieldPanel(
                    "postcode", help_text="Laissez vide\u00a0: c’est celui de la commune choisie."
                ),
            ],
            heading="Adresse",
        ),
        FieldPanel("phone", help_text="Par exemple 02 31 00 00 00."),
        ComparedPanel("hours", disable_comments=True, say=hours_in_words),
        FieldPanel(
            "hours_note",
            help_text="Ce que le tableau ne dit pas, par exemple «\u00a0sur rendez-vous le "
            "mardi\u00a0».",
        ),
        TermsPanel(
            Vocabulary.SERVICE, help_text="Ce que le lieu fait pour ses visiteurs.", **HELPING
        ),
        CompletenessPanel(),
    ],
    heading="Essentiel",
)

presentation = ObjectList(
    [
        FieldPanel(
            "summary",
            widget=CountedText,
            help_text="Deux phrases pour qui ne connaît pas le lieu\u00a0: ce qu’on y fait, pour "
            "qui.",
        ),
        InlinePanel(
            "photos",
            heading="Photos",
            label="photo",
            help_text="La première photo représente le lieu dans les listes.",
        ),
        FieldPanel("body"),
        FieldPanel("tags", help_text="Mots que les visiteurs pourraient chercher."),
    ],
    heading="Présentation",
)

whereabouts = ObjectList(
    [
        FieldPanel("address_extra", help_text="Bâtiment, étage, lieu-dit."),
        MultiFieldPanel(
            [
                PointMapPanel(),
                FieldRowPanel(
                    [
                        FieldPanel("latitude", help_text="En degrés, par exemple 49.18585."),
                        FieldPanel("longitude", help_text="En degrés, par exemple -0.36912."),
                    ]
                ),
            ],
            heading="Position",
        ),
        FieldPanel(
            "getting_there",
            help_text="Arrêt de bus ou de car, gare, stationnement, entrée à trouver.",
        ),
        FieldPanel(
            "accessibility_url",
            help_text="Adresse de la fiche du lieu sur acceslibre.beta.gouv.fr, qui décrit son "
            "accessibilité.",
        ),
        UnfoldingTermsPanel(
            Vocabulary.MOBILITY,
            help_text="Le lieu se déplace-t-il\u00a0? Cochez les deux si l’on est reçu à cette "
            "adresse, et ailleurs certains jours.",
        ),
        InlinePanel(
            "stops",
            [
                FieldRowPanel([FieldPanel("rhythm"), FieldPanel("weekday"), FieldPanel("date")]),
                FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
                FieldRowPanel([FieldPanel("commune"), FieldPanel("spot")]),
                FieldPanel("note"),
                FieldRowPanel([FieldPanel("off_school"), FieldPanel("on_holidays")]),
                FieldRowPanel(
                    [
                        FieldPanel("latitude", help_text="Vide\u00a0: le point de la commune."),
                        FieldPanel("longitude"),
                    ]
                ),
            ],
            heading="Passages",
            label="passage",
            help_text="Où passe un lieu qui se déplace, ou qui reçoit aussi ailleurs\u00a0: un "
            "passage par demi-journée. Il est alors trouvé près de ses passages, et non de son "
            "bureau.",
            **MOVING,
        ),
    ],
    heading="Où",
)

contact = ObjectList(
    [
        FieldPanel(
            "emails", help_text="Un par ligne\u00a0; le premier est celui qu’on montre d’abord."
        ),
        FieldPanel("websites", help_text="Une adresse par ligne, celle du lieu en premier."),
        FieldPanel("booking_url", help_text="Page où l’on prend rendez-vous en ligne."),
        FieldPanel("relay_url"),
    ],
    heading="Contact",
)

services = ObjectList(
    [
        TermsPanel(
            Vocabulary.AUDIENCE,
            help_text="Ne cochez rien si le lieu accueille tous.",
            classname="collapsed",
        ),
        TermsPanel(Vocabulary.CARE, classname="collapsed"),
        TermsPanel(Vocabulary.FEE, **HELPING),
        TermsPanel(Vocabulary.ACCESS, **VISITED),
        TermsPanel(Vocabulary.SUPPORT, classname="collapsed"),
    ],
    heading="Publics et accueil",
)

offer = ObjectList(
    [
        TermsPanel(Vocabulary.EQUIPMENT, **VISITED),  # first: what it asks, coworking asks no more
        TermsPanel(Vocabulary.COWORKING, **WORKING),
        FieldRowPanel(
            [FieldPanel("seats"), FieldPanel("download_speed")],
            heading="Postes et débit",
            **WORKING,
        ),
        InlinePanel("formulas", heading="Formules et prix", label="formule", **WORKING),
        InlinePanel(
            "rooms",
            [
                FieldPanel("name"),
                FieldRowPanel([FieldPanel("capacity"), FieldPanel("equipment")]),
                FieldRowPanel([FieldPanel(name) for name in Room.PRICES]),
                FieldPanel("price_note"),
            ],
            heading="Salles à réserver",
            label="salle",
            help_text="Prix TTC en euros\u00a0: 0 si c’est gratuit, vide si vous ne le donnez pas.",
            **WORKING,
        ),
    ],
    heading="Offre et prix",
)

structure = ObjectList(
    [
        MultiFieldPanel(
            [
                FieldPanel(
                    "parent_structure",
                    help_text="L’association, la commune ou l’entreprise qui tient le lieu.",
                ),
                FieldRowPanel([FieldPanel("siret"), FieldPanel("rna")]),
            ],
            heading="Structure",
        ),
        MultiFieldPanel(
            [
                TermsPanel(Vocabulary.PROGRAMME),
                TermsPanel(Vocabulary.TRAINING),
                FieldPanel("other_labels", help_text="Un par ligne."),
            ],
            heading="Réseaux, formations et labels nationaux",
            help_text="Les labels de la Région ne se saisissent pas ici, mais dans le "
            "registre\u00a0: menu «\u00a0Annuaire\u00a0», puis «\u00a0Attributions de "
            "label\u00a0».",
            classname="collapsed",
        ),
        TermsPanel(
            Vocabulary.TYPOLOGY,
            help_text="Ce qu’est la structure ou le lieu, pour les statistiques nationales.",
            classname="collapsed",
        ),
    ],
    heading="Structure",
)

trust = ObjectList(
    [
        MultiFieldPanel(
            [
                FieldPanel("verified_today", disable_comments=True),
                FieldPanel("verified_on"),
            ],
            heading="Vérification",
        ),
        FieldRowPanel([FieldPanel("source"), FieldPanel("source_id", read_only=True)]),
        ManagersPanel(),
        MultiFieldPanel(
            [
                FieldPanel(
                    "slug",
                    heading="Fin de l’adresse",
                    help_text="Ce qui termine l’adresse de la fiche sur le site.",
                ),
                FieldPanel(
                    "seo_title",
                    heading="Titre pour les moteurs de recherche",
                    help_text="Laissez vide pour montrer le nom du lieu.",
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
    heading="Vérification",
)

place_edit_handler = TabbedInterface(
    [
        essential,
        presentation,
        whereabouts,
        contact,
        services,
        offer,
        structure,
        trust,
    ],
    base_form_class=PlacePageForm,
)
