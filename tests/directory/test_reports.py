"""A visitor tells that a sheet is wrong: without account, cookie or captcha, and losing nothing."""

import logging
import re
from collections.abc import Callable
from datetime import timedelta
from unittest.mock import patch

import pytest
from django.conf import settings as django_settings
from django.core.cache import caches
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core import limits
from core.limits import CACHE
from directory.models import ErrorReport, PlacePage
from normandie.settings.caches import caches_beside
from tests.factories import PlacePageFactory
from tests.mails import sent_mails

pytestmark = pytest.mark.django_db

MESSAGE = "La médiathèque ferme à 17 h le samedi."


@pytest.fixture(scope="module")
def passerelle(made_once: Callable) -> int:
    return made_once(lambda: PlacePageFactory(title="La Passerelle", phone="+33231946594").pk)


@pytest.fixture
def place(passerelle: int) -> PlacePage:
    return PlacePage.objects.get(pk=passerelle)


@pytest.fixture
def url(place: PlacePage) -> str:
    return f"{place.url}signaler/"


@pytest.fixture
def visitor() -> Client:
    """A visitor whose browser would be stopped if the form asked for the CSRF cookie."""
    return Client(enforce_csrf_checks=True)


def token_of(html: str) -> str:
    return re.search(r'name="token" value="([^"]*)"', html)[1]


def typed(visitor: Client, url: str, **changes: str) -> dict[str, str]:
    """What the visitor sends after having read the form for ten seconds."""
    long_ago = timezone.now().timestamp() - 10
    with patch("django.core.signing.time.time", return_value=long_ago):
        token = token_of(visitor.get(url).content.decode())
    return {"subject": "horaires", "message": MESSAGE, "token": token} | changes


def test_a_report_is_kept_and_the_team_is_told(visitor: Client, url: str, place: PlacePage) -> None:
    sent = visitor.post(url, typed(visitor, url, email="camille@exemple.fr"))
    assert sent.status_code == 302
    thanks = visitor.get(sent["Location"])
    assert "Merci" in thanks.content.decode()

    report = ErrorReport.objects.get()
    assert (report.place_id, report.subject, report.message, report.email, report.state) == (
        place.pk,
        "horaires",
        MESSAGE,
        "camille@exemple.fr",
        "nouveau",
    )
    (message,) = sent_mails()
    assert message.subject == f"Signalement n°\u00a0{report.pk}\u00a0: La Passerelle"
    assert str(report.pk) in message.body
    assert "Les horaires" in message.body
    assert "/admin/" in message.body


def test_the_mail_holds_nothing_that_the_visitor_wrote(visitor: Client, url: str) -> None:
    visitor.post(url, typed(visitor, url, email="camille@exemple.fr"))
    text = sent_mails()[0].message().as_string()
    assert MESSAGE not in text
    assert "camille" not in text


def test_no_page_of_the_form_gives_a_cookie(visitor: Client, url: str) -> None:
    data = typed(visitor, url)
    for response in (
        visitor.get(url),
        visitor.post(url, {}),
        visitor.post(url, data),
        visitor.get(f"{url}merci/"),
    ):
        assert not response.cookies
        assert "csrf" not in response.content.decode().lower()


def test_a_title_on_two_lines_forges_no_header(visitor: Client, url: str) -> None:
    PlacePage.objects.update(title="La Passerelle\nBcc: victime@exemple.fr")
    visitor.post(url, typed(visitor, url))
    (message,) = sent_mails()
    assert message.subject.endswith("La Passerelle Bcc: victime@exemple.fr")
    assert message.recipients() == django_settings.DIRECTORY_TEAM_EMAILS


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("changes", "advice"),
    [
        ({"subject": ""}, "Choisissez ce qui ne va pas"),
        ({"subject": "inconnu"}, "Choisissez une des réponses"),
        ({"message": ""}, "Écrivez ce qui est faux"),
        ({"message": " court  "}, "trop court"),
        ({"message": "a" * 2001}, "dépasse 2000 caractères"),
        ({"email": "camille@"}, "n’est pas complète"),
        ({"website": "https://exemple.fr"}, "champ caché"),
        ({"token": ""}, "trop longtemps"),
        ({"token": "form:1tn5sp:faux"}, "trop longtemps"),
    ],
)
def test_what_cannot_be_taken_is_explained_and_nothing_typed_is_lost(
    visitor: Client, url: str, changes: dict[str, str], advice: str
) -> None:
    data = typed(visitor, url, **{"email": "camille@exemple.fr", **changes})
    response = visitor.post(url, data)
    html = response.content.decode()
    assert response.status_code == 422
    assert advice in html
    assert data["message"].strip() in html
    assert data["email"] in html
    assert not ErrorReport.objects.exists()
    assert not sent_mails()


def test_what_is_to_correct_is_said_alone(visitor: Client, url: str) -> None:
    html = visitor.post(url, {"message": "court", "website": "x"}).content.decode()
    assert "trop court" in html
    assert "pas encore parti" not in html


def test_each_error_leads_to_its_field(visitor: Client, url: str) -> None:
    html = visitor.post(url, typed(visitor, url, subject="", message="", email="x")).content
    for field in ("id_subject_0", "id_message", "id_email"):
        assert f'href="#{field}"'.encode() in html
        assert f'id="{field}"'.encode() in html
    assert b'aria-describedby="id_message_helptext id_message_error"' in html
    assert b"<title>Erreur" in html


@pytest.mark.usefixtures("quick_hands")
@pytest.mark.parametrize("trap", [{"website": "x"}, {"token": "forged"}])
def test_who_fell_into_a_trap_by_mistake_sends_again_and_gets_through(
    visitor: Client, url: str, trap: dict[str, str]
) -> None:
    first = visitor.post(url, typed(visitor, url, **trap))
    html = first.content.decode()
    again = {"subject": "horaires", "message": MESSAGE, "token": token_of(html)}
    assert visitor.post(url, again).status_code == 302
    assert ErrorReport.objects.count() == 1


def test_a_form_sent_at_once_is_taken_for_a_robot_until_time_has_passed(
    visitor: Client, url: str
) -> None:
    token = token_of(visitor.get(url).content.decode())
    data = {"subject": "autre", "message": MESSAGE, "token": token}
    refused = visitor.post(url, data)
    assert refused.status_code == 422
    assert token_of(refused.content.decode()) == token  # the clock is not set back
    later = timezone.now().timestamp() + 10
    with patch("django.core.signing.time.time", return_value=later):
        assert visitor.post(url, data).status_code == 302


def test_a_form_left_open_for_two_days_asks_to_send_again(visitor: Client, url: str) -> None:
    data = typed(visitor, url)
    later = timezone.now() + timedelta(days=2)
    with patch("django.core.signing.time.time", return_value=later.timestamp()):
        response = visitor.post(url, data)
    assert response.status_code == 422
    assert token_of(response.content.decode()) != data["token"]


def test_the_token_of_a_place_does_not_serve_another(visitor: Client, url: str) -> None:
    other = f"{PlacePageFactory().url}signaler/"
    assert visitor.post(other, typed(visitor, url)).status_code == 422


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"sec-fetch-site": "same-origin"}, 302),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"origin": "http://testserver"}, 302),
        ({"origin": "https://exemple.fr"}, 403),
        ({"origin": "http://[", "sec-fetch-site": "same-origin"}, 302),
        ({"origin": "http://["}, 403),
        ({"origin": "null"}, 403),
        ({}, 302),
    ],
)
def test_only_this_site_may_send_the_form(
    visitor: Client, url: str, headers: dict[str, str], status: int
) -> None:
    response = visitor.post(url, typed(visitor, url), headers=headers)
    assert response.status_code == status
    assert ErrorReport.objects.exists() is (status == 302)


def test_a_sender_is_asked_to_wait_past_the_hourly_limit(
    visitor: Client, url: str, settings
) -> None:
    settings.FORMS_PER_HOUR = 2
    statuses = [visitor.post(url, typed(visitor, url)).status_code for _ in range(2)]
    assert statuses == [302, 302]
    refused = visitor.post(url, typed(visitor, url))
    assert refused.status_code == 429
    assert 0 < int(refused["Retry-After"]) <= 3600
    assert MESSAGE in refused.content.decode()
    assert ErrorReport.objects.count() == 2
    other = visitor.post(url, typed(visitor, url), REMOTE_ADDR="192.0.2.7")
    assert other.status_code == 302


def test_a_new_hour_opens_the_door_again(visitor: Client, url: str, settings) -> None:
    settings.FORMS_PER_HOUR = 1
    assert visitor.post(url, typed(visitor, url)).status_code == 302
    again = typed(visitor, url)
    assert visitor.post(url, again).status_code == 429
    later = timezone.now() + timedelta(hours=1)
    with patch.object(limits.timezone, "now", return_value=later):
        assert visitor.post(url, again).status_code == 302


def test_the_hour_is_counted_whole_by_the_cache_in_the_database(
    visitor: Client, url: str, settings
) -> None:
    backend = "django.core.cache.backends.db.DatabaseCache"  # its « incr » forgets after 5 minutes
    settings.CACHES = caches_beside({"BACKEND": backend, "LOCATION": "cache"})
    call_command("createcachetable")
    settings.FORMS_PER_HOUR = 1
    assert visitor.post(url, typed(visitor, url)).status_code == 302
    later = timezone.now() + timedelta(minutes=10)
    with patch("django.core.cache.backends.db.tz_now", return_value=later):
        assert visitor.post(url, typed(visitor, url)).status_code == 429


@pytest.mark.parametrize(("proxies", "status"), [(0, 429), (1, 302)])
def test_the_forwarded_address_counts_only_when_the_proxy_is_ours(
    visitor: Client, url: str, settings, proxies: int, status: int
) -> None:
    settings.FORMS_PER_HOUR = 1
    settings.TRUSTED_PROXIES = proxies
    visitor.post(url, typed(visitor, url), headers={"x-forwarded-for": "forged, 192.0.2.1"})
    second = visitor.post(
        url, typed(visitor, url), headers={"x-forwarded-for": "forged, 192.0.2.2"}
    )
    assert second.status_code == status


def test_no_address_of_a_visitor_is_kept_or_logged(
    visitor: Client, url: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with patch.object(caches[CACHE], "add", wraps=caches[CACHE].add) as add:
        visitor.post(url, typed(visitor, url), REMOTE_ADDR="198.51.100.77")
        visitor.post(url, typed(visitor, url, message=""), REMOTE_ADDR="198.51.100.77")
    assert add.called
    assert "198.51.100.77" not in str(add.call_args_list)
    assert "198.51.100.77" not in caplog.text
    assert "198.51.100.77" not in str(ErrorReport.objects.values().get())


def test_a_report_is_kept_when_the_cache_is_away(visitor: Client, url: str) -> None:
    with patch.object(caches[CACHE], "incr", side_effect=ConnectionError):
        assert visitor.post(url, typed(visitor, url)).status_code == 302
    assert ErrorReport.objects.count() == 1


def test_lines_count_as_people_see_them(visitor: Client, url: str) -> None:
    message = "\r\n".join(["ligne"] * 333)  # 1997 characters on screen, 2329 as sent
    assert visitor.post(url, typed(visitor, url, message=message)).status_code == 302
    assert ErrorReport.objects.get().message == message.replace("\r\n", "\n")


def test_a_new_report_erases_none_and_the_night_erases_those_of_a_year(
    visitor: Client, url: str, place: PlacePage, capsys: pytest.CaptureFixture
) -> None:
    old, recent = (
        ErrorReport.objects.create(place=place, subject="autre", message=MESSAGE) for _ in range(2)
    )
    ErrorReport.objects.filter(pk=old.pk).update(received_at=timezone.now() - timedelta(days=366))
    visitor.post(url, typed(visitor, url))
    assert ErrorReport.objects.count() == 3

    call_command("daily", "core.erase_what_is_due")

    left = ErrorReport.objects.values_list("pk", flat=True)
    assert old.pk not in left
    assert recent.pk in left
    assert len(left) == 2
    assert "1 signalements" in capsys.readouterr().out


def test_the_form_is_of_published_places_only(visitor: Client, url: str, place: PlacePage) -> None:
    place.unpublish()
    assert visitor.get(url).status_code == 404
    assert visitor.post(url, {}).status_code == 404
    for address in ("aucun-lieu", "%00", "%2e%2e", "a'b", "%F0%9F%98%80"):
        assert visitor.post(f"/annuaire/{address}/signaler/", {}).status_code == 404


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_refused(visitor: Client, url: str, method: str) -> None:
    assert getattr(visitor, method)(url).status_code == 405


hostile = st.one_of(
    st.text(max_size=300),
    st.sampled_from(["\0", "<script>", "%0d%0aBcc:", "' OR 1=1 --", "{{ 7*7 }}", "x" * 30_000]),
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    data=st.dictionaries(
        st.sampled_from(["subject", "message", "email", "website", "token", "autre"]), hostile
    )
)
def test_whatever_is_sent_gets_an_answer(visitor: Client, url: str, data: dict[str, str]) -> None:
    response = visitor.post(url, data)
    assert response.status_code == 422
    assert "<script>alert" not in response.content.decode()
