"""No text that is stored, whatever it holds, breaks what leaves the site (XML 1.0, RFC 5545…)."""

import csv
import io
import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from email import message_from_bytes, policy
from html.parser import HTMLParser
from xml.etree import ElementTree

import icalendar
import pytest
from django.core.mail import EmailMultiAlternatives
from django.db import models
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from core.mail.rendering import render_mail
from core.text.cleaning import writable
from directory.caches import directory_cache
from directory.models import PlacePage
from events.caches import agenda_cache
from events.models import EventPage, Occurrence
from tests.factories import AgendaPageFactory, EventPageFactory, PlacePageFactory

NOON = datetime(2027, 1, 5, 11, tzinfo=UTC)
pytestmark = pytest.mark.django_db
AWKWARD = st.sampled_from(
    [
        *"\x00\x07\x0b\x0c\r\n\x1b\x7f\x85\u2028\ufffe\uffff\u202e\ufeff\u0301\U0001fffe",
        *("]]>", "<b>", "&", "&amp;", "</script>", "<!--", "=cmd", "é", "🧶"),
        *"\"'\\;,:",
    ]
)
ANY_TEXT = st.lists(st.characters(exclude_categories=("Cs",)) | AWKWARD, max_size=30).map(
    lambda parts: "a" + "".join(parts)  # some are required
)
# What an address, a list or an editor holds to a shape of its own.
SHAPED = {
    "source_id",  # one to a place of a source
    *("slug", "url_path", "path", "public_id", "uid", "sort_name", "rule", "hours", "body"),
    *("kind", "level", "booking", "attendance", "status", "postcode", "siret", "rna", "phone"),
    *("online_url", "booking_url", "relay_url", "accessibility_url"),
}
CHECKED = {"emails", "websites"}  # as they are saved; a table may hold anything


def free_texts(model: type[models.Model]) -> list[str]:
    """The fields of *model* in which people write what they like."""
    return [
        field.name
        for field in model._meta.concrete_fields
        if isinstance(field, (models.CharField, models.TextField)) and field.name not in SHAPED
    ]


MODELS = (PlacePage, EventPage, Occurrence)
FIELDS = [(model, name) for model in MODELS for name in free_texts(model)]
Texts = dict[tuple[type[models.Model], str], str]


@pytest.fixture(scope="module")
def event(made_once: Callable) -> EventPage:
    made_once(AgendaPageFactory)
    place = made_once(lambda: PlacePageFactory(slug="lieu", title="Le Phare"))
    return made_once(lambda: EventPageFactory(place=place, slug="atelier", title="Un clic"))


class StrictHtml(HTMLParser):
    """Says where elements are not closed as they are opened."""

    VOID = {"base", "meta", "link", "img", "input", "br", "hr", "use", "source", "path", "wbr"}

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag != "b", "markup of others"
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        pass

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.VOID:
            assert self.open.pop() == tag


def check_html(content: bytes) -> None:
    html = content.decode()
    reader = StrictHtml()
    reader.feed(html)
    reader.close()
    for script in re.findall(r"<script[^>]*json[^>]*>(.*?)</script>", html, re.DOTALL):
        json.loads(script)


def check_xml(content: bytes) -> None:
    assert len(ElementTree.fromstring(content)) > 0


def check_calendar(content: bytes) -> None:
    assert not re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|\r(?!\n)|(?<!\r)\n", content)
    assert max(map(len, content.split(b"\r\n"))) <= 75
    calendar = icalendar.Calendar.from_ical(content)
    events = calendar.walk("VEVENT")
    assert len(events) == 1
    assert not any(each.errors for each in events)


def check_csv(content: bytes) -> None:
    rows = list(csv.reader(io.StringIO(content.decode(), newline=""), strict=True))
    assert {len(row) for row in rows} == {len(rows[0])}
    assert content.count(b"\r\n") == len(rows) == 2  # each on one line


CHANNELS: dict[str, Callable[[bytes], object]] = {
    "/agenda/rss.xml": check_xml,
    "/agenda/atom.xml": check_xml,
    "/annuaire/lieu/atelier/rss.xml": check_xml,
    "/agenda/agenda.ics": check_calendar,
    "/annuaire/lieu/atelier/agenda.ics": check_calendar,
    "/agenda/evenements.json": json.loads,
    "/annuaire/lieux.json": json.loads,
    "/annuaire/lieux.geojson": json.loads,
    "/annuaire/lieux.csv": check_csv,
    "/annuaire/lieu/": check_html,
    "/annuaire/lieu/atelier/": check_html,
    "/annuaire/lieu/atelier/affiche/": check_html,
    "/agenda/": check_html,
    "/agenda/integree/": check_html,
    "/sitemap.xml": check_xml,
}


def check_channels(client: Client) -> None:
    agenda_cache.invalidate()
    directory_cache.invalidate()
    for address, check in CHANNELS.items():
        response = client.get(address)
        assert response.status_code == 200, address
        check(b"".join(response) if response.streaming else response.content)


@settings(
    max_examples=8,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),  # an example takes seconds
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(texts=st.fixed_dictionaries(dict.fromkeys(FIELDS, ANY_TEXT)))
def test_any_text_in_any_field_leaves_every_channel_whole(
    client: Client, event: EventPage, texts: Texts
) -> None:
    """Saved as forms and imports save, then forced past every check, into the table itself."""
    rows = (event.place, event, event.occurrences.get())
    for row in rows:
        own = {name: text for name, text in of_row(row, texts).items() if name not in CHECKED}
        for name, text in own.items():
            setattr(row, name, text)
        row.save()
        assert all(writable(getattr(row, name)) == getattr(row, name) for name in own)
    check_channels(client)

    for row in rows:
        forced = {name: text.replace("\x00", "") for name, text in of_row(row, texts).items()}
        type(row).objects.filter(pk=row.pk).update(**forced)  # PostgreSQL itself refuses U+0000
    check_channels(client)


def of_row(row: models.Model, texts: Texts) -> dict[str, str]:
    """Return the texts for *row*, as long as its columns may hold."""
    own = {name: text for (model, name), text in texts.items() if model is type(row)}
    return {name: text[: row._meta.get_field(name).max_length] for name, text in own.items()}


@settings(max_examples=30)
@given(title=ANY_TEXT, text=ANY_TEXT)
def test_any_text_makes_a_mail_that_may_be_sent(title: str, text: str) -> None:
    report = {"place": {"title": title, "full_url": "/"}, "received_at": NOON, "answer": text}

    mail = render_mail("emails/report_answer.html", {"report": report})

    message = EmailMultiAlternatives(mail.subject, mail.text, "a@exemple.fr", ["b@exemple.fr"])
    message.attach_alternative(mail.html, "text/html")
    read = message_from_bytes(message.message().as_bytes(), policy=policy.default)
    assert read["To"] == "b@exemple.fr"
    assert "Votre signalement" in read["Subject"]
    check_html(mail.html.encode())


@given(ANY_TEXT)
def test_what_is_writable_is_left_as_it_is(text: str) -> None:
    once = writable(text)
    assert writable(once) == once
    ElementTree.fromstring(f"<a>{once.translate({ord(c): ' ' for c in '<&>'})}</a>")


def test_words_keep_apart_and_lines_of_a_text_stay() -> None:
    assert writable("Un\x0batelier\x07 de nuit") == "Un atelier de nuit"
    event = EventPageFactory(title="Un\x0batelier", body="<p>a\x07</p>")
    assert (event.title, event.body) == ("Un atelier", "<p>a</p>")
    place = PlacePageFactory(getting_there="Bus 3\x0bArrêt Gare\u2028Ascenseur")
    assert place.getting_there == "Bus 3\nArrêt Gare\nAscenseur"
