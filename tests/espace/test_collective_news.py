"""What the team tells managers: on the pages of the collective, and by mail once."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from normandie.espace.jobs import mail_news_of_the_day
from normandie.espace.models import NewsItem
from normandie.espace.sections import collective_section
from tests.clock import DECEMBER_2026
from tests.espace.collective import COLLECTIVE, HOSTILE, a_manager, browser_of, leave_path
from tests.factories import UserFactory
from tests.mails import sent_mails
from tests.reading import links, main_text, texts
from tests.roles import signed_in

pytestmark = pytest.mark.django_db
NEWS = f"{COLLECTIVE}actualites/"


def some_news(title: str, days: int = 0, **fields: Any) -> NewsItem:
    """Return news published *days* ago."""
    day = timezone.localdate() - timedelta(days=days)
    return NewsItem.objects.create(title=title, text="Le texte.", published_on=day, **fields)


def write_news(title: str = "Journée des gérants", **changes: Any) -> None:
    """Have the team write news in the admin."""
    fields = {
        "title": title,
        "text": "Le 12 mars, à Caen.",
        "published_on": timezone.localdate().isoformat(),
        "expires_on": "",
        "by_mail": "on",
    }
    response = signed_in("team").post(
        reverse("wagtailsnippets_espace_newsitem:add"), fields | changes
    )
    assert response.status_code == 302, main_text(response)


def test_managers_read_the_news_of_the_day_the_newest_first() -> None:
    today = timezone.localdate()
    some_news("Ancienne", days=9)
    some_news("Récente", days=1, expires_on=today)
    some_news("À paraître", days=-1)
    some_news("Finie", days=5, expires_on=today - timedelta(days=1))

    page = browser_of(a_manager()).get(NEWS)

    assert texts(page, "main h2") == ["Récente", "Ancienne"]


def test_nothing_to_tell_is_said() -> None:
    assert "Rien de nouveau" in main_text(browser_of(a_manager()).get(NEWS))
    assert "Rien de nouveau" in main_text(browser_of(a_manager()).get(COLLECTIVE))


def test_news_is_text_whose_web_addresses_alone_become_links() -> None:
    NewsItem.objects.create(title="<b>Gras</b>", text=HOSTILE)

    page = browser_of(a_manager()).get(NEWS)

    assert "<b>Gras</b>" in main_text(page)
    assert "<script>alert(1)</script>" in main_text(page)
    assert b"<script>alert" not in page.content
    assert "https://piege.exemple.fr" in links(page).values()
    assert not [each for each in links(page).values() if each.startswith("javascript")]


def test_the_home_of_a_place_shows_the_last_news_and_how_many_questions_wait(
    django_assert_num_queries: Any,
) -> None:
    user = a_manager()
    place = user.managed_places.get()
    some_news("Ancienne", days=9)
    some_news("Récente")

    page = browser_of(user).get("/espace/", follow=True)
    with django_assert_num_queries(2):
        collective_section(place, user)

    assert "Récente" in main_text(page)
    assert "Ancienne" not in main_text(page)
    assert "Aucune question à résoudre" in main_text(page)


def test_news_goes_once_to_each_manager_who_wants_it() -> None:
    one, other = a_manager("Gaëlle Martin"), a_manager("Malo Petit", news_by_mail=True)
    a_manager("Rose Renonce", news_by_mail=False)
    left, closed = a_manager("Luc Parti"), a_manager("Ines Close")
    left.managed_places.clear()
    type(closed).objects.filter(pk=closed.pk).update(is_active=False)
    UserFactory()  # who never managed anything

    write_news()
    item = NewsItem.objects.get()
    edit = reverse("wagtailsnippets_espace_newsitem:edit", args=(item.pk,))
    signed_in("team").post(
        edit, {"title": "Corrigée", "text": "…", "published_on": "2020-01-01", "expires_on": ""}
    )
    mail_news_of_the_day()

    mails = sent_mails()
    assert sorted(mail.to[0] for mail in mails) == sorted([one.email, other.email])
    assert {mail.subject for mail in mails} == {"Journée des gérants"}
    assert "Le 12 mars, à Caen." in mails[0].body
    item.refresh_from_db()
    assert (item.title, item.by_mail) == ("Corrigée", True)
    assert not NewsItem.objects.to_mail().exists()


def test_news_to_come_is_told_on_its_day(time_machine: Any) -> None:
    time_machine.move_to(DECEMBER_2026)
    user, tomorrow = a_manager(), timezone.localdate() + timedelta(days=1)

    write_news(published_on=tomorrow.isoformat())
    assert sent_mails() == []
    time_machine.shift(timedelta(days=1))
    mail_news_of_the_day()
    mail_news_of_the_day()

    assert [mail.to for mail in sent_mails()] == [[user.email]]


def test_news_that_the_team_does_not_send_stays_on_the_site() -> None:
    a_manager()

    write_news(by_mail="")

    assert sent_mails() == []


def test_news_that_ends_before_it_begins_is_refused() -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    fields = {
        "title": "Trop tard",
        "text": "…",
        "published_on": timezone.localdate().isoformat(),
        "expires_on": yesterday.isoformat(),
    }

    page = signed_in("team").post(reverse("wagtailsnippets_espace_newsitem:add"), fields)

    assert "Ce jour est avant celui de la parution." in page.content.decode()
    assert not NewsItem.objects.exists()


def test_the_link_of_a_mail_ends_these_mails_without_signing_in() -> None:
    user = a_manager()
    write_news("Première")
    (mail,) = sent_mails()
    path, anyone = leave_path(mail), Client(enforce_csrf_checks=True)

    asked = anyone.get(path)
    assert user in type(user).objects.filter(collective_profile__news_by_mail=True)
    # What mailboxes send by themselves (RFC 8058): no cookie, no token.
    done = anyone.post(path, {"List-Unsubscribe": "One-Click"})
    write_news("Seconde")

    assert path in mail.extra_headers["List-Unsubscribe"]
    assert "Nous ne vous enverrons plus les actualités du collectif" in main_text(asked)
    assert "C’est noté" in main_text(done)
    assert [mail.subject for mail in sent_mails()] == ["Première"]


def test_the_link_of_a_mail_opens_nothing_else() -> None:
    user = a_manager()
    write_news()
    path = leave_path(sent_mails()[0])
    anyone = Client()

    anyone.post(path)

    assert anyone.get(COLLECTIVE).status_code == 302
    assert user.email not in anyone.get(path).content.decode()
    assert anyone.get(f"{path[:-2]}x/").status_code == 404
