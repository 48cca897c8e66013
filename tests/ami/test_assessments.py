"""Several reviewers read a file by the grid of its call: what each says shows, nothing decides."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.http import HttpResponse, QueryDict
from django.test import Client
from django.urls import reverse

from ami.models import Assessment, CallPage, Dossier, Rating
from ami.services.completing import save_typed, send_completion
from ami.services.completions import part_prefix
from tests.ami.factories import OPENS, CallPageFactory
from tests.ami.grid import A_LITTLE, FULLY, NOT_AT_ALL, RATHER, a_call_with_grid, grid, reads
from tests.ami.queue import LIST, a_file, listed, to_complete, who
from tests.ami.reviewing import DURING, SECRET, screen
from tests.directory.admin.sheet import submit
from tests.factories import UserFactory
from tests.reading import hidden_fields, parsed, text_of, words
from tests.roles import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(DURING, tick=False)]


@pytest.fixture
def call() -> CallPage:
    return a_call_with_grid()


def edits_the_grid(call: CallPage, first: str) -> None:
    """Have staff reword the first criterion, take the second away and add a third one."""
    page = CallPage.objects.get(pk=call.pk)
    keys = [str(each.pk) for each in grid(call)]
    typed = {"0-id": keys[0], "0-label": first, "0-ORDER": "1", "1-id": keys[1], "1-DELETE": "1"}
    typed |= {"2-label": "Partenaires", "2-ORDER": "3", "TOTAL_FORMS": "3"}
    sent = {f"criteria-{name}": value for name, value in typed.items()}
    assert submit(signed_in("team"), page, **sent).status_code == 302


def address_of(dossier: Dossier) -> str:
    return reverse("wagtailsnippets_ami_dossier:assess", args=(dossier.pk,))


def form_in(page: Any) -> dict[str, str]:
    """Return what the form of *page* would send as it stands."""
    form = parsed(page).select_one("#w-editor-form")
    sent = hidden_fields(page, "#w-editor-form")
    for radio in form.select("input[type=radio][checked]"):
        sent[str(radio["name"])] = str(radio["value"])
    return sent | {str(each["name"]): each.text.lstrip("\n") for each in form.select("textarea")}


def fields(dossier: Dossier, *said: tuple[str, str], whole: str = "") -> dict[str, str]:
    """Return the fields of the levels and comments of the criteria, in their order."""
    typed = {"whole": whole}
    for criterion, (level, comment) in zip(grid(dossier.call), said, strict=True):
        typed |= {f"level-{criterion.key}": level, f"comment-{criterion.key}": comment}
    return typed


def send(client: Client, dossier: Dossier, page: Any, typed: dict[str, str]) -> HttpResponse:
    """Send the form of *page* with what is *typed* over it."""
    return client.post(address_of(dossier), form_in(page) | typed, follow=True)


def readings(page: Any) -> str:
    """Return what the screen of a file says of its readings."""
    section = parsed(page).select_one("section[aria-labelledby=grid]")
    return words(section) if section else ""


def test_each_reviewer_says_what_they_think_and_reads_the_others(call: CallPage) -> None:
    dossier, one, other = a_file(call), signed_in("reviewer"), signed_in("lead")
    assert "Personne n’a encore donné sa lecture" in readings(screen(one, dossier))

    typed = fields(dossier, ("0", "Peu de <b>public</b>"), ("", ""), whole="À revoir")
    done = send(one, dossier, one.get(address_of(dossier)), typed)
    assert done.redirect_chain[-1][0].endswith("#grid")
    page = other.get(address_of(dossier))
    assert "Peu de" not in page.content.decode()  # one's own, and no other
    send(other, dossier, page, fields(dossier, ("3", ""), ("2", "Bien placé")))

    said = readings(screen(signed_in("reader"), dossier))
    assert "Peu de <b>public</b>" in said
    assert "À revoir" in said
    assert said.count("Lu par") == 2
    assert "Avis opposés sur 1 critère" in said
    assert "Avis opposés : entre « pas du tout » et « tout à fait »" in said
    [ancrage] = re.findall(r"Ancrage dans le territoire (.*)", said)
    assert ": ne se prononce pas" in ancrage
    assert ": plutôt Bien placé" in ancrage
    assert "opposés" not in ancrage


@pytest.mark.parametrize(
    ("levels", "are_opposed"),
    [
        ((NOT_AT_ALL, RATHER), True),
        ((FULLY, A_LITTLE), True),
        ((A_LITTLE, RATHER), False),
        ((NOT_AT_ALL, None), False),
        ((FULLY, RATHER, A_LITTLE), True),
    ],
)
def test_two_levels_apart_are_opposed_on_the_screen_and_in_the_queue(
    call: CallPage, levels: tuple[int | None, ...], are_opposed: bool
) -> None:
    dossier = a_file(call)
    a_file(call)
    for level in levels:
        reads(dossier, UserFactory(), level, None, comment="Lu")
    client = signed_in("reviewer")

    assert ("Avis opposés" in screen(client, dossier)) is are_opposed
    assert (listed(client, attention="divided") == [dossier]) is are_opposed


def test_one_s_own_is_changed_and_those_of_others_are_not(call: CallPage) -> None:
    dossier, client = a_file(call), signed_in("reviewer")
    theirs = reads(dossier, UserFactory(), FULLY, FULLY)
    for level in ("1", "2"):
        send(
            client,
            dossier,
            client.get(address_of(dossier)),
            fields(dossier, (level, ""), ("3", "")),
        )

    mine = Assessment.objects.exclude(pk=theirs.pk).get()
    assert [each.level for each in mine.ratings.all()] == [RATHER, FULLY]
    assert [each.level for each in theirs.ratings.all()] == [FULLY, FULLY]
    assert form_in(client.get(address_of(dossier)))[f"level-{grid(call)[0].key}"] == "2"


def test_a_double_click_makes_one_reading(call: CallPage) -> None:
    dossier, client = a_file(call), signed_in("reviewer")
    page = client.get(address_of(dossier))
    for _ in range(2):
        done = send(client, dossier, page, fields(dossier, ("1", "Oui"), ("", "")))
        assert "Votre lecture est enregistrée" in done.content.decode()

    assert (Assessment.objects.get().version, Rating.objects.count()) == (1, 2)


def test_a_late_save_replaces_nothing_in_silence_and_loses_nothing(call: CallPage) -> None:
    dossier, client = a_file(call), signed_in("reviewer")
    early, late = client.get(address_of(dossier)), client.get(address_of(dossier))
    send(client, dossier, early, fields(dossier, ("3", "Le premier"), ("", ""), whole="Bien"))

    refused = send(
        client, dossier, late, fields(dossier, ("1", "Le second"), ("", ""), whole="Mal")
    )

    said = text_of(refused)
    assert "depuis une autre fenêtre, le 09/11/2026" in said
    assert "Gardé depuis l’autre fenêtre : tout à fait. « Le premier »" in said
    assert "Gardé depuis l’autre fenêtre : « Bien »" in said
    assert form_in(refused)[f"comment-{grid(call)[0].key}"] == "Le second"
    assert Rating.objects.get(criterion=grid(call)[0].key).comment == "Le premier"
    send(client, dossier, refused, {})
    assert Rating.objects.get(criterion=grid(call)[0].key).comment == "Le second"
    assert Assessment.objects.get().comment == "Mal"


def test_a_reading_that_says_nothing_is_refused(call: CallPage) -> None:
    dossier, client = a_file(call), signed_in("reviewer")

    said = text_of(send(client, dossier, client.get(address_of(dossier)), {}))

    assert "il n’y a rien à garder" in said
    assert not Assessment.objects.exists()


def test_a_reading_keeps_the_words_that_it_answered(call: CallPage) -> None:
    dossier, client = a_file(call), signed_in("reviewer")
    reads(dossier, UserFactory(first_name="Nora", last_name="Avant"), NOT_AT_ALL, FULLY)
    edits_the_grid(call, "Coût pour la collectivité")

    reads(dossier, UserFactory(first_name="Karim", last_name="Après"), FULLY, RATHER)
    said = readings(screen(client, dossier))

    assert "Coût pour la collectivité" in said
    assert (
        "Nora Avant : pas du tout A répondu au critère tel qu’il était écrit : « Utilité pour les "
        "habitants. Qui s’en servira ? »" in said
    )
    assert "Ancrage dans le territoire (retiré de la grille depuis)" in said
    assert "opposés" not in said  # they answered two questions
    assert listed(client, attention="divided") == []


def test_who_reads_again_sees_what_was_reworded_and_keeps_what_was_retired(call: CallPage) -> None:
    dossier, client = a_file(call), signed_in("reviewer")
    send(client, dossier, client.get(address_of(dossier)), fields(dossier, ("1", "A"), ("2", "B")))
    edits_the_grid(call, "Utilité, pour qui ?")

    page = client.get(address_of(dossier))
    assert "Vous aviez répondu à : « Utilité pour les habitants. Qui" in text_of(page)
    send(client, dossier, page, {})

    said = Assessment.objects.get().ratings
    assert [each.label for each in said.order_by("label")] == [
        "Ancrage dans le territoire",
        "Partenaires",
        "Utilité, pour qui ?",
    ]


def test_a_grid_that_changes_under_the_eyes_is_read_again(call: CallPage) -> None:
    dossier, client = a_file(call), signed_in("reviewer")
    page, typed = client.get(address_of(dossier)), fields(dossier, ("1", "Oui"), ("", "Ici"))
    useful, _ = grid(call)
    edits_the_grid(call, "Tout autre chose")

    refused = send(client, dossier, page, typed)

    assert not Assessment.objects.exists()
    assert "La grille a changé pendant que vous lisiez" in text_of(refused)
    assert "d’un critère qui n’y est plus : « Ici »" in text_of(refused)
    assert form_in(refused)[f"comment-{useful.key}"] == "Oui"
    send(client, dossier, refused, {})
    assert [each.label for each in Rating.objects.all()] == ["Tout autre chose", "Partenaires"]


def test_what_was_read_before_a_completion_is_said(call: CallPage) -> None:
    dossier, client = a_file(call, state="en_analyse"), signed_in("reader")
    reads(dossier, UserFactory(), FULLY, FULLY)
    completion = to_complete(dossier, DURING.date() + timedelta(days=9))
    assert "avant le dernier complément" not in readings(screen(client, dossier))

    part = part_prefix("projets", completion.asked[0].item)
    save_typed(completion, QueryDict(f"{part}-calendrier=En mars"))
    with time_machine.travel(DURING + timedelta(hours=1), tick=False):
        send_completion(completion)

    assert "avant le dernier complément" in readings(screen(client, dossier))


@pytest.mark.parametrize("state", ["reponse_envoyee", "hors_perimetre", "retire", "clos"])
def test_the_readings_of_an_answered_file_stay_as_they_are(call: CallPage, state: str) -> None:
    dossier, client = a_file(call), signed_in("reviewer")
    page = client.get(address_of(dossier))
    Dossier.objects.filter(pk=dossier.pk).update(state=state)

    refused = send(client, dossier, page, fields(dossier, ("1", "Trop tard"), ("", "")))

    assert "n’attend plus de réponse" in text_of(refused)
    assert form_in(refused)[f"comment-{grid(call)[0].key}"] == "Trop tard"
    assert not Assessment.objects.exists()
    assert address_of(dossier) not in screen(client, dossier)
    assert "n’attend plus de réponse" in text_of(client.get(address_of(dossier), follow=True))


@pytest.mark.parametrize("role", ["reader", "editor", "outsider"])
def test_who_only_reads_does_not_write(call: CallPage, role: str) -> None:
    dossier = a_file(call)
    typed = form_in(signed_in("reviewer").get(address_of(dossier)))
    client = signed_in(role)

    client.post(address_of(dossier), typed | fields(dossier, ("1", "Non"), ("", "")))

    assert not Assessment.objects.exists()
    assert role != "reader" or address_of(dossier) not in screen(client, dossier)


def test_a_call_without_grid_asks_nothing() -> None:
    dossier, client = a_file(CallPageFactory()), signed_in("reviewer")

    assert readings(screen(client, dossier)) == ""
    assert "n’a pas de grille de lecture" in text_of(client.get(address_of(dossier), follow=True))
    assert listed(client, attention="unassessed") == []


def test_the_queue_finds_what_nobody_or_somebody_else_alone_has_read(call: CallPage) -> None:
    client = signed_in("reviewer")
    mine, theirs, unread = (a_file(call, name) for name in ("Alpha", "Bravo", "Charlie"))
    a_file(call, "Répondu", state="clos")
    reads(mine, who(client), FULLY, FULLY)
    reads(theirs, UserFactory(), FULLY, FULLY)

    assert listed(client, attention="unassessed") == [unread]
    assert set(listed(client, attention="mine_missing")) == {theirs, unread}
    assert "Sans ma lecture" in client.get(LIST).content.decode()


def test_a_copied_call_has_its_grid_and_no_reading(call: CallPage) -> None:
    call.four_eyes = True
    call.save_revision().publish()
    reads(a_file(call), UserFactory(), FULLY, FULLY)
    signed_in("team").post(
        reverse("wagtailadmin_pages:copy", args=[call.pk]),
        {"new_title": "Suite", "new_slug": "suite", "new_parent_page": call.get_parent().pk},
    )

    new = CallPage.objects.get(slug="suite")
    assert [(each.label, each.help) for each in new.criteria.all()] == [
        (each.label, each.help) for each in grid(call)
    ]
    assert new.get_latest_revision_as_object().criteria.count() == 2
    assert new.four_eyes
    assert Assessment.objects.count() == 1
    CallPage.objects.filter(pk=new.pk).update(opens_at=OPENS)
    other = a_file(CallPage.objects.get(pk=new.pk))
    assert "Personne n’a encore" in readings(screen(signed_in("reader"), other))


def test_nothing_of_a_reading_reaches_the_carrier(
    call: CallPage, carrier: Callable[[Dossier], Client]
) -> None:
    dossier = a_file(call)
    reads(dossier, UserFactory(), NOT_AT_ALL, FULLY, comment=SECRET)

    client = carrier(dossier)
    page = client.get(reverse("dossier", args=[dossier.key])).content
    archive = b"".join(client.get(reverse("dossier_archive", args=[dossier.key])).streaming_content)

    for told in (SECRET.encode(), b"Ancrage"):
        assert told not in page
        assert told not in archive


def test_a_reading_outlives_the_account_of_its_author(call: CallPage) -> None:
    dossier, author = a_file(call), UserFactory(first_name="Nora", last_name="Exemple")
    reads(dossier, author, FULLY, FULLY)
    author.delete()

    assert "un compte effacé : tout à fait" in readings(screen(signed_in("reader"), dossier))
