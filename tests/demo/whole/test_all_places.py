"""The whole demo site: every public place of the region, as published."""

import csv
import gzip
import re
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client

from core.text.words import fold
from directory.map.places import places_file
from directory.models import (
    Kind,
    LabelGrant,
    PlacePage,
    Vocabulary,
)
from normandie.demo.examples.loading import MARK
from normandie.demo.places import DATA_SETS
from tests.demo.links import NOTHING, is_list, pages_from

pytestmark = pytest.mark.django_db

MAX_COMPRESSED = 15_000  # bytes, for the places on the map


def test_the_215_public_places_are_published_with_their_source_and_date(client: Client) -> None:
    content = b"".join(client.get("/annuaire/lieux.csv")).decode("utf-8-sig")
    rows = list(csv.DictReader(StringIO(content)))

    assert len(rows) == 215
    assert all(row["source"] and row["date_maj"] for row in rows)


def test_each_real_place_has_its_kind_and_none_a_label() -> None:
    real = PlacePage.objects.filter(is_example=False)
    kinds = real.filter(terms__vocabulary=Vocabulary.KIND)

    assert kinds.filter(terms__code=Kind.TIERS_LIEU).count() == 30
    assert kinds.filter(terms__code=Kind.HELP).count() == 185
    assert PlacePage.objects.get(source_id="tiers-lieux-2019-1511").commune.name == "Louviers"
    assert not LabelGrant.objects.filter(place__is_example=False).exists()


def test_no_invented_place_bears_the_name_of_a_real_one() -> None:
    names = PlacePage.objects.values_list("title", "is_example")
    real = {fold(title) for title, is_example in names if not is_example}
    invented = {fold(title.removesuffix(MARK)) for title, is_example in names if is_example}

    assert len(invented) == 21
    assert not real & invented


@pytest.mark.parametrize(("path", "adapter"), DATA_SETS.items(), ids=DATA_SETS.values())
def test_importing_the_same_lists_again_changes_nothing(path: object, adapter: str) -> None:
    printed = StringIO()

    call_command("import_places", path, adapter=adapter, stdout=printed)

    assert re.match(r"Lieux créés\s: 0\. Mis à jour\s: 0\. Inch", printed.getvalue())
    assert re.search(r"Lignes refusées\s: 0\.", printed.getvalue())


def test_the_places_weigh_little_on_the_map() -> None:
    assert PlacePage.objects.published().count() > 200
    assert len(gzip.compress(places_file().body, 6)) <= MAX_COMPRESSED


def test_no_link_of_the_site_leads_to_an_empty_list(client: Client) -> None:
    empty, lists = [], 0

    for url, main in pages_from("/", client):
        if is_list(url):
            lists += 1
            empty += [f"{url}\u00a0: {said}" for said in NOTHING.findall(main)]

    assert lists > 100
    assert empty == []
