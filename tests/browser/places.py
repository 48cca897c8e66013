"""Places as different as they come, so that a page shows all that it can."""

from datetime import date, timedelta

from directory.models import Kind, PlacePage, Vocabulary
from tests.directory.labels import label_pages, publish
from tests.factories import (
    CommuneFactory,
    LabelFactory,
    LabelGrantFactory,
    LabelRequirementsFactory,
    PlacePageFactory,
)

SERVICE = Vocabulary.SERVICE


def make_demo_places() -> list[PlacePage]:
    """Return twelve places: full, bare, closed, without hours, with a label, invented…"""
    full = _full_place()
    bare = PlacePageFactory(
        title="Point numérique du port",
        slug="point-numerique-du-port",
        address="2 quai Vendeuvre",
        hours="",
    )
    labelled = PlacePageFactory(
        title="Tiers-lieu de la Prairie",
        slug="tiers-lieu-de-la-prairie",
        address="12 cours Koenig",
        terms=[(Vocabulary.KIND, Kind.TIERS_LIEU)],
        latitude=49.172,
        longitude=-0.369,
    )
    label = LabelFactory(is_example=True)
    LabelGrantFactory(
        place=labelled,
        label=label,
        granted_on=date.today() - timedelta(days=90),
        number="LAB-2020-0001",  # of no series that another attribution takes from
        code="7KQMXW24PT",
        requirements=publish(LabelRequirementsFactory(label=label, is_example=True)),
    )
    label_pages()
    rouen = CommuneFactory(rouen=True)
    saint_lo = CommuneFactory(saint_lo=True)
    return [
        full,
        bare,
        labelled,
        PlacePageFactory(title="Œuvre numérique L’Étape", commune=rouen, hours="24/7"),
        PlacePageFactory(title="Médiathèque des Capucins", commune=rouen, hours="Sa 10:00-17:00"),
        PlacePageFactory(
            title="Fablab du Robec",
            slug="fablab-du-robec",
            commune=rouen,
            verified_on=date(2021, 3, 4),
            terms=[(Vocabulary.KIND, Kind.TIERS_LIEU), (Vocabulary.EQUIPMENT, "imprimante-3d")],
            seats=8,
            is_example=True,
        ),
        PlacePageFactory(title="Espace public numérique du Vaucelles", hours="Tu,Th 14:00-18:00"),
        PlacePageFactory(title="Maison du Val", commune=saint_lo, latitude=None, longitude=None),
        *[PlacePageFactory(title=f"Relais numérique {n}", commune=saint_lo) for n in range(1, 5)],
    ]


def _full_place() -> PlacePage:
    place = PlacePageFactory(
        title="Le Dôme des usages",
        slug="le-dome-des-usages",
        address="3 esplanade Stéphane-Hessel",
        address_extra="Bâtiment B, premier étage",
        summary="Un lieu ouvert à toutes et à tous : ordinateurs, conseils et ateliers.",
        phone="+33200000000",
        emails="contact@exemple.fr",
        websites="https://exemple.fr",
        getting_there="Tramway, ligne B, arrêt « Presqu’île ».",
        seats=12,
        download_speed=1000,
        terms=[
            (Vocabulary.KIND, Kind.EPN),
            (SERVICE, "Aide aux démarches administratives"),
            (SERVICE, "Maîtrise des outils numériques du quotidien"),
            (Vocabulary.FEE, "Gratuit"),
        ],
    )
    place.formulas.create(desk="nomade", period="jour", price=12, sort_order=0)
    place.formulas.create(desk="bureau", period="mois", price=None, sort_order=1)
    place.rooms.create(
        name="Salle Presqu’île", capacity=8, equipment="Écran, visioconférence", hour_price=25
    )
    return place
