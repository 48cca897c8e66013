"""A manager writes a workshop, sends it, and has the answer of the team."""

from datetime import date, time
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from directory.models import PlacePhoto
from events.models import EventPage, Theme, WorkshopTemplate
from tests.clock import in_december_2026
from tests.directory.full_places import make_image
from tests.espace.posting import DEFAULTS, ONCE, SEND, WEEKLY, WRITE, Manager, a_manager, decide
from tests.factories import EventPageFactory, PlacePageFactory
from tests.mails import sent_mails
from tests.reading import Page, hidden_fields, links, main_text, parsed, texts

pytestmark = [pytest.mark.django_db, in_december_2026]


@pytest.fixture
def manager(db: None) -> Manager:
    return a_manager()


def shown(page: Page, *names: str) -> list[str]:
    """Return what the inputs *names* hold when the form opens."""
    return [parsed(page).select_one(f"[name={name}]").get("value", "") for name in names]


def photo_file() -> SimpleUploadedFile:
    content = BytesIO()
    Image.new("RGB", (40, 30), "navy").save(content, "JPEG")
    return SimpleUploadedFile("photo.jpg", content.getvalue(), "image/jpeg")


SAID_OF_IMAGES = ("image_alt", "image_credit")


def newest() -> EventPage:
    return EventPage.objects.order_by("-pk")[0]


def test_four_fields_make_a_workshop_and_the_place_says_the_rest(manager: Manager) -> None:
    response = manager.write(**WEEKLY)
    event = newest()

    assert response["Location"] == manager.url("workshop_check", event.pk)
    checked = main_text(manager.get("workshop_check", event.pk))
    assert "4 dates" in checked
    assert "mardi 29 décembre 2026, de 14 h à 16 h" in checked
    assert "Réservation au 02 31 00 00 00" in checked
    assert (event.slug, event.end_time) == ("envoyer-des-photos", time(16))
    assert not event.live
    assert Client().get(event.url).status_code == 404


def test_a_workshop_has_the_photo_of_its_place_until_another_is_chosen(manager: Manager) -> None:
    photo = PlacePhoto.objects.create(
        place=manager.place, image=make_image(), alt_text="La salle", credit="Camille"
    )
    form = manager.get("workshop_new")
    said = dict(zip(SAID_OF_IMAGES, shown(form, *SAID_OF_IMAGES), strict=True))

    manager.write(**said)
    assert (newest().image, newest().image_alt) == (photo.image, "La salle")

    manager.write(**said, remove_picture="on")
    assert (newest().image, newest().image_alt) == (None, "")


def test_what_is_sent_is_read_once_for_the_series_then_shown(manager: Manager) -> None:
    event = manager.workshop(**WEEKLY)
    assert "Attend l’équipe" in main_text(manager.get("workshops", voir="en-attente"))

    decide(event, "approve")

    assert event.occurrences.count() == 4
    assert "Envoyer des photos" in main_text(Client().get("/agenda/"))
    (mail,) = [mail for mail in sent_mails() if mail.to == [manager.user.email]]
    assert mail.subject == "Publié : Envoyer des photos"
    assert manager.url("workshop", event.pk) in mail.body
    assert "/admin/" not in mail.body


def test_the_author_reads_why_it_comes_back_and_sends_it_again(manager: Manager) -> None:
    event = manager.workshop()
    decide(event, "reject", "Dites <b>pour qui</b>.")

    (mail,) = [mail for mail in sent_mails() if mail.to == [manager.user.email]]
    assert mail.subject == "À corriger : Envoyer des photos"
    assert "Dites <b>pour qui</b>." in mail.body
    assert manager.url("workshop", event.pk) in mail.body
    assert "/admin/" not in mail.body
    assert "Dites <b>pour qui</b>." in main_text(manager.get("workshops", voir="en-attente"))

    edit(manager, event, summary="Pour les débutants.")
    manager.send(event)
    decide(event, "approve")
    event.refresh_from_db()
    assert (event.live, event.summary) == (True, "Pour les débutants.")


def edit(manager: Manager, event: EventPage, **typed: str) -> None:
    """Write *event* again, as it stands but for what is *typed*."""
    seen = hidden_fields(manager.get("workshop_edit", event.pk), WRITE)["seen"]
    response = save(manager, event, seen, **typed)
    assert response.status_code == 302


def save(manager: Manager, event: EventPage, seen: str, **typed: str):
    form = {
        "title": event.title,
        "starts_on": event.starts_on.isoformat(),
        "start_time": f"{event.start_time:%H:%M}",
        "end_time": f"{event.end_time:%H:%M}",
        "kind": "atelier",
        "level": "tous",
        "booking": "telephone",
        "attendance": "sur-place",
        "summary": event.summary,
        **ONCE,
    }
    return manager.post("workshop_edit", event.pk, **form | {"seen": seen} | typed)


def test_a_trusted_place_publishes_at_once() -> None:
    manager = a_manager(trusted=True)

    event = manager.workshop()

    assert event.live
    assert event.occurrences.count() == 1


def test_one_form_sent_twice_makes_one_workshop_and_going_back_corrects_it(
    manager: Manager,
) -> None:
    key = hidden_fields(manager.get("workshop_new"), WRITE)["key"]

    manager.write(key=key)
    manager.write(key=key)
    manager.write(key=key, title="Trier ses photos")

    assert [event.draft_title for event in EventPage.objects.all()] == ["Trier ses photos"]
    manager.send(newest())
    assert manager.write(key=key)["Location"] == manager.url("workshop", newest().pk)
    assert EventPage.objects.count() == 1


def test_what_is_sent_twice_is_sent_once(manager: Manager) -> None:
    manager.write()
    event = newest()
    seen = hidden_fields(manager.get("workshop_check", event.pk), SEND)["seen"]

    manager.post("workshop_check", event.pk, seen=seen)
    manager.post("workshop_check", event.pk, seen=seen)

    assert event.workflow_states.count() == 1


def test_the_same_hours_at_the_same_place_are_said_and_may_be_kept(manager: Manager) -> None:
    EventPageFactory(place=manager.place, title="Tablettes", starts_on=date(2026, 12, 8))
    EventPageFactory(title="Ailleurs", starts_on=date(2026, 12, 8))
    manager.write(start_time="15:30")
    event = newest()

    said = main_text(manager.get("workshop_check", event.pk))

    assert "Tablettes , mardi 8 décembre 2026, de 14 h à 16 h" in said
    assert "Ailleurs" not in said
    assert "Envoyer quand même" in said
    manager.send(event)
    assert event.current_workflow_state
    # What waits counts as well, and hours that only touch do not.
    manager.write(title="Le même", start_time="15:30")
    assert "Envoyer des photos , mardi 8" in main_text(manager.get("workshop_check", newest().pk))
    manager.write(title="Ensuite", start_time="18:00")
    assert "Envoyer quand même" not in main_text(manager.get("workshop_check", newest().pk))


def test_who_was_overtaken_sees_both_versions_and_keeps_theirs(manager: Manager) -> None:
    event = manager.workshop()
    seen = hidden_fields(manager.get("workshop_edit", event.pk), WRITE)["seen"]
    other = event.get_latest_revision_as_object()
    other.summary = "Corrigé par l’équipe."
    other.save_revision()

    response = save(manager, event, seen, title="Mes photos", summary="Écrit ici.")

    assert response.status_code == 409
    assert texts(response.content.decode(), ".espace-versions :is(dt, dd)") == [
        "Titre",
        "L’autre version : Envoyer des photos",
        "La vôtre : Mes photos",
        "Présentation courte",
        "L’autre version : Corrigé par l’équipe.",
        "La vôtre : Écrit ici.",
    ]
    newer = hidden_fields(response.content.decode(), WRITE)["seen"]
    save(manager, event, newer, title="Mes photos", summary="Écrit ici.")
    event.refresh_from_db()
    assert event.get_latest_revision_as_object().title == "Mes photos"


def test_a_version_that_was_not_read_is_not_sent(manager: Manager) -> None:
    manager.write()
    event = newest()
    seen = hidden_fields(manager.get("workshop_check", event.pk), SEND)["seen"]
    event.get_latest_revision_as_object().save_revision()

    response = manager.post("workshop_check", event.pk, seen=seen)

    assert response.status_code == 409
    assert not event.current_workflow_state


def test_it_is_done_again_a_week_or_a_month_later(manager: Manager) -> None:
    event = EventPageFactory(
        place=manager.place, title="Tablettes", starts_on=date(2026, 12, 8), price=3
    )

    again = links(manager.get("workshop", event.pk))

    (week,) = [url for text, url in again.items() if "mardi 15 décembre" in text]
    (month,) = [url for text, url in again.items() if "mardi 12 janvier" in text]
    assert shown(manager.client.get(month), "title", "price") == ["Tablettes", "3.00"]
    typed = {"title": "Tablettes", "starts_on": "2026-12-15", "start_time": "14:00"}
    manager.client.post(week, {"key": "a", **ONCE, **DEFAULTS, **typed})
    assert (newest().title, newest().starts_on) == ("Tablettes", date(2026, 12, 15))


def test_texts_of_the_network_and_of_other_places_are_taken_up(manager: Manager) -> None:
    template = WorkshopTemplate.objects.create(
        title="Premiers pas", summary="Tenir la souris.", minutes=90
    )
    template.themes.add(Theme.objects.create(name="Débuter", slug="debuter"))
    other = PlacePageFactory(title="La Fabrique")
    shared = EventPageFactory(place=other, title="Découpe laser", is_shared=True, price=12)
    kept = EventPageFactory(place=other, title="Conseil interne")

    found = links(manager.get("workshop_sources"))

    assert "Conseil interne" not in found
    assert "Découpe laser" in links(manager.get("workshop_sources", q="laser"))
    assert "Découpe laser" not in links(manager.get("workshop_sources", q="couture"))
    url = manager.url("workshop_new") + found["Premiers pas"].removeprefix(
        manager.url("workshop_new")
    )
    manager.client.post(
        url,
        {
            "key": "k",
            **DEFAULTS,
            **ONCE,
            "title": "Premiers pas",
            "summary": "Tenir la souris.",
            "starts_on": "2026-12-09",
            "start_time": "10:00",
        },
    )
    assert (newest().end_time, newest().summary) == (time(11, 30), "Tenir la souris.")
    form = manager.get("workshop_new", reprendre=shared.pk)
    assert shown(form, "title", "price") == ["Découpe laser", ""]
    assert manager.get("workshop_new", reprendre=kept.pk).status_code == 404


def test_an_image_is_cleaned_and_said_in_words(manager: Manager) -> None:
    refused = manager.write(picture=photo_file())
    assert "Décrivez ce que l’image montre." in refused.content.decode()

    manager.write(picture=photo_file(), image_alt="Un téléphone sur une table")

    image = newest().image
    assert image.title == "Envoyer des photos"
    assert image.uploaded_by_user == manager.user


def test_what_is_withdrawn_leaves_the_site_at_once_and_a_draft_is_erased(manager: Manager) -> None:
    live = EventPageFactory(place=manager.place)
    manager.write()
    draft = newest()

    manager.post("workshop_withdraw", live.pk)
    manager.post("workshop_withdraw", draft.pk)

    assert Client().get(live.url).status_code == 404
    assert list(EventPage.objects.all()) == [live]


@pytest.mark.parametrize("number", [5, 500])
def test_the_list_costs_as_much_for_many_workshops(
    manager: Manager, number: int, django_assert_max_num_queries: object
) -> None:
    EventPageFactory.create_batch(number, place=manager.place)
    manager.get("workshops")

    for name, asked in (("workshops", {}), ("workshops", {"voir": "en-attente"}), ("place", {})):
        with django_assert_max_num_queries(15):
            assert manager.get(name, **asked).status_code == 200


def test_what_the_team_has_locked_is_neither_sent_nor_withdrawn(db: None) -> None:
    manager = a_manager(trusted=True)
    manager.write()
    draft = EventPage.objects.get()
    seen = draft.latest_revision_id
    EventPage.objects.update(locked=True)

    for name in ("workshop_check", "workshop_withdraw"):
        answer = manager.client.post(manager.url(name, draft.pk), {"seen": seen}, follow=True)
        assert "a verrouillé cet atelier" in answer.content.decode()

    assert not EventPage.objects.get().live


def test_a_title_takes_the_address_of_no_page_of_the_place(manager: Manager) -> None:
    manager.write(title="Signaler")

    assert EventPage.objects.get().slug == "signaler-2"
