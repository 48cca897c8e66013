"""Which addresses of the internet protocol are those of machines open to everybody.

A program that visits what people type must not be led into the network it runs in
(« server-side request forgery », CWE-918).
"""

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

GLOBAL_UNICAST = IPv6Network("2000::/3")  # all that IANA gives out to machines (RFC 4291 §2.4)
NAT64 = IPv6Network("64:ff9b::/96")  # ends with the IPv4 address that is reached (RFC 6052 §2.1)


def is_public(address: str) -> bool:
    """Return whether *address* is that of a machine that anyone may reach.

    An IPv6 address that holds one of IPv4 (mapped, NAT64, 6to4, Teredo) leads to that one, which is
    judged. All that is not given out to machines is refused: private, local and multicast networks,
    IPv4-compatible addresses (RFC 4291 §2.5.5.1, deprecated), local NAT64 (RFC 8215).

    Raises:
        ValueError: *address* is none.
    """
    parsed = ip_address(address.partition("%")[0])  # without its zone (RFC 4007 §11)
    if isinstance(parsed, IPv4Address):
        return _is_open(parsed)
    embedded = _embedded(parsed)
    if embedded and not all(map(_is_open, embedded)):
        return False
    if parsed.ipv4_mapped or parsed in NAT64 or parsed.sixtofour:
        return True  # the one that it holds has been judged; versions of Python differ on the rest
    return parsed in GLOBAL_UNICAST and _is_open(parsed)


def _is_open(address: IPv4Address | IPv6Address) -> bool:
    return address.is_global and not address.is_multicast


def _embedded(address: IPv6Address) -> tuple[IPv4Address, ...]:
    if address in NAT64:
        return (IPv4Address(address.packed[-4:]),)
    if address.teredo:
        return address.teredo  # the server and the client
    return tuple(filter(None, (address.ipv4_mapped, address.sixtofour)))
