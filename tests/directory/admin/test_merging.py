"""The screen of two sheets side by side: what it shows, what it does, and to whom."""

import pytest
from django.test import Client
from django.urls import reverse

from directory.models import DismissedPair, MergedSheet, PlacePage
from directory.services.merging import merge
from tests.directory.admin.sheet import edit_url, saved, submit
from tests.factories import ErrorReportFactory, PlacePageFactory
from tests.reading import hidden_fields, links, text_of, texts
from tests.roles import signed_in

pytestmark = pytest.mark.django_db


def address(kept: PlacePage, other: PlacePage, name: str = "directory_merge") -> str:
    return reverse(name, args=(kept.pk, other.pk))


@pytest.fixture
def twins() -> tuple[PlacePage, PlacePage]:
    kept = PlacePageFactory(title="La Fabrique", phone="+33231000000", summary="En ville")
    return kept, PlacePageFactory(title="Fabrique", phone="", summary="Au bourg")


def test_the_team_merges_field_by_field(team: Client, twins: tuple[PlacePage, PlacePage]) -> None:
    kept, other = twins
    report = ErrorReportFactory(place=other)

    shown = team.get(address(kept, other), {"garder": kept.pk})
    text = text_of(shown)
    for said in ("En ville", "Au bourg", "signalements : 1", "nom proche"):
        assert said in text
    number = len(texts(shown, ".merge__table tbody tr"))
    assert len(texts(shown, ".merge__table input[checked]")) == number
    assert len(texts(shown, '.merge__table input[value="retiree"]')) == number
    sent = hidden_fields(shown, "form.merge") | {"choix-summary": "retiree"}
    PlacePage.objects.filter(pk=other.pk).update(summary="Ailleurs")
    meanwhile = team.post(address(kept, other), sent)
    assert "a changé depuis que vous les lisez" in text_of(meanwhile)
    assert not MergedSheet.objects.exists()
    PlacePage.objects.filter(pk=other.pk).update(summary="Au bourg")
    answer = team.post(address(kept, other), sent, follow=True)

    assert "est réunie à" in text_of(answer)
    assert "Les séparer" in text_of(answer)
    report.refresh_from_db()
    assert report.place_id == kept.pk
    assert PlacePage.objects.get(pk=kept.pk).summary == "Au bourg"
    assert PlacePage.objects.get(pk=kept.pk).phone == "+33231000000"
    assert MergedSheet.objects.get().sheet_id == other.pk


def test_a_merged_sheet_is_not_published_until_it_is_parted(
    team: Client, twins: tuple[PlacePage, PlacePage]
) -> None:
    kept, other = twins
    merged = merge(kept, other, {}, None)
    edit, parting = edit_url(other), reverse("directory_undo_merge", args=(merged.pk,))
    bulk = reverse("wagtail_bulk_action", args=("wagtailcore", "page", "publish"))
    listed = text_of(team.get(reverse("directory_merged_sheets_results")))

    assert "Fabrique" in listed
    assert links(team.get(edit), "body")["séparez d’abord les deux fiches"] == parting
    submit(team, other, phone="02 31 00 00 01")
    assert saved(other).phone == ""
    team.post(f"{bulk}?id={other.pk}")
    team.post(f"{bulk}?id={other.get_parent().pk}", {"include_descendants": "on"})
    assert not saved(other).live
    assert "redevient ce qu’elle était avant" in text_of(team.get(parting))
    answer = team.post(parting, follow=True)
    assert "sont de nouveau deux fiches" in text_of(answer)
    assert saved(other).live
    assert team.get(parting).status_code == 404


def test_what_is_in_the_way_is_said_instead_of_the_button(
    team: Client, twins: tuple[PlacePage, PlacePage]
) -> None:
    kept, other = twins
    kept.save_revision()

    text = text_of(team.get(address(kept, other), {"garder": kept.pk}))
    assert "a une version en attente" in text
    assert "Réunir les deux fiches" not in text
    refused = team.post(address(kept, other), {"garder": kept.pk})
    assert "Rien n’est réuni." in text_of(refused)
    assert not MergedSheet.objects.exists()


def test_a_pair_is_set_aside_and_taken_back(
    team: Client, twins: tuple[PlacePage, PlacePage]
) -> None:
    team.post(address(*twins, name="directory_dismiss_pair"))
    pair = DismissedPair.objects.get()

    assert pair.reasons == ["nom proche, à moins de 300 mètres"]
    assert "Fabrique" not in text_of(team.get(reverse("directory_duplicates_results")))
    assert "La Fabrique" in text_of(team.get(reverse("directory_dismissed_pairs")))
    team.post(reverse("directory_take_back_pair", args=(pair.pk,)))
    assert "Fabrique" in text_of(team.get(reverse("directory_duplicates_results")))


def test_who_writes_and_publishes_nothing_reads_and_decides_nothing(
    twins: tuple[PlacePage, PlacePage],
) -> None:
    editor = signed_in("editor")

    assert "Seule l’équipe de la Région" in text_of(editor.get(address(*twins)))
    assert editor.post(address(*twins)).status_code == 302
    assert editor.post(address(*twins, name="directory_dismiss_pair")).status_code == 302
    assert not MergedSheet.objects.exists()
    assert not DismissedPair.objects.exists()
    merged = merge(*twins, {}, None)
    assert editor.post(reverse("directory_undo_merge", args=(merged.pk,))).status_code == 302
    assert MergedSheet.objects.exists()
