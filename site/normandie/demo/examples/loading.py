"""Creates the invented places from their files."""

import tomllib
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from directory.models import (
    Commune,
    DirectoryPage,
    Formula,
    Label,
    LabelGrant,
    PlacePage,
    PlacePhoto,
    Room,
    Stop,
    Term,
)
from normandie.demo.labels import label_slug

from .photos import image_of

FOLDER = Path(__file__).parent / "places"
PLACES = "example-places.toml"  # of the region
MARK = " (exemple)"  # in the name: what only carries a name says it too (letters, calendars)
SOURCE = "Exemple inventé pour la démonstration"
LABELLED_SINCE = timedelta(days=400)
LABELLED_FOR = timedelta(days=3 * 365)
# As they are called in the files and on the sheet.
SAME_NAME = (
    *("postcode", "address", "address_extra", "getting_there", "phone", "booking_url", "hours"),
    *("hours_note", "summary", "parent_structure", "seats", "download_speed"),
)

Text = dict[str, Any]


def create_example_places(directory: DirectoryPage) -> int:
    """Create and publish the examples under *directory*, unless there are some; return how many."""
    if PlacePage.objects.filter(is_example=True).exists():
        return 0
    terms = {(term.vocabulary, term.code): term for term in Term.objects.all()}
    texts = list(read_texts())
    for slug, text in texts:
        _create(directory, slug, text, terms)
    return len(texts)


def read_texts() -> Iterator[tuple[str, Text]]:
    """Yield the examples in the order of their files, each with the end of its address.

    The region says where each stands: those that it does not name are left out.
    """
    here = settings.REGION.read(PLACES)
    for path in sorted(FOLDER.glob("*.toml")):
        _, slug = path.stem.split("-", 1)
        if slug in here:
            yield slug, tomllib.loads(path.read_text("utf-8")) | here[slug]


def _create(
    directory: DirectoryPage, slug: str, text: Text, terms: dict[tuple[str, str], Term]
) -> None:
    commune = Commune.objects.get(pk=text["commune"])
    place = PlacePage(
        title=f"{text['title']}{MARK}",
        slug=slug,
        commune=commune,
        latitude=commune.latitude,
        longitude=commune.longitude,
        emails=text["email"],
        websites=text["website"],
        body=[{"type": "text", "value": text["body"]}],
        is_example=True,
        source=SOURCE,
        source_id=slug,
        public_id=f"exemple-{slug}",
        live=False,
        **{name: text[name] for name in SAME_NAME if name in text},
    )
    place.terms = [
        terms[vocabulary, code] for vocabulary, codes in text["terms"].items() for code in codes
    ]
    place.tags.add(*text["tags"])
    _add_details(place, text)
    directory.add_child(instance=place)
    if "label" in text:
        _grant(place, Label.objects.get(slug=label_slug(text["label"])))
    place.save_revision().publish()


def _add_details(place: PlacePage, text: Text) -> None:
    """Give *place* its prices, rooms, stops and photos, saved with it."""
    place.formulas = [
        Formula(sort_order=rank, **formula) for rank, formula in enumerate(text.get("formulas", ()))
    ]
    place.rooms = [Room(sort_order=rank, **room) for rank, room in enumerate(text.get("rooms", ()))]
    place.stops = [
        Stop(
            sort_order=rank,
            commune=Commune.objects.get(pk=stop["commune"]),
            **{name: value for name, value in stop.items() if name != "commune"},
        )
        for rank, stop in enumerate(text.get("stops", ()))
    ]
    place.photos = [
        PlacePhoto(sort_order=rank, image=image_of(photo["file"]), alt_text=photo["alt"])
        for rank, photo in enumerate(text["photos"])
    ]


def _grant(place: PlacePage, label: Label) -> None:
    """Grant *label*, which is an example too, to *place*."""
    day = timezone.localdate() - LABELLED_SINCE
    LabelGrant.objects.create(
        place=place,
        label=label,
        granted_on=day,
        expires_on=day + LABELLED_FOR,
        decision="Exemple",
    )
