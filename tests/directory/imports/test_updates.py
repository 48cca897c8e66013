"""Places that are here already: what an import changes, and what it leaves alone."""

from collections.abc import Iterable, Iterator

import pytest
from wagtail.models import PageLogEntry, Revision

from directory.models import (
    Formula,
    Kind,
    PlacePage,
    Vocabulary,
)
from directory.services.exports import record_of
from directory.services.imports import missing, run
from directory.standard.fields import COLUMN_NAMES
from directory.standard.writer import to_row
from tests.directory.full_places import full_place
from tests.directory.imports.rows import import_rows, imported, row
from tests.factories import LabelFactory, LabelGrantFactory, TermFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_the_same_file_twice_changes_nothing(django_assert_max_num_queries):
    rows = [
        row(id=str(number), services="Utilisation sécurisée du numérique") for number in range(10)
    ]
    assert len(import_rows(*rows).created) == 10
    before = list(PlacePage.objects.order_by("pk").values())
    with django_assert_max_num_queries(40):  # two begin and end each row, none reads its own
        report = import_rows(*rows)
    assert report.unchanged == [str(number) for number in range(10)]
    assert report.created == report.updated == report.rejected == []
    assert list(PlacePage.objects.order_by("pk").values()) == before
    assert not Revision.objects.exists()


def others_write_first(items: Iterable[object]) -> Iterator[object]:
    held = list(items)
    PlacePage.objects.update(getting_there="Par la cour")
    yield from held


def test_what_people_write_meanwhile_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    """Others have their turn between two rows, whose places were read together."""
    imported()
    with monkeypatch.context() as patch:
        patch.setattr(run, "sharing_write_lock", others_write_first)
        import_rows(row(nom="Le Phare"))

    place = PlacePage.objects.get()
    assert (place.title, place.getting_there) == ("Le Phare", "Par la cour")

    PlacePage.objects.update(getting_there="")
    monkeypatch.setattr(missing, "sharing_write_lock", others_write_first)
    import_rows(row(id="autre", nom="Autre"), withdraw_missing=True)
    place.refresh_from_db()
    assert (place.live, place.getting_there) == (False, "Par la cour")


def test_the_order_of_a_closed_list_changes_nothing():
    imported(frais_a_charge="Payant|Gratuit")
    for value in ("Payant|Gratuit", "Gratuit|Payant"):
        assert import_rows(row(frais_a_charge=value)).unchanged == ["lieu-1"]


@pytest.mark.parametrize(
    ("column", "value", "field"),
    [
        ("nom", "Le Phare", "title"),
        ("adresse", "2 rue de la Mer", "address"),
        ("horaires", "Mo 09:00-12:00", "hours"),
        ("horaires", "selon la marée", "hours"),
        ("courriels", "c@exemple.fr", "emails"),
        ("pivot", "W142000001", "rna"),
        ("code_insee", "76540", "commune_id"),
    ],
)
def test_a_new_value_updates_the_place(column, value, field):
    imported()
    assert import_rows(row(**{column: value})).updated == ["lieu-1"]
    assert getattr(PlacePage.objects.get(), field) == value
    assert import_rows(row(**{column: value})).unchanged == ["lieu-1"]


def test_a_value_that_goes_is_emptied():
    imported(telephone="02 31 94 65 94", services="Utilisation sécurisée du numérique")
    import_rows(row())
    place = PlacePage.objects.get()
    assert place.phone == ""
    assert place.terms_of(Vocabulary.SERVICE) == []


def test_columns_that_the_file_lacks_are_left_alone():
    imported(telephone="02 31 94 65 94", frais_a_charge="Gratuit", nom="Ancien nom")
    cells = row()
    del cells["telephone"], cells["frais_a_charge"]
    assert import_rows(cells).updated == ["lieu-1"]
    place = PlacePage.objects.get()
    assert place.phone == "+33231946594"
    assert [term.code for term in place.terms_of(Vocabulary.FEE)] == ["Gratuit"]


def test_an_unknown_pivot_does_not_erase_a_known_one():
    imported(pivot="21140118300010")
    assert import_rows(row(pivot="00000000000000")).unchanged == ["lieu-1"]


def test_the_address_of_a_renamed_place_does_not_move():
    place = imported(nom="Le Phare")
    import_rows(row(nom="Le Grand Phare"))
    assert PlacePage.objects.get().slug == place.slug


def test_the_search_follows_an_update():
    imported()
    import_rows(row(nom="Le Phare"))
    assert PlacePage.objects.matching("phare").exists()


def test_what_the_standard_does_not_have_is_never_touched():
    place = full_place(photos=2, source="Numi", source_id="lieu-1", verified_here=False)
    place.tags.add("couture")
    place.managers.add(UserFactory())
    place.save()
    note, seats = place.hours_note, place.seats
    import_rows(row(nom="Le Phare neuf", presentation_detail="Autre texte"))
    place = PlacePage.objects.get(source_id="lieu-1")
    assert place.title == "Le Phare neuf"
    assert (place.hours_note, place.seats) == (note, seats)
    assert place.photos.count() == 2
    assert Formula.objects.filter(place=place).exists()
    assert place.rooms.exists()
    assert place.grants.exists()
    assert place.managers.count() == 1
    assert "couture" in [tag.name for tag in place.tags.all()]
    assert place.terms_of(Vocabulary.EQUIPMENT)
    assert place.terms_of(Vocabulary.COWORKING)
    assert [block.block_type for block in place.body] == ["text", "photo", "photo"]
    assert place.body[0].value.source == "<p>Autre texte</p>"


def test_a_presentation_that_says_the_same_keeps_its_layout():
    place = imported(presentation_detail="Un mot gras")
    place.body = [("text", "<p>Un <b>mot</b> gras</p>")]
    place.save()
    assert import_rows(row(presentation_detail="Un mot gras")).unchanged == ["lieu-1"]


def test_a_kind_set_by_hand_stays():
    place = imported(typologie="RFS")
    place.terms.add(TermFactory(vocabulary=Vocabulary.KIND, code=Kind.POLE))
    place.save()
    import_rows(row(typologie="EPN"))
    kinds = [term.code for term in PlacePage.objects.get().terms_of(Vocabulary.KIND)]
    assert kinds == [Kind.EPN, Kind.POLE]
    import_rows(row(typologie=""))
    kinds = [term.code for term in PlacePage.objects.get().terms_of(Vocabulary.KIND)]
    assert kinds == [Kind.EPN, Kind.POLE]


def test_an_hours_note_comes_with_an_adapter_alone():
    assert imported(hours_note="Sonnez à l’entrée").hours_note == "Sonnez à l’entrée"
    assert import_rows(row(hours_note="Sonnez fort")).updated == ["lieu-1"]
    assert import_rows(row()).unchanged == ["lieu-1"]
    assert PlacePage.objects.get().hours_note == "Sonnez fort"


def test_a_place_created_here_is_known_by_its_public_identifier():
    place = full_place(title="Le Phare")
    cells = to_row(record_of(place)) | {"nom": "Le Phare neuf"}
    assert tuple(cells) == COLUMN_NAMES
    assert import_rows(cells).updated == [place.public_id]
    place.refresh_from_db()
    assert place.title == "Le Phare neuf"
    assert place.source_id == ""


def test_labels_of_the_register_do_not_become_free_text():
    place = imported(autres_formations_labels="QPV")
    LabelGrantFactory(place=place, label=LabelFactory(name="Tiers-Lieux Normandie"))
    import_rows(row(autres_formations_labels="QPV|Tiers-Lieux Normandie|FRR"))
    assert PlacePage.objects.get().other_labels == "QPV\nFRR"


# What editors are doing at the same time


def test_a_place_taken_offline_stays_so():
    place = imported()
    place.unpublish()
    assert import_rows(row(nom="Le Phare")).updated == ["lieu-1"]
    place = PlacePage.objects.get()
    assert (place.title, place.live) == ("Le Phare", False)


def test_the_history_of_a_sheet_tells_an_import():
    place = imported()
    place.save_revision().publish()
    import_rows(row(nom="Le Phare"))
    place = PlacePage.objects.get()
    assert place.latest_revision.as_object().title == "Le Phare"
    assert not place.has_unpublished_changes
    assert PageLogEntry.objects.filter(page=place.pk, action="wagtail.edit").exists()


def test_a_draft_keeps_what_its_author_changed_over_the_new_values():
    place = imported(presentation_resume="Ancien")
    place.summary = "En cours d’écriture"
    place.save_revision()
    import_rows(row(presentation_resume="Import", adresse="9 rue Neuve"))
    place = PlacePage.objects.get()
    assert (place.summary, place.address) == ("Import", "9 rue Neuve")
    assert place.has_unpublished_changes
    draft = place.get_latest_revision_as_object()
    assert (draft.summary, draft.address) == ("En cours d’écriture", "9 rue Neuve")
    assert import_rows(row(presentation_resume="Import", adresse="9 rue Neuve")).unchanged == [
        "lieu-1"
    ]


def verified_here_on(day: str, **fields: str) -> PlacePage:
    """The place that a row of 17 May 2024 makes, then edited and verified by the network."""
    place = imported()
    PlacePage.objects.filter(pk=place.pk).update(verified_here=True, verified_on=day, **fields)
    return place


def test_what_the_network_verified_after_the_source_stays():
    verified_here_on("2024-05-18", title="Le Phare", hours="Mo 09:00-12:00")

    assert import_rows(row(horaires="Tu 09:00-12:00")).unchanged == ["lieu-1"]

    place = PlacePage.objects.get()
    assert (place.title, place.hours) == ("Le Phare", "Mo 09:00-12:00")
    assert (place.verified_here, str(place.verified_on)) == (True, "2024-05-18")


@pytest.mark.parametrize("day", ["2024-05-16", "2024-05-17"])
def test_a_source_that_is_not_older_prevails(day):
    verified_here_on(day, title="Le Phare")

    assert import_rows(row()).updated == ["lieu-1"]

    assert PlacePage.objects.get().title == row()["nom"]


def test_an_edit_that_the_network_did_not_verify_follows_its_source():
    place = imported()
    PlacePage.objects.filter(pk=place.pk).update(title="Le Phare", verified_on="2026-01-01")

    assert import_rows(row()).updated == ["lieu-1"]


def test_the_date_of_a_source_is_not_a_verification_by_the_network():
    assert not imported().verified_here

    PlacePage.objects.update(verified_here=True)
    import_rows(row(date_maj="2026-11-01"))

    assert not PlacePage.objects.get().verified_here
