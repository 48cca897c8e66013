"""What surrounds a page, read from its settings once and kept."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.template.loader import render_to_string
from django.utils.timezone import make_aware
from wagtail.models import Page, Site

from core.pages.access import closed

from .blocks import AlertKind
from .models import DEFAULT_DESCRIPTION, FrameSettings

# Pages that there is one of: that of the mention that the law wants at the foot of every page, and
# those to which other pages lead.
DECLARATION, DIRECTORY, AGENDA, CALLS, SELF_CHECK = LANDMARKS = (
    "accessibilitypage",
    "directorypage",
    "agendapage",
    "callspage",
    "selfcheckpage",
)


@dataclass(frozen=True, slots=True)
class Link:
    """A link of a menu; ``current`` is its ``aria-current`` value on the page shown."""

    label: str
    url: str
    current: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    title: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Alert:
    """A message on top of the pages from ``starts_at`` on, until ``ends_at``."""

    kind: str
    text: str
    link: Link | None
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Frame:
    """All that surrounds the pages of a site; ``footer`` is ready to show (safe HTML).

    The directory, the agenda, the calls and the self-check have no address where not every visitor
    may read them.
    """

    service_name: str
    authority_name: str
    menu: tuple[Link, ...]
    alerts: tuple[Alert, ...]
    footer: str
    directory_url: str
    agenda_url: str
    calls_url: str
    self_check_url: str

    def menu_at(self, path: str, *, in_agenda: bool = False) -> list[Link]:
        """The main menu as seen from *path*: the entry nearest to the page is the current one.

        An event is a page of its place, but who reads it is in the agenda (*in_agenda*).
        """
        seen_from = self.agenda_url if in_agenda and self.agenda_url else path
        nearest = max(
            (link for link in self.menu if _is_above(link.url, seen_from)),
            key=lambda link: len(link.url),
            default=None,
        )
        return [
            replace(link, current="page" if path == link.url else "true")
            if link is nearest
            else link
            for link in self.menu
        ]

    def alerts_at(self, moment: datetime) -> list[Alert]:
        """The alerts to show at *moment*, in the order of the settings."""
        return [alert for alert in self.alerts if alert.starts_at <= moment < alert.ends_at]


def _is_above(url: str, path: str) -> bool:
    return url == path or (url != "/" and path.startswith(f"{url.rstrip('/')}/"))


def read_frame(site: Site | None) -> Frame:
    """Read the frame of *site*: two queries. Without site or settings, names and no menu."""
    chosen = FrameSettings.of(site)
    links = _Links(site, chosen)
    footer = render_to_string(
        "layout/footer.html",
        {
            "service_name": chosen.service,
            "authority_name": chosen.authority,
            "authority_url": chosen.website,
            "description": chosen.description or DEFAULT_DESCRIPTION,
            "email": chosen.email,
            "phone": chosen.phone,
            "postal_address": chosen.postal_address,
            "accounts": [block["value"] for block in chosen.social_links.raw_data],
            "columns": links.columns(chosen.footer_columns.raw_data),
            "legal": links.menu(chosen.legal_menu.raw_data),
            "accessibility": Link(
                chosen.get_accessibility_state_display(), links.landmarks[DECLARATION]
            ),
        },
    )
    return Frame(
        chosen.service,
        chosen.authority,
        links.menu(chosen.main_menu.raw_data),
        tuple(links.alert(block["value"]) for block in chosen.alerts.raw_data),
        footer,
        links.landmarks[DIRECTORY],
        links.landmarks[AGENDA],
        links.landmarks[CALLS],
        links.landmarks[SELF_CHECK],
    )


class _Links:
    """The links that settings hold, with all their pages read by one query."""

    def __init__(self, site: Site | None, chosen: FrameSettings) -> None:
        self.addresses: dict[int, tuple[str, str]] = {}  # of each page: title, address
        self.landmarks = dict.fromkeys(LANDMARKS, "")
        if site is None:
            return
        streams = (chosen.main_menu, chosen.footer_columns, chosen.legal_menu, chosen.alerts)
        wanted = {page for stream in streams for page in _pages(stream.raw_data)}
        pages = Page.objects.live().filter(Q(pk__in=wanted) | Q(content_type__model__in=LANDMARKS))
        for page in pages.annotate(closed=closed()).select_related("content_type"):
            address = page.get_url(current_site=site)
            if not address:
                continue
            self.addresses[page.pk] = (page.title, address)
            if page.content_type.model in LANDMARKS and not page.closed:
                self.landmarks[page.content_type.model] = address

    def link(self, value: Mapping[str, Any]) -> Link | None:
        """Return the link of a block, or None while its page is not there."""
        if not value.get("page"):
            return Link(value["label"], value["url"]) if value.get("url") else None
        if value["page"] not in self.addresses:
            return None
        title, address = self.addresses[value["page"]]
        return Link(value.get("label") or title, address + (value.get("ending") or ""))

    def menu(self, blocks: Any) -> tuple[Link, ...]:
        links = (self.link(block["value"]) for block in blocks)
        return tuple(link for link in links if link)

    def columns(self, blocks: Any) -> list[Column]:
        """Return the columns that still have a link."""
        columns = (
            Column(block["value"]["title"], self.menu(block["value"]["links"])) for block in blocks
        )
        return [column for column in columns if column.links]

    def alert(self, value: Mapping[str, Any]) -> Alert:
        return Alert(
            AlertKind(value["kind"]).value,
            value["text"],
            self.link(value),
            _moment(value["starts_at"]),
            _moment(value["ends_at"]),
        )


def _pages(data: Any) -> Iterator[int]:
    """Yield the keys of the pages that raw blocks name, however deep."""
    for block in data:
        value = block["value"]
        if value.get("page"):
            yield value["page"]
        yield from _pages(value.get("links", ()))


def _moment(text: str | datetime) -> datetime:
    moment = datetime.fromisoformat(text) if isinstance(text, str) else text
    return moment if moment.tzinfo else make_aware(moment)
