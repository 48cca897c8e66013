"""The state of the published places, by which the copies of the exports that people keep expire."""

import hashlib
from datetime import date

from django.db.models import Count, Max, Q
from django.utils import timezone
from wagtail.models import PageViewRestriction

from directory.models import PlacePage, PlaceWord
from directory.search.places import PlaceSearch

EDITION = 2  # raise it when what the files hold changes: copies kept by readers then expire


class Edition:
    """The state of the published places, known at the cost of three queries."""

    def __init__(self) -> None:
        self.moment = timezone.localtime()
        places = PlacePage.objects.published().order_by()
        published = places.aggregate(
            number=Count("pk", filter=Q(is_example=False)),
            examples=Count("pk", filter=Q(is_example=True)),
            date=Max("last_published_at"),
        )
        self.number, self.examples = published["number"], published["examples"]
        self.date = published["date"]
        # A place made private while another is made public changes nothing above.
        restrictions = PageViewRestriction.objects.aggregate(number=Count("pk"), last=Max("pk"))
        self.restrictions = restrictions["number"], restrictions["last"]
        # Whatever changes a sheet (its fields, its labels, a term) indexes it again.
        self.last_word = PlaceWord.objects.aggregate(last=Max("pk"))["last"]

    @property
    def today(self) -> date:
        return self.moment.date()

    @property
    def updated_on(self) -> date | None:
        """The local day of the latest publication of a sheet."""
        return timezone.localdate(self.date) if self.date else None

    def etag(self, extension: str, search: PlaceSearch) -> str:
        """Return a weak ETag: the same content, whatever its compression (RFC 9110 §8.8.1).

        Labels and hours depend on the day, « ouvert maintenant » on the minute.
        """
        moves = search.opening and search.opening.moves
        key = (
            EDITION,
            extension,
            search.query_pairs(but={"tri"}),
            self.number,
            self.examples,
            self.date,
            self.restrictions,
            self.last_word,
            self.moment.strftime("%Y-%m-%d %H:%M" if moves else "%Y-%m-%d"),
        )
        return f'W/"{hashlib.sha256(repr(key).encode()).hexdigest()[:24]}"'
