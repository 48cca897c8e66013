"""Addresses that others wrote: ``urllib`` raises ValueError for some, as « http://[ »."""

from urllib.parse import SplitResult, urljoin, urlsplit


def parts_of(url: str) -> SplitResult | None:
    """Return the parts of *url*; None where it is no address, its port included."""
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018  (read, it is checked)
    except ValueError:
        return None
    return parts


def absolute(base: str, url: str) -> str | None:
    """Return *url*, as it stands in the page at *base*, in full; None where it is no address."""
    try:
        joined = urljoin(base, url)
    except ValueError:
        return None
    return joined if parts_of(joined) else None
