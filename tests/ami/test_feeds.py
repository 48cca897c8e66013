"""The calls that are open, in feed readers."""

from datetime import timedelta

import feedparser
import pytest
import time_machine
from django.test import Client

from tests.ami.factories import CLOSES, OPENS, CallPageFactory

DURING = OPENS + timedelta(days=7)
pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(DURING, tick=False)]
FEEDS = ["rss.xml", "atom.xml"]


@pytest.mark.parametrize("name", FEEDS)
def test_it_holds_the_calls_that_may_be_answered(client: Client, name: str) -> None:
    CallPageFactory(title="Ouvert <b>& vif</b>", slug="ouvert")
    CallPageFactory(title="À venir", opens_at=DURING + timedelta(days=1))
    CallPageFactory(title="Brouillon", live=False)

    response = client.get(f"/appels/{name}")

    assert response.status_code == 200
    read = feedparser.parse(response.content)
    assert not read.bozo
    [item] = read.entries
    assert item.link == "http://localhost/appels/ouvert/"
    assert item.title_detail.value.replace("&amp;", "&") == "Ouvert <b>& vif</b>"
    assert "Jusqu’au vendredi 18" in item.summary.replace("\u00a0", " ")
    assert read.feed.title == "Appels – Normandie Connectée"
    again = client.get(f"/appels/{name}", headers={"if-none-match": response["ETag"]})
    assert again.status_code == 304
    with time_machine.travel(CLOSES, tick=False):
        assert not feedparser.parse(client.get(f"/appels/{name}").content).entries


def test_a_call_that_opens_again_is_news_again_and_a_correction_is_not(client: Client) -> None:
    def guid() -> str:
        [item] = feedparser.parse(client.get("/appels/atom.xml").content).entries
        return item.id

    call = CallPageFactory()
    first = guid()
    call.title, call.slug = "Un autre titre", "autre"
    call.save()
    assert guid() == first
    call.opens_at += timedelta(days=3)
    call.save()
    assert guid() != first


@pytest.mark.parametrize("name", FEEDS)
def test_the_page_leads_to_them(client: Client, name: str) -> None:
    CallPageFactory()

    assert f'href="/appels/{name}"' in client.get("/appels/").content.decode()
