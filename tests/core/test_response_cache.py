"""What one visitor was answered is given to the next, while it is still true and for anyone."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.conf import LazySettings, settings
from django.core.cache import caches
from django.db import connection
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from ami.models import CallPage
from core import response_cache
from core.pictures.renditions import renditions_made
from core.response_cache import MAX_BYTES, RESPONSES, ResponseCacheMiddleware, is_for_anyone
from core.tokens import issue_token
from directory.models import PlacePage
from events.models import Occurrence
from events.services.occurrences import set_status
from normandie.accessibility.first_page import create_declaration
from normandie.espace.traffic import counting
from normandie.espace.traffic.counting import Key, ViewCounter
from normandie.espace.traffic.models import Viewed
from normandie.frame.models import FrameSettings
from normandie.selfcheck.models import SelfCheck
from normandie.selfcheck.services import PURPOSE
from tests.ami.factories import CallPageFactory
from tests.ami.label_requests import label_call, published
from tests.clock import DECEMBER_2026
from tests.closing import WAYS
from tests.directory.full_places import the_image
from tests.events.registrations import date_with_seats, form_url
from tests.factories import (
    AgendaPageFactory,
    EventPageFactory,
    HomePageFactory,
    PlacePageFactory,
    UserFactory,
)
from tests.partners.factories import the_partners
from tests.selfcheck.self_checks import self_check_page

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(DECEMBER_2026, tick=False)]

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
SHEET = "/annuaire/le-phare/"
# Where each form that anyone may send is shown: two visitors with one token would send one form.
FORMS: dict[str, Callable[[], str]] = {
    "accessibility/complaint_form.html": lambda: f"{declaration().url}signaler/",
    "events/registration/form.html": lambda: form_url(date_with_seats()),
    "events/letter/form.html": lambda: "/agenda/lettre/",
    "directory/report_form.html": lambda: f"{SHEET}signaler/",
    "ami/begin.html": lambda: f"{CallPageFactory().url}repondre/",
    "ami/begin_for.html": lambda: f"{CallPageFactory().url}aider/",
    "ami/notice/form.html": lambda: (
        f"{CallPageFactory(opens_at=timezone.now() + timedelta(days=9)).url}prevenez-moi/"
    ),
    "ami/carrier/lost_link.html": lambda: reverse("dossier_lost_link"),
    "ami/takeover/form.html": lambda: reverse("dossier_takeover"),
    "partners/proposal_form.html": lambda: f"{the_partners().url}proposer-un-evenement/",
    "selfcheck/start.html": lambda: published() and f"{self_check_page().url}commencer/",
    "selfcheck/receive_link.html": lambda: f"{begun_self_check(label_call())}recevoir/",
    "selfcheck/request.html": lambda: (
        f"{begun_self_check(call := label_call())}demander/{call.pk}/"
    ),
}


def begun_self_check(call: CallPage) -> str:
    """Return the address of answers to what *call* asks."""
    check = SelfCheck.objects.create(requirements=call.requirements)
    return f"{self_check_page().url}mes-reponses/{issue_token(PURPOSE, check)}/"


def declaration() -> Page:
    return create_declaration(HomePageFactory())


@pytest.fixture(autouse=True)
def kept(settings: LazySettings) -> None:
    settings.RESPONSE_CACHE = True


@pytest.fixture
def place() -> PlacePage:
    AgendaPageFactory()
    place = PlacePageFactory(slug="le-phare", title="Le Phare")
    EventPageFactory(place=place, slug="atelier", title="Réparer son vélo")
    return place


def queries(client: Client, address: str, **headers: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address, headers=headers).status_code == 200
    return len(captured)


@pytest.mark.parametrize("address", ["/", "/annuaire/?type=epn", SHEET, "/agenda/?prix=gratuit"])
def test_the_next_visitor_is_given_the_same_at_no_query(place: PlacePage, address: str) -> None:
    first = Client().get(address)

    assert queries(Client(), address) == 0
    again = Client().get(address)
    assert (again.content, again.headers) == (first.content, first.headers)
    assert again["Content-Security-Policy"]
    assert again["X-Frame-Options"] == "DENY"
    assert "max-age" not in again.get("Cache-Control", "")  # browsers ask again


def test_it_is_read_and_counted_each_time(
    place: PlacePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    counter = ViewCounter()
    monkeypatch.setattr(counting, "counter", counter)
    for agent in (FIREFOX, FIREFOX, "curl/8.5.0", FIREFOX):
        Client().get(SHEET, headers={"user-agent": agent})

    added: list[Key] = []
    monkeypatch.setattr(counter, "add", added.append)
    Client().get(SHEET, headers={"user-agent": FIREFOX})
    Client().get(SHEET, headers={"user-agent": "curl/8.5.0"})
    assert added == [Key(place.pk, DECEMBER_2026.date(), Viewed.SHEET)]
    assert list(counter._counts.values()) == [3]


def rename(place: PlacePage) -> None:
    place.title = "La Bouée"
    place.save_revision().publish()


def rename_the_site(place: PlacePage) -> None:
    FrameSettings.objects.update_or_create(
        site=place.get_site(), defaults={"service_name": "Les phares du littoral"}
    )


@pytest.mark.parametrize("change", [rename, rename_the_site, *WAYS])
def test_what_changes_shows_at_once(place: PlacePage, change: Callable[[PlacePage], None]) -> None:
    before = Client().get(SHEET)
    change(place)
    after = Client().get(SHEET)

    assert after.status_code != 200 or after.content != before.content


def test_a_date_that_is_cancelled_shows_at_once(place: PlacePage) -> None:
    for address in ("/agenda/", f"{SHEET}atelier/"):
        assert "Annulé" not in Client().get(address).content.decode()

    set_status(Occurrence.objects.get(), Occurrence.Status.CANCELLED)
    for address in ("/agenda/", f"{SHEET}atelier/"):
        assert "Annulé" in Client().get(address).content.decode()


def test_an_image_or_a_rendition_that_changes_renews_it() -> None:
    image = the_image()
    Client().get("/")
    for change in (image.save, lambda: renditions_made.send(None, image=image)):
        Client().get("/")
        assert queries(Client(), "/") == 0
        change()
        assert queries(Client(), "/") > 0


def test_it_lasts_until_the_end_of_the_minute(place: PlacePage) -> None:
    with time_machine.travel(DECEMBER_2026 + timedelta(seconds=40), tick=False):
        Client().get(SHEET)
    with time_machine.travel(DECEMBER_2026 + timedelta(seconds=59), tick=False):
        assert queries(Client(), SHEET) == 0
    with time_machine.travel(DECEMBER_2026 + timedelta(seconds=60), tick=False):
        assert queries(Client(), SHEET) > 0


def test_who_says_who_they_are_is_answered_apart(place: PlacePage) -> None:
    Client().get(SHEET)

    assert queries(Client(), SHEET, cookie="x=1") > 0
    assert queries(Client(), SHEET, authorization="Bearer x") > 0
    member = Client()
    member.force_login(UserFactory())
    member.get("/agenda/")
    assert queries(Client(), "/agenda/") > 0


def test_each_is_given_what_it_can_read(place: PlacePage) -> None:
    zipped = Client().get(SHEET, headers={"accept-encoding": "br, gzip"})
    plain = Client().get(SHEET)

    assert zipped["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in plain
    assert b"<!DOCTYPE html>" in plain.content


def test_two_hosts_are_two_pages(place: PlacePage) -> None:
    Client().get(SHEET, headers={"host": "localhost"})
    assert b"//testserver/annuaire" in Client().get(SHEET, headers={"host": "testserver"}).content


@pytest.mark.parametrize("template", FORMS)
def test_a_form_is_given_to_one_visitor_alone(place: PlacePage, template: str) -> None:
    address = FORMS[template]()
    response = Client().get(address)

    assert template in {each.name for each in response.templates}
    assert b'name="token"' in response.content
    assert not _is_kept(address)


def test_every_form_is_looked_at() -> None:
    templates = Path(settings.BASE_DIR) / "templates"
    holding = {
        str(path.relative_to(templates))
        for path in templates.rglob("*.html")
        if "layout/visitor_form.html" in path.read_text("utf-8")
        and not path.is_relative_to(templates / "espace")  # of who is signed in: never kept
    }

    assert holding == set(FORMS)


def test_a_page_that_gives_a_cookie_is_made_for_each() -> None:
    assert b"csrfmiddlewaretoken" in Client().get("/connexion/").content
    assert not _is_kept("/connexion/")


def test_the_page_that_one_visitor_comes_from_is_not_told_to_the_next() -> None:
    """It may be a link by which a registration is cancelled."""
    address = declaration().url
    came_from = "http://testserver/agenda/atelier/inscription/lien/secret/"
    assert b"secret" in Client().get(address, headers={"referer": came_from}).content

    assert b"secret" not in Client().get(address).content


def with_a_cookie() -> HttpResponse:
    response = HttpResponse()
    response.set_cookie("x", "1")
    return response


ANSWERS: dict[str, Callable[[], HttpResponseBase]] = {
    "not found": lambda: HttpResponse(status=404),
    "with a cookie": with_a_cookie,
    "for one alone": lambda: HttpResponse(headers={"Cache-Control": "max-age=0, Private"}),
    "by language": lambda: HttpResponse(headers={"Vary": "Cookie, Accept-Language"}),
    "too large": lambda: HttpResponse(b"x" * (MAX_BYTES + 1)),
    "read as it is written": lambda: StreamingHttpResponse([b"x"]),
    "known already": lambda: HttpResponse(headers={"ETag": '"1"'}),
}


@pytest.mark.parametrize("name", ANSWERS)
def test_what_is_not_for_anyone_is_not_kept(name: str) -> None:
    assert is_for_anyone(HttpResponse(headers={"Vary": "Cookie, Accept-Encoding"}))

    assert not is_for_anyone(ANSWERS[name]())


def test_each_method_has_its_own_answer() -> None:
    ask = ResponseCacheMiddleware(lambda request: HttpResponse(request.method))
    make = RequestFactory()

    asked = [make.get("/"), make.head("/"), make.post("/")]
    assert [ask(each).content for each in asked] == [b"GET", b"HEAD", b"POST"]


def test_what_changes_while_the_answer_is_made_is_not_hidden(place: PlacePage) -> None:
    """The answer that was begun before is kept under the version of before."""

    def answer(request: HttpRequest) -> HttpResponse:
        if not changed:
            changed.append(True)
            rename(place)
            return HttpResponse("former")
        return HttpResponse("new")

    changed: list[bool] = []
    ask = ResponseCacheMiddleware(answer)
    request = RequestFactory().get("/")
    assert [ask(request).content for _ in range(2)] == [b"former", b"new"]


def test_visitors_cannot_fill_the_memory() -> None:
    ask = ResponseCacheMiddleware(lambda request: HttpResponse("x"))
    for number in range(700):
        ask(RequestFactory().get(f"/?q={number}"))

    held = [ask for ask in range(700) if _is_kept(f"/?q={ask}")]
    assert 100 <= len(held) <= 300
    assert held[-1] == 699


def _is_kept(address: str) -> bool:
    request = RequestFactory().get(address)
    return caches[RESPONSES].get(response_cache._key(request)) is not None
