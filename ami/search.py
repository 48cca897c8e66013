"""The calls that a visitor may read, in the order that serves them."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from ami.announcements import Announcement, announce
from ami.models import CallPage, CallsPage
from ami.models.call import Phase
from core.pages.access import open_to_all, open_within_the_site

OPEN, TO_COME, CLOSED = "Appels ouverts", "Appels à venir", "Appels clos"
GROUPS = {
    Phase.OPEN: OPEN,
    Phase.CLOSING: OPEN,
    Phase.TO_COME: TO_COME,
    Phase.CLOSED: CLOSED,
    Phase.RESULTS: CLOSED,
}


@dataclass(frozen=True)
class ListedCall:
    """A call of a list, where it is and where it stands."""

    call: CallPage
    url: str
    announcement: Announcement


@dataclass(frozen=True)
class CallGroup:
    """Calls that stand at the same point; ``key`` is its anchor."""

    key: str
    title: str
    calls: list[ListedCall]


def listed_calls(
    page: CallsPage, calls_url: str, moment: datetime | None = None
) -> list[CallGroup]:
    """Return the calls under *page*, open, to come, closed; no group is empty.

    Open ones by their closing, those to come by their opening, closed ones from the last.
    """
    moment = moment or timezone.now()
    calls = list(open_within_the_site(CallPage.objects.child_of(page)).by_urgency())
    groups: dict[str, list[CallPage]] = {OPEN: [], TO_COME: [], CLOSED: []}
    for call in calls:
        groups[GROUPS[call.phase(moment)]].append(call)
    groups[TO_COME].sort(key=lambda call: (call.opens_at is None, call.opens_at))
    groups[CLOSED].reverse()
    keys = dict(zip(groups, ("ouverts", "a-venir", "clos"), strict=True))
    return [
        CallGroup(
            keys[title],
            title,
            [
                ListedCall(call, f"{calls_url}{call.slug}/", announce(call, moment))
                for call in found
            ],
        )
        for title, found in groups.items()
        if found
    ]


def next_to_close(page: CallsPage, kind: str) -> CallPage | None:
    """Return the call of *kind* under *page* that anyone may answer now, the first to close."""
    opened = CallPage.objects.opened().child_of(page).filter(kind=kind)
    found: CallPage | None = open_to_all(opened).by_urgency().first()
    return found


def open_calls(calls_url: str, moment: datetime | None = None) -> list[ListedCall]:
    """Return the calls that any visitor may answer now, the first to close first."""
    calls = open_to_all(CallPage.objects.opened(moment)).by_urgency()
    return [ListedCall(call, f"{calls_url}{call.slug}/", announce(call, moment)) for call in calls]
