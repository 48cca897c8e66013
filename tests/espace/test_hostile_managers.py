"""A manager who attacks: what they were taken off, other places, their colleagues' screens."""

from datetime import timedelta
from typing import Any, NamedTuple

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core.pages import pdf
from directory.models import PlacePage
from normandie.espace.models import Answer, ManagerProfile, NewsItem, PlaceSettings
from normandie.espace.services.collective import mailing
from normandie.espace.services.collective.mailing import send_digests
from normandie.espace.services.invitations import find_invitation, invite
from normandie.espace.services.verification import link_to_confirm
from normandie.espace.views import papers
from tests.ami.papers import needs_pango
from tests.espace.collective import (
    COLLECTIVE,
    a_manager,
    a_question,
    an_answer,
    browser_of,
    leave_path,
)
from tests.espace.managing import Manager, manager
from tests.factories import PlacePageFactory, UserFactory
from tests.mails import sent_mails
from tests.reading import main_text, parsed
from tests.roles import signed_in
from tests.users.codes import link_of

pytestmark = pytest.mark.django_db
NAMES = {"first_name": "Complice", "last_name": "Durand"}


class Fetches(NamedTuple):
    """What a PDF asked for while it was drawn, and what of it was opened."""

    asked: list[str]
    opened: list[str]


@pytest.fixture
def fetches(monkeypatch: pytest.MonkeyPatch) -> Fetches:
    needs_pango()
    from weasyprint.urls import URLFetcher

    seen, fetch = Fetches([], []), URLFetcher.fetch

    def spy(self: Any, url: str, *args: Any, **kwargs: Any) -> Any:
        seen.asked.append(url)
        answer = fetch(self, url, *args, **kwargs)
        seen.opened.append(url)
        return answer

    monkeypatch.setattr(URLFetcher, "fetch", spy)
    return seen


def taken_off(place: PlacePage, user: Any, how: str) -> None:
    if how == "by a colleague":
        colleague = a_manager(places=[place])
        browser_of(colleague).post(reverse("espace:team_leave", args=[place.pk, user.pk]))
    elif how == "by staff":
        screen, team = reverse("directory_place_managers", args=[place.pk]), signed_in("team")
        shown = parsed(team.get(screen)).select_one("input[name=shown]")["value"]
        assert str(user.pk) in shown.split()
        team.post(screen, {"managers": "", "shown": shown})
    elif how == "account closed":
        user.is_active = False
        user.save()
    elif how == "account deleted":
        user.delete()
    elif how == "of every place":
        user.managed_places.clear()
    elif how == "with all the others":
        place.managers.clear()
    else:
        browser_of(user).post(reverse("espace:team_leave", args=[place.pk, user.pk]))


@pytest.mark.parametrize("how", ["by a colleague", "by staff", "account closed", "account deleted"])
def test_who_is_taken_off_does_not_come_back_by_those_they_invited(how: str) -> None:
    place, other = PlacePageFactory(), PlacePageFactory()
    user = a_manager(places=[place, other])
    invite(place, "complice@exemple.fr", user)
    link = link_of(sent_mails()[-1])
    opened_before = Client()
    opened_before.get(link)

    taken_off(place, user, how)

    for client in (opened_before, Client()):
        client.get(link)
        assert client.post(reverse("invitation"), NAMES).status_code == 404
    assert not place.managers.filter(email="complice@exemple.fr").exists()


def test_what_others_invited_and_other_places_stay() -> None:
    place, other = PlacePageFactory(), PlacePageFactory()
    user = a_manager(places=[place, other])
    links = []
    for where, by in ((place, a_manager(places=[place])), (other, user)):
        invite(where, "alix@exemple.fr", by)
        links.append(link_of(sent_mails()[-1]))

    taken_off(place, user, "by a colleague")

    assert all(find_invitation(link.strip("/").split("/")[-1]) for link in links)


def test_who_leaves_may_have_invited_who_comes_after() -> None:
    place = PlacePageFactory()
    user = a_manager(places=[place])
    invite(place, "alix@exemple.fr", user)
    link = link_of(sent_mails()[-1])

    taken_off(place, user, "leaving")
    client = Client()
    client.get(link)
    client.post(reverse("invitation"), NAMES)

    assert [each.email for each in place.managers.all()] == ["alix@exemple.fr"]


@pytest.mark.parametrize(
    "how", ["by a colleague", "by staff", "of every place", "with all the others"]
)
def test_the_link_of_a_reminder_says_nothing_more_for_who_was_taken_off(how: str) -> None:
    place = PlacePageFactory()
    user, link = a_manager(places=[place]), link_to_confirm(place)
    assert Client().get(link).status_code == 200

    taken_off(place, user, how)

    assert Client().post(link).status_code == 410


def test_a_form_of_the_sheet_changes_nothing_that_it_does_not_show() -> None:
    place, other = PlacePageFactory(), PlacePageFactory()
    someone = Manager(place)
    form = someone.open("contact")
    forged = {
        "managers": str(UserFactory().pk),
        "publishes_directly": "on",
        "live": "",
        "slug": "autre",
        "owner": str(someone.user.pk),
        "place": str(other.pk),
        "grants": "1",
    }

    form.send(phone="02 31 00 00 00", **forged)
    answer = someone.client.post(
        reverse("espace:subject", args=[other.pk, "contact"]), form.values | forged
    )

    assert answer.status_code == 404
    assert list(place.managers.all()) == [someone.user]
    assert not other.managers.exists()
    assert not PlaceSettings.objects.filter(publishes_directly=True).exists()
    after = PlacePage.objects.get(pk=place.pk)
    assert (after.live, after.slug, after.owner) == (place.live, place.slug, place.owner)


def test_a_profile_is_of_who_sends_it_whatever_it_says() -> None:
    one, other = a_manager(), a_manager("Malo Petit", is_listed=False)

    browser_of(one).post(
        f"{COLLECTIVE}gerants/moi/",
        {
            "user": other.pk,
            "id": other.collective_profile.pk,
            "name": "Prise",
            "questions_by_mail": "jamais",
        },
    )

    other.collective_profile.refresh_from_db()
    assert (other.collective_profile.name, other.collective_profile.is_listed) == ("", False)
    assert ManagerProfile.objects.get(user=one).name == "Prise"


@pytest.mark.one_engine
@pytest.mark.parametrize("name", ["websites", "booking_url", "relay_url"])
@pytest.mark.parametrize("link", ["javascript:alert(1)", "data:text/html,x", "//piege", "ftp:x"])
def test_a_link_of_a_sheet_is_that_of_a_site(name: str, link: str) -> None:
    someone = manager(trusted=True)

    someone.open("contact").send(**{name: link})

    kept = str(getattr(someone.public, name))
    page = Client().get(someone.place.url).content.decode()
    for scheme in ("javascript:", "data:", "ftp:"):
        assert scheme not in kept
        assert f'href="{scheme}' not in page


def test_a_title_on_several_lines_makes_no_header_of_a_mail() -> None:
    asks, answers = a_manager(), a_manager()
    question = a_question(asks, "Une question\r\nBcc: tous@exemple.fr")

    browser_of(answers).post(question.get_absolute_url(), {"text": "Oui."})

    (mail,) = sent_mails()
    assert mail.subject.endswith("Une question Bcc: tous@exemple.fr")
    assert mail.recipients() == [asks.email]


@pytest.mark.parametrize("method", ["get", "head"])
def test_a_program_that_follows_links_ends_no_mail(method: str) -> None:
    user = a_manager(questions_by_mail=ManagerProfile.Pace.DAILY)
    a_question(a_manager())
    send_digests(timezone.now() + timedelta(minutes=1))
    path = leave_path(sent_mails()[-1])

    getattr(Client(), method)(path)
    assert ManagerProfile.objects.get(user=user).questions_by_mail == "jour"
    Client().post(path, {"List-Unsubscribe": "One-Click"})

    assert ManagerProfile.objects.get(user=user).questions_by_mail == "jamais"


def test_what_is_written_while_the_summaries_are_made_is_told_once() -> None:
    a_manager(questions_by_mail=ManagerProfile.Pace.DAILY)
    begun = timezone.now()
    question = a_question(a_manager(), "Pendant")
    an_answer(question, a_manager())
    Answer.objects.update(written_at=begun + timedelta(seconds=2))
    type(question).objects.update(written_at=begun + timedelta(seconds=1))

    send_digests(begun)
    assert sent_mails() == []
    send_digests(begun + timedelta(days=1))
    send_digests(begun)  # one that began before, and ends last
    send_digests(begun + timedelta(days=1, minutes=1))

    assert [mail.body.count("Pendant") for mail in sent_mails()] == [1]


def test_every_pdf_of_a_place_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    someone = manager()
    drawn = []
    monkeypatch.setattr(pdf, "is_available", lambda: True)
    monkeypatch.setattr(pdf, "render_pdf", lambda *args: drawn.append(args) or b"%PDF")
    monkeypatch.setattr(papers, "PDFS_PER_HOUR", 2)

    names = ("programme_pdf", "plaque_pdf", "wall_programme_pdf", "programme_pdf")
    answers = [someone.page(name) for name in names]

    assert [answer.status_code for answer in answers] == [200, 200, 302, 302]
    assert len(drawn) == 2
    page = someone.client.get(answers[-1]["Location"])
    assert "Beaucoup de PDF ont été demandés" in page.content.decode()


def test_a_hostile_name_reads_no_file_and_asks_nothing_of_anybody(
    tmp_path: Any, fetches: Fetches
) -> None:
    secret = tmp_path / "secret.svg"
    secret.write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    hostile = f'</title><img src="{secret.as_uri()}"><style>@import url(http://192.0.2.1/x)</style>'
    someone = manager(title=hostile)
    PlacePage.objects.update(phone="0231000000")

    for name in ("plaque_pdf", "wall_programme_pdf", "programme_pdf"):
        assert someone.page(name)["Content-Type"] == "application/pdf"
    assert {url.partition(":")[0] for url in fetches.asked} <= {"data"}
    for name in ("plaque", "wall_programme", "kit", "embedding"):
        assert hostile not in someone.page(name).content.decode()
    assert "<style>" in main_text(someone.page("kit")) + parsed(someone.page("kit")).get_text()


def test_the_lines_of_a_frame_hold_no_markup_of_the_name_of_a_place() -> None:
    someone = manager(title='"><script>alert(1)</script>')

    page = someone.page("embedding")

    assert [script for script in parsed(page).find_all("script") if "alert" in script.text] == []
    (lines,) = parsed(page).select("textarea")
    assert "<script" not in lines.get_text()
    assert 'title="' in lines.get_text()


def test_a_manager_takes_off_nobody_of_another_place_nor_withdraws_its_invitations() -> None:
    someone, other = manager(), PlacePageFactory()
    theirs = a_manager(places=[other])
    invitation = invite(other, "alix@exemple.fr", theirs)

    for name, key in (("team_leave", theirs.pk), ("team_withdraw", invitation.pk)):
        assert someone.client.post(someone.address(name, key)).status_code == 404

    assert list(other.managers.all()) == [theirs]
    assert other.invitations.waiting().exists()


def test_news_that_two_runs_found_together_is_told_once(monkeypatch: pytest.MonkeyPatch) -> None:
    a_manager()
    NewsItem.objects.create(title="Une", text="Du nouveau.", by_mail=True)
    apart = mailing.for_each
    monkeypatch.setattr(mailing, "for_each", lambda rows, work: apart([*rows, *rows], work))

    assert mailing.mail_news() == (1, [])


def test_a_pdf_opens_no_file_that_its_page_would_name(
    tmp_path: Any, fetches: Fetches, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = tmp_path / "secret.svg"
    secret.write_text("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>")
    named = f'<html lang="fr"><title>T</title><img alt="" src="{secret.as_uri()}"></html>'
    monkeypatch.setattr(pdf, "render_to_string", lambda *args: named)

    assert pdf.render_pdf("any.html", {}).startswith(b"%PDF")
    assert fetches.asked == [secret.as_uri()]
    assert fetches.opened == []
