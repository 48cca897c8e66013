"""Who sends a request, as far as limits need to know. Nothing of it is to be stored or logged."""

from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

# What one subscriber may hold, from one connection up: its length, and how many times what one
# connection may do. IPv6 gives a /56 or a /48 to each home or office (RIPE-690, §4.2; RFC 6177),
# who then changes of /64 at will. A /24 is the smallest part of IPv4 that is routed alone.
SHARES = {4: ((32, 1), (24, 8)), 6: ((64, 1), (56, 2), (48, 8))}


@dataclass(frozen=True)
class SenderNetwork:
    """A network that a request comes from; ``share`` is how many connections it counts for."""

    name: str
    share: int


def address_of(request: HttpRequest) -> str:
    """Return the address that *request* comes from.

    Behind proxies of ours (``TRUSTED_PROXIES``), it is the address that the furthest of them saw.
    """
    proxies = settings.TRUSTED_PROXIES
    hops = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",")]
    if proxies and len(hops) >= proxies:
        return hops[-proxies]
    return request.META.get("REMOTE_ADDR", "")


def networks_of(address: str) -> list[SenderNetwork]:
    """Return the networks of *address*, from its own connection to the widest.

    What is no address (a socket, a proxy that hides it) stands for itself.
    """
    try:
        parsed = ip_address(address)
    except ValueError:
        return [SenderNetwork(address, 1)]
    if isinstance(parsed, IPv6Address):
        parsed = parsed.ipv4_mapped or IPv6Address(int(parsed))  # without the zone (« %eth0 »)
    return [
        SenderNetwork(str(ip_network((parsed, length), strict=False)), share)
        for length, share in SHARES[parsed.version]
    ]


def comes_from_elsewhere(request: HttpRequest) -> bool:
    """Say whether a browser tells that another site sent the form.

    Stands for the CSRF cookie, which the site does not give to visitors (W3C « Fetch Metadata »;
    ``Origin`` for browsers that do not know it).
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site not in ("same-origin", "none")
    origin = request.headers.get("Origin")
    return origin is not None and origin.partition("://")[2] != request.get_host()
