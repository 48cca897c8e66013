"""A manager changes the sheet: what goes through the team, what is published, what is kept."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from wagtail.models import PageLogEntry

from directory.hours import closures_in
from directory.models import Formula, PlacePage, Vocabulary
from tests.directory.full_places import full_place
from tests.espace.managing import Manager, approve, manager, reject, trust
from tests.factories import CommuneFactory, TermFactory, UserFactory
from tests.reading import links, main_text, texts

pytestmark = pytest.mark.django_db
NEW, OLD = "+33231000000", "+33231999999"


@pytest.fixture
def moderator() -> Any:
    return UserFactory(is_superuser=True)


def test_a_change_waits_for_the_team_then_is_published(moderator: Any) -> None:
    someone = manager(phone=OLD)

    page = someone.change("contact", phone="02 31 00 00 00")

    assert "C’est envoyé à l’équipe de la Région" in main_text(page)
    assert (someone.public.phone, someone.draft.phone) == (OLD, NEW)
    assert "attendent la relecture" in main_text(someone.page("place"))
    assert "En ligne 02 31 99 99 99 Proposé 02 31 00 00 00" in main_text(someone.page("sheet"))

    approve(someone.public, moderator)

    assert someone.public.phone == NEW
    assert "attendent la relecture" not in main_text(someone.page("place"))


def test_the_trust_of_the_region_publishes_at_once_in_the_name_of_the_manager() -> None:
    someone = manager(phone=OLD, trusted=True)

    page = someone.change("contact", phone="02 31 00 00 00")

    assert "C’est en ligne." in main_text(page)
    assert someone.public.phone == NEW
    assert not someone.public.has_unpublished_changes
    entry = PageLogEntry.objects.filter(action="wagtail.publish").get()
    assert (entry.page_id, entry.user) == (someone.place.pk, someone.user)


def test_no_trust_publishes_a_name_an_address_or_a_type() -> None:
    someone = manager(title="Le Phare", trusted=True)
    kind = TermFactory(vocabulary=Vocabulary.KIND, code="epn")
    rouen = CommuneFactory(rouen=True)

    page = someone.change(
        "identite", title="La Vigie", terms_kind=[kind.pk], commune="Rouen", postcode="76000"
    )

    assert "C’est envoyé à l’équipe" in main_text(page)
    public, draft = someone.public, someone.draft
    assert (public.title, public.commune.name, list(public.terms.all())) == ("Le Phare", "Caen", [])
    assert (draft.title, draft.commune, list(draft.terms.all())) == ("La Vigie", rouen, [kind])


def test_what_is_published_directly_leaves_alone_what_waits_and_is_in_it_too(
    moderator: Any,
) -> None:
    someone = manager(title="Le Phare", phone=OLD, trusted=True)
    someone.change("identite", title="La Vigie")
    (before,) = someone.public.workflow_states

    someone.change("contact", phone="02 31 00 00 00")

    assert (someone.public.title, someone.public.phone) == ("Le Phare", NEW)
    assert (someone.draft.title, someone.draft.phone) == ("La Vigie", NEW)
    (after,) = someone.public.workflow_states
    assert (after.pk, after.status) == (before.pk, "in_progress")
    assert someone.public.live_revision.as_object().title == "Le Phare"

    approve(someone.public, moderator)

    assert (someone.public.title, someone.public.phone) == ("La Vigie", NEW)


def test_details_published_beside_a_draft_are_there_once_and_stay(moderator: Any) -> None:
    someone = Manager(full_place())
    someone.change("identite", title="La Vigie")
    trust(someone.place)

    someone.change("tarifs", **{"formulas-0-price": "14,00", "rooms-0-DELETE": "on"})
    prices = [(f.get_desk_display(), str(f.price)) for f in someone.public.formulas.all()]
    approve(someone.public, moderator)

    assert prices == [("Poste nomade", "14.00")]
    assert [str(f.price) for f in someone.public.formulas.all()] == ["14.00"]
    assert not someone.public.rooms.exists()
    assert Formula.objects.filter(place=someone.place).count() == 1


def test_what_the_team_sends_back_shows_its_words_and_is_sent_again(moderator: Any) -> None:
    someone = manager(phone=OLD)
    someone.change("contact", phone="02 31 00 00 01")
    reject(someone.public, moderator, "Ce numéro est celui de la mairie.")

    for page in (someone.page("place"), someone.page("subject", "contact")):
        assert "À reprendre." in main_text(page)
        assert "Ce numéro est celui de la mairie." in main_text(page)

    someone.change("contact", phone="02 31 00 00 00")

    (state,) = someone.public.workflow_states
    assert state.status == "in_progress"
    assert "À reprendre." not in main_text(someone.page("place"))
    approve(someone.public, moderator)
    assert someone.public.phone == NEW


def test_a_form_sent_back_untouched_sends_nothing() -> None:
    someone = Manager(full_place(hours="Mo-Fr 9:00-12:00"))

    for subject in ("horaires", "contact", "services", "tarifs", "equipements", "presentation"):
        assert "vous n’avez rien changé" in main_text(someone.change(subject)).lower(), subject
    for subject in ("identite", "photos"):
        assert "vous n’avez rien changé" in main_text(someone.change(subject)).lower(), subject
    assert not someone.public.has_unpublished_changes


def test_every_subject_changes_what_it_shows() -> None:
    someone = Manager(full_place())
    settings = {
        "horaires": {"hours_note": "Sonnez."},
        "contact": {"websites": "www.phare.example"},
        "services": {"terms_service": None},
        "tarifs": {"formulas-1-desk": "bureau", "formulas-1-period": "mois", "seats": "1 500"},
        "equipements": {"terms_equipment": None},
        "photos": {"photos-0-alt_text": "La salle"},
        "presentation": {"summary": "Face au port.", "text": "Un.\nDeux & trois."},
        "identite": {"address": "4 quai Vendeuvre", "point_latitude": "49,2"},
    }

    for subject, changes in settings.items():
        someone.change(subject, **changes)

    sheet = someone.draft
    assert (sheet.hours_note, sheet.websites) == ("Sonnez.", "https://www.phare.example")
    assert sheet.terms_of(Vocabulary.SERVICE) == sheet.terms_of(Vocabulary.EQUIPMENT) == []
    assert sheet.terms_of(Vocabulary.COWORKING)  # of another page: nobody touched it
    formulas = [(f.desk, f.period, f.price) for f in sheet.formulas.all()]
    assert formulas[1:] == [("bureau", "mois", None)]
    assert sheet.seats == 1500
    assert [photo.alt_text for photo in sheet.photos.all()] == ["La salle"]
    assert [b.block_type for b in sheet.body] == ["text", "photo"]
    assert sheet.body_text == "Un. Deux & trois."
    assert (sheet.summary, sheet.address) == ("Face au port.", "4 quai Vendeuvre")
    assert (sheet.latitude, sheet.longitude) == (49.2, someone.place.longitude)


def test_what_is_wrong_is_said_with_what_was_typed() -> None:
    someone = manager(phone=OLD)

    response = someone.open("contact").send(phone="12", emails="bonjour")

    assert response.status_code == 422
    html = response.content.decode()
    assert 'value="12"' in html
    assert ">\nbonjour</textarea>" in html
    assert 'href="#id_phone"' in html
    assert 'href="#id_emails"' in html
    assert not someone.public.has_unpublished_changes


def test_the_team_may_close_a_sheet_to_others(moderator: Any) -> None:
    someone = manager(phone=OLD, trusted=True)
    form = someone.open("contact")
    PlacePage.objects.filter(pk=someone.place.pk).update(locked=True, locked_by=moderator)

    response = form.send(phone="02 31 00 00 00")

    assert response.status_code == 409
    assert "travaille sur cette fiche" in response.content.decode()
    assert someone.public.phone == OLD


def test_a_version_that_comes_out_on_a_day_keeps_its_day_and_gets_the_closure(
    moderator: Any,
) -> None:
    someone = manager(title="Le Phare", trusted=True)
    tomorrow = timezone.now() + timedelta(days=1)
    someone.public.save_revision().publish()
    draft = someone.public
    draft.title, draft.go_live_at = "La Vigie", tomorrow
    draft.save_revision(user=moderator).publish(user=moderator)

    assert someone.open("contact").send(phone="02 31 00 00 00").status_code == 409
    someone.tap("closed_today")

    assert (someone.public.title, len(closures_in(someone.public.hours))) == ("Le Phare", 1)
    (scheduled,) = someone.public.revisions.filter(approved_go_live_at__isnull=False)
    assert scheduled.approved_go_live_at == tomorrow
    assert scheduled.as_object().title == "La Vigie"
    assert closures_in(scheduled.as_object().hours) == closures_in(someone.public.hours)


def test_trust_never_publishes_a_sheet_that_the_team_withdrew() -> None:
    someone = manager(phone=OLD, trusted=True)
    someone.public.unpublish()

    someone.change("contact", phone="02 31 00 00 00")
    someone.tap("unchanged")

    assert not someone.public.live
    assert someone.public.phone == OLD
    assert someone.draft.phone == NEW


def test_what_is_lacking_leads_to_the_page_that_mends_it_photo_and_price_first() -> None:
    someone = manager(terms=[(Vocabulary.KIND, "tiers-lieu")])

    for name in ("place", "sheet"):
        found = list(links(someone.page(name), ".espace-list").items())
        assert found[:2] == [
            ("Ajoutez une photo du lieu.", someone.address("subject", "photos")),
            ("Donnez vos prix, même « sur devis ».", someone.address("subject", "tarifs")),
        ]


def test_the_preview_shows_what_waits_and_the_national_record_what_is_wrong() -> None:
    someone = manager(phone=OLD)
    someone.change("contact", phone="02 31 00 00 00")

    assert "02 31 00 00 00" in main_text(someone.page("preview"))
    assert "accepte cette fiche" in main_text(someone.page("record"))

    PlacePage.objects.filter(pk=someone.place.pk).update(has_unpublished_changes=False, siret="12")
    page = someone.page("record")
    assert "refuse une partie de cette fiche" in main_text(page)
    (reason,) = texts(page, ".espace-changes div:has(code:-soup-contains('pivot')) .espace-wrong")
    assert reason.startswith("À corriger :")
