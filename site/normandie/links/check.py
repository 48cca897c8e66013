"""The check of all links: those that contents hold, and those of the templates on request."""

from collections.abc import Iterable, Iterator
from functools import partial

from wagtail.models import Page

from core.net import parts_of

from .external import Manners, verdicts_on
from .found import UNREAD, Link, Problem, Report, Verdict, addresses_in, judged
from .internal import BADLY_WRITTEN, SiteItself
from .objects import Objects, key_of, read_objects
from .stored import holder_of, public_pages, read_apart, stored_links

NOT_LEADING = {"mailto", "tel"}  # they open a program, not a page
WEB = {"http", "https"}
AS_SHOWN = "Page telle qu’elle paraît"


def check_links(*, external: Manners | None = None, as_shown: bool = False) -> Report:
    """Check the links of all public pages, of the frame and of the redirects.

    Args:
        external: how to visit other sites; None leaves them alone.
        as_shown: read also a page of each type as visitors get it, with what templates write.
    """
    itself = SiteItself()
    unread: list[Link] = []
    links = list(stored_links(unread))
    if as_shown:
        stored = {(link.source_url, link.address) for link in links}
        shown = _links_as_shown(itself, unread)
        links += [link for link in shown if (link.source_url, link.address) not in stored]
    objects = read_objects(links)
    problems = [Problem(holder, "", UNREAD) for holder in dict.fromkeys(unread)]
    report, outside = Report(problems), list[Link]()
    for link in dict.fromkeys(links):
        address = _address_of(link, objects)
        if address is not None and _is_outside(address, itself):
            outside.append(link)
            continue
        report.checked += 1
        judge = partial(_verdict, link, address, objects, itself)
        if verdict := judged(f"lien de {link.source_url}", judge):
            report.problems.append(Problem(link, _named(link, address), verdict))
    if external is None:
        report.skipped = len(outside)
    else:
        report.checked += len(outside)
        report.problems += _problems_outside(outside, external)
    return report


def _address_of(link: Link, objects: Objects) -> str | None:
    """Return where *link* leads; None when what it names is not there."""
    if link.model is None:
        return link.address.strip()
    address = objects.addresses.get(key_of(link))
    return None if address is None else address + link.ending


def _named(link: Link, address: str | None) -> str:
    if address is not None or link.model is None:
        return address or link.address
    return f"{str(link.model._meta.verbose_name).capitalize()} n° {link.pk}"


def _is_outside(address: str, itself: SiteItself) -> bool:
    parts = parts_of(address)
    return parts is not None and parts.scheme in {*WEB, ""} and not itself.holds(address)


def _verdict(
    link: Link, address: str | None, objects: Objects, itself: SiteItself
) -> Verdict | None:
    if address is None:
        return objects.problems[key_of(link)]
    if link.model is not None and not link.ending:
        return None
    if not address:
        return Verdict("lien sans adresse")
    parts = parts_of(address)
    if parts is None:
        return BADLY_WRITTEN
    scheme = parts.scheme
    if scheme in NOT_LEADING:
        return None
    if scheme and scheme not in WEB:
        return Verdict("seules les adresses en http et https sont permises")
    return itself.verdict_on(address, link.source_url)


def _problems_outside(links: Iterable[Link], manners: Manners) -> list[Problem]:
    # A part of a page elsewhere is not looked for: the page is.
    whole = {link: _whole(link.address.strip().partition("#")[0]) for link in links}
    verdicts = verdicts_on(whole.values(), manners)
    return [
        Problem(link, link.address, verdicts[page])
        for link, page in whole.items()
        if page in verdicts
    ]


def _links_as_shown(itself: SiteItself, unread: list[Link]) -> Iterator[Link]:
    """Yield the links of a page of each type, header and footer included."""
    seen: set[int] = set()
    for page in public_pages().iterator(chunk_size=500):
        if page.content_type_id in seen:
            continue
        read = partial(_links_of_page_as_shown, page, itself, seen)
        yield from read_apart(page, holder_of(page), read, unread)


def _links_of_page_as_shown(page: Page, itself: SiteItself, seen: set[int]) -> Iterator[Link]:
    url = page.get_url()
    if not url:
        return
    seen.add(page.content_type_id)
    for address in addresses_in(itself.html_of(url)):
        parts = parts_of(address)
        if parts and parts.scheme in {*WEB, ""} and itself.holds(address):
            yield Link(page.title, AS_SHOWN, url, address=address)


def _whole(address: str) -> str:
    return f"https:{address}" if address.startswith("//") else address
