"""No listing that staff download runs what somebody typed."""

import pytest
from django.urls import reverse

from tests.factories import (
    ErrorReportFactory,
    EventPageFactory,
    LabelGrantFactory,
    PlacePageFactory,
)
from tests.roles import signed_in

pytestmark = pytest.mark.django_db
TRAP = '=HYPERLINK("https://piege.exemple")'
LISTINGS = [
    "directory_places:index",
    "events_agenda:index",
    "events_silent_places:index",
    "wagtailsnippets_directory_errorreport:list",
    "wagtailsnippets_directory_labelgrant:list",
]


@pytest.mark.parametrize("listing", LISTINGS)
def test_a_title_that_is_a_formula_is_downloaded_as_text(listing: str) -> None:
    place = PlacePageFactory(title=TRAP)
    ErrorReportFactory(place=place)
    LabelGrantFactory(place=place)
    EventPageFactory(title=TRAP)

    answer = signed_in("admin").get(reverse(listing), {"export": "csv"})
    text = b"".join(answer.streaming_content).decode()

    assert "'=HYPERLINK" in text
    assert text.count("=HYPERLINK") == text.count("'=HYPERLINK")
