"""Who sends a request, as far as limits need to know. Nothing of it is to be stored or logged."""

from ipaddress import IPv6Address, ip_address

from django.conf import settings
from django.http import HttpRequest


def network_of(request: HttpRequest) -> str:
    """Return the address that *request* comes from; of an IPv6 one, its /64 network (a home).

    Behind proxies of ours (``TRUSTED_PROXIES``), it is the address that the furthest of them saw.
    """
    return _network(_address(request))


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


def _address(request: HttpRequest) -> str:
    proxies = settings.TRUSTED_PROXIES
    hops = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",")]
    if proxies and len(hops) >= proxies:
        return hops[-proxies]
    return request.META.get("REMOTE_ADDR", "")


def _network(address: str) -> str:
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, IPv6Address):
        return str(parsed.ipv4_mapped or int(parsed) >> 64)
    return str(parsed)
