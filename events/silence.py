"""Places that hold nothing: whom the team may help to announce something. Reads only."""

from django.db.models import DateTimeField, OuterRef, QuerySet, Subquery

from events.models import Occurrence


def silent(places: QuerySet) -> QuerySet:
    """Return those of *places*, published, whose readers see no date to come."""
    holding = Occurrence.objects.in_directory().upcoming().order_by().values("place")
    return places.filter(live=True).exclude(pk__in=holding)


def with_last_date(places: QuerySet) -> QuerySet:
    """Add ``last_start``: when the last thing that they held began, or None."""
    past = Occurrence.objects.in_directory().past().held().filter(place=OuterRef("pk"))
    last = Subquery(past.values("starts_at")[:1], output_field=DateTimeField())
    return places.annotate(last_start=last)
