"""Creation and update of one place from a record."""

from django.core.exceptions import ValidationError
from django.utils import timezone

from core.pages.drafts import draft_of
from directory.hours import validate_hours
from directory.models import DirectoryPage, PlacePage
from directory.services.exports import record_of, with_record_data
from directory.services.refresh import refresh_place
from directory.standard.fields import COLUMN_NAMES
from directory.standard.record import PlaceRecord, Problem

from .checks import RefusalError, check_place
from .reference import KnownPlaces, Terms, Territory
from .sheet import columns_to_write, write_columns


def create_place(
    directory: DirectoryPage,
    known: KnownPlaces,
    record: PlaceRecord,
    territory: Territory,
    terms: Terms,
) -> PlacePage:
    """Publish a new place under *directory*. RefusalError when the sheet cannot hold it."""
    try:
        public_id = known.free_public_id(record)
    except ValueError as error:
        raise RefusalError(Problem("id", str(error))) from error
    now = timezone.now()
    place = PlacePage(
        slug=known.free_slug(record.nom, record.commune),
        public_id=public_id,
        source_id=record.id,
        first_published_at=now,
        last_published_at=now,
    )
    write_columns(place, record, {*COLUMN_NAMES, *record.given}, territory, terms)
    check_place(place)
    raw_hours = _take_raw_hours(place)
    directory.add_child(instance=place)
    if raw_hours:
        place.hours = raw_hours
        _store_hours(place)
        refresh_place(place)
    known.add(place)
    return place


def update_place(place: PlacePage, record: PlaceRecord, territory: Territory, terms: Terms) -> bool:
    """Bring *place* to what *record* says, and tell whether anything had to change.

    What the network has verified later than the date of *record* prevails: nothing changes. A draft
    under way keeps what its author changed, over the new values. A place that is not published
    stays so. RefusalError when the sheet cannot hold the new values.
    """
    if not _columns_to_change(place, record):
        return False
    # It was read with others, between which people write: what they changed since stays.
    place = with_record_data(PlacePage.objects.all()).get(pk=place.pk)
    columns = _columns_to_change(place, record)
    if not columns:
        return False
    old = record_of(place)
    draft = draft_of(place)
    write_columns(place, record, columns, territory, terms)
    check_place(place)
    if "horaires" in columns:
        _store_hours(place)
    if draft is None:
        place.draft_title = place.title
    if place.live:
        place.last_published_at = timezone.now()
    place.save()
    if draft is not None:
        untouched = columns - columns_to_write(old, record_of(draft))
        write_columns(draft, record, untouched, territory, terms)
        draft.save_revision(clean=False)  # it may be half done
    else:
        place.save_revision(changed=False, log_action=True)  # so that the history tells it
    return True


def _columns_to_change(place: PlacePage, record: PlaceRecord) -> set[str]:
    if place.verified_here and place.verified_on > record.date_maj:
        return set()
    return columns_to_write(record_of(place), record)


def _take_raw_hours(place: PlacePage) -> str:
    """Take hours that do not parse off a new *place*, whose own check would refuse them."""
    try:
        validate_hours(place.hours or "off")
    except ValidationError:
        raw_hours, place.hours = place.hours, ""
        return raw_hours
    return ""


def _store_hours(place: PlacePage) -> None:
    """Store the hours first: the check of the page lets through what was already there."""
    PlacePage.objects.filter(pk=place.pk).update(hours=place.hours)
