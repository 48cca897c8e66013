"""Self-checks, for the tests: the page, and one begun by a visitor."""

from bs4 import BeautifulSoup
from django.http import HttpResponse
from django.test import Client

from core.workflow import TEAM as TEAM_ROLE
from core.workflow import Actor
from directory.label_workflow import REQUIREMENTS
from directory.models import LabelCriterion, LabelRequirements
from normandie.selfcheck.models import SelfCheck, SelfCheckPage
from tests.directory.labels import label_pages
from tests.factories import LabelRequirementsFactory
from tests.reading import parsed

HOME = "/label/autodiagnostic/"
HELD = f"{HOME}mes-reponses/"
TEAM = Actor(TEAM_ROLE)
FAMILY = "fonctionnement"  # of the criteria of the factory


def self_check_page() -> SelfCheckPage:
    """Make « /label/autodiagnostic/ »."""
    register, _ = label_pages()
    page = SelfCheckPage(title="Autodiagnostic", slug="autodiagnostic")
    return register.get_parent().add_child(instance=page)


def varied() -> LabelRequirements:
    """Return a version in force with two families, and a criterion that is only advised."""
    version = LabelRequirementsFactory(codes=("horaires", "accueil"), is_example=True)
    LabelCriterion.objects.create(
        requirements=version,
        code="imprimante",
        family="materiel",
        wording="Une imprimante est mise à disposition du public.",
        plain_wording="On peut imprimer chez vous.",
        proof="Une photo",
        required=False,
    )
    REQUIREMENTS.apply(version, "publier", TEAM)
    return version


class Visitor(Client):
    """Somebody with a browser, who goes from form to form."""

    def fill_in(self, url: str, **typed: str) -> HttpResponse:
        """Open *url*, fill its form in and send it."""
        page: BeautifulSoup = parsed(self.get(url))
        form = page.select_one("main form")
        assert form is not None
        hidden = {each["name"]: each["value"] for each in form.select("input[type=hidden]")}
        return self.post(url, hidden | {"website": ""} | typed)

    def begin(self, label: str, commune: str = "") -> str:
        """Begin a self-check for the label of this slug; return its address."""
        answer = self.fill_in(f"{HOME}commencer/", label=label, commune=commune)
        assert answer.status_code == 302, answer.content
        return str(answer.url).rsplit("/", 2)[0] + "/"  # without its first part


def only() -> SelfCheck:
    """Return the one self-check that the site keeps."""
    return SelfCheck.objects.get()
