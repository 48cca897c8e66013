"""An import of the project's own export into an empty database gives the same export."""

from pathlib import Path

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings

from directory.models import PlacePage, Term
from directory.services.exports import iter_records
from directory.services.imports import import_places
from directory.standard.reader import read_standard
from directory.standard.writer import write_csv, write_json
from tests.directory.imports.strategies import place_lists
from tests.factories import DirectoryPageFactory, LabelFactory, LabelGrantFactory

WRITERS = {"csv": write_csv, "json": write_json}
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("exports")


def store(fields: dict[str, object]) -> PlacePage:
    """Store a place as it is, even what no form would take."""
    pairs, hours = fields["terms"], fields["hours"]
    values = {name: value for name, value in fields.items() if name not in ("terms", "hours")}
    place = PlacePage(slug=f"lieu-{PlacePage.objects.count()}", **values)
    place.terms = [Term.objects.get(vocabulary=name, code=code) for name, code in sorted(pairs)]
    DirectoryPageFactory().add_child(instance=place)
    PlacePage.objects.filter(pk=place.pk).update(hours=hours)
    return place


def exported(form: str) -> bytes:
    return b"".join(WRITERS[form](iter_records(PlacePage.objects.all())))


@given(places=place_lists())
@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow])
def test_an_export_imported_into_an_empty_database_exports_the_same(folder, places):
    with transaction.atomic():
        stored = [store(fields) for fields in places]
        LabelGrantFactory(place=stored[0], label=LabelFactory(name="Tiers-Lieux Normandie"))
        exports = {form: exported(form) for form in WRITERS}
        transaction.set_rollback(True)
    for form, content in exports.items():
        path = Path(folder) / f"lieux.{form}"
        path.write_bytes(content)
        with transaction.atomic():
            report = import_places(read_standard(path))
            assert report.rejected == []
            assert len(report.created) == len(places)
            assert exported(form) == content
            again = import_places(read_standard(path))
            assert (again.created, again.updated) == ([], [])
            transaction.set_rollback(True)


@given(places=place_lists())
@settings(max_examples=5, suppress_health_check=[HealthCheck.too_slow])
def test_an_export_imported_where_it_comes_from_settles_at_once(folder, places):
    with transaction.atomic():
        for fields in places:
            store(fields)
        for form in WRITERS:
            path = Path(folder) / f"sur-place.{form}"
            path.write_bytes(exported(form))
            first = import_places(read_standard(path))
            assert first.created == first.rejected == []
            assert exported(form) == path.read_bytes()
            assert import_places(read_standard(path)).updated == []
        transaction.set_rollback(True)
