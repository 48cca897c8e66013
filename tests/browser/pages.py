"""Editorial pages that show all that such a page can."""

from django.utils import timezone

from directory.models import PlacePage, PoleContact, PoleNews, RegisterPage
from normandie.editorial.examples import every_block, make_example_page
from normandie.editorial.models import StandardPage
from normandie.equipment.first_pages import create_equipment
from normandie.equipment.models import ExperimentPlace
from normandie.partners.models import PartnerAction, PartnerContact
from normandie.selfcheck.models import SelfCheckPage
from tests.directory.poles import a_pole
from tests.editorial.media import make_document, make_image
from tests.editorial.pages import StandardPageFactory, block
from tests.equipment.lending import a_kit
from tests.equipment.trying import an_experiment
from tests.factories import CommuneFactory, HomePageFactory
from tests.funding.factories import a_scheme, publish
from tests.partners.factories import a_partner


def make_demo_pages() -> list[StandardPage]:
    """Return a page with every block, a cover and pages below it, and one that is easy to read.

    A pôle de proximité too, with all that its page shows.
    """
    make_demo_pole()
    image = make_image()
    make_document()
    full = make_example_page(HomePageFactory())
    full.cover, full.cover_alt, full.cover_credit = image, "Un port au matin", "Ada Démo"
    full.body = [*every_block(), block("text", "<h2>Et aussi</h2><p>Un mot de plus.</p>")]
    full.save()
    StandardPageFactory(parent=full, title="Son histoire", lead="Depuis les années 2000.")
    easy = StandardPageFactory(
        title="Facile à lire",
        slug="facile-a-lire",
        easy_to_read=True,
        body=[block("text", "<h2>Un lieu pour vous aider</h2><p>Une personne vous aide.</p>")],
    )
    return [full, easy]


def make_demo_pole() -> None:
    caen = CommuneFactory()
    pole = a_pole(
        "Pôle de la Plaine",
        slug="pole-de-la-plaine",
        summary="Une équipe près de vous.",
        is_example=True,
        carrier="Une structure",
        phone="+33231000000",
        email="pole@exemple.fr",
        epcis=[caen.epci],
        body=[{"type": "text", "value": "<p>Le pôle relie les lieux du territoire.</p>"}],
    )
    pole.news.add(PoleNews(title="La mallette arrive", text="À emprunter.", sort_order=0))
    pole.save()
    today = timezone.localdate()
    PoleContact.objects.create(
        pole=pole, function="Coordination", name="Alix Exemple", agreed_on=today, phone=pole.phone
    )


def make_demo_equipment() -> None:
    """What the network lends and tries, and the self-check, beside the register of labels."""
    create_equipment(HomePageFactory())
    kit = a_kit(workshops="La visite d’un musée.", to_validate=True)
    an_experiment(kit=kit, wanted="Des médiathèques.", to_validate=True)
    over = an_experiment("Robots en famille", days=-2, calls_until=None)
    over.places = [ExperimentPlace(place=PlacePage.objects.earliest("pk"))]
    over.method, over.outcome = "<p>Un samedi.</p>", "<p>Douze familles.</p>"
    over.save()
    label = RegisterPage.objects.get().get_parent()
    label.add_child(instance=SelfCheckPage(title="Autodiagnostic", slug="autodiagnostic"))


def make_demo_schemes() -> None:
    """A scheme that is computed, one of which nothing is published, one of before; a subvention."""
    study = a_scheme(
        title="Aide aux études",
        lead="Une étude avant d’ouvrir.",
        applicants=["association", "entreprise"],
        rate=50,
        ceiling=10_000,
        body=[block("text", "<h2>Avant de demander</h2><p>Parlez-en au service.</p>")],
    )
    a_scheme("materiel", ceiling=35_000, per="an", mode="appel", stages=["labellise"])
    a_scheme("hier", is_archived=True)
    publish({"dispositifAide": study.title})


def make_demo_partners() -> None:
    """A partner with all that its page shows, and one of before."""
    partner = a_partner(
        "la-fabrique",
        title="La fabrique",
        lead="Forme les équipes des lieux.",
        brings="Deux personnes qui forment.",
        website="https://fabrique.exemple.fr/",
        since=timezone.localdate(),
        logo=make_image("Logo"),
        logo_credit="La fabrique",
        is_example=True,
        body=[block("text", "<h2>En plus</h2><p>Des machines à prêter.</p>")],
    )
    partner.contacts = [
        PartnerContact(function="Formation", phone="+33261910000", email="forme@exemple.fr"),
        PartnerContact(function="Prêt", form_url="https://fabrique.exemple.fr/ecrire/"),
    ]
    place = PlacePage.objects.live().first()
    partner.actions = [PartnerAction(what="Un atelier", place=place, link="https://exemple.fr/")]
    partner.save()
    a_partner("hier", state="hier", brings="De l’aide.")
