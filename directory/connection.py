"""One question to another machine, at an address that has been looked at first.

What editors type is not to be trusted: a link to a machine of our own network must not make the
server visit it. The name is resolved once, each of its addresses must be public, and the
connection is made to the very address that was looked at.
"""

import ipaddress
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from threading import Timer
from urllib.parse import quote, urljoin, urlsplit

TIMEOUT = 10  # seconds: to connect, then for each piece of an answer
WHOLE = 3  # times that: an answer that drips in is cut off
AGENT = "NormandieConnectee/1.0"
PORTS = {"http": 80, "https": 443}
REDIRECTIONS = {301, 302, 303, 307, 308}
MOST_REDIRECTS = 5


class NotAllowed(Exception):
    """The address is not one that the site may visit; the message says why, in French."""


class NoAnswer(Exception):
    """The other machine gave no answer that can be read; the message says why, in French."""


class TooLong(Exception):
    """The answer is longer than what the site takes; the message says so, in French."""


def ask(
    method: str, url: str, *, private_too: bool = False, timeout: float = TIMEOUT
) -> tuple[int, str]:
    """Return the status of *url* and where it redirects (empty when it does not).

    *method* is HEAD or GET; the body is never read. The rest is as in ``answer_to``.
    """
    with answer_to(method, url, private_too=private_too, timeout=timeout) as response:
        return response.status, response.headers.get("Location") or ""


def read(
    url: str, most_bytes: int, *, private_too: bool = False, timeout: float = TIMEOUT
) -> bytes:
    """Return what is at *url*, each address that it redirects to being looked at as the first.

    Raises:
        NotAllowed, NoAnswer: as ``answer_to``; NoAnswer for any status but 200 too.
        TooLong: for more than *most_bytes*.
    """
    for _ in range(MOST_REDIRECTS + 1):
        with answer_to("GET", url, private_too=private_too, timeout=timeout) as response:
            target = response.headers.get("Location")
            if response.status in REDIRECTIONS and target:
                url = urljoin(url, target)
                continue
            if response.status != 200:
                raise NoAnswer(f"le site répond par l’erreur {response.status}")
            content = response.read(most_bytes + 1)
        if len(content) > most_bytes:
            raise TooLong(f"le fichier dépasse {most_bytes // 1000}\u00a0ko")
        return content
    raise NoAnswer("trop de redirections")


@contextmanager
def answer_to(
    method: str, url: str, *, private_too: bool = False, timeout: float = TIMEOUT
) -> Iterator[HTTPResponse]:
    """Give the answer of *url*, whatever its status; redirections are not followed.

    Args:
        method: HEAD or GET.
        private_too: visit machines of private networks too, for tests and for an intranet.
        timeout: in seconds.

    Raises:
        NotAllowed: for a scheme other than http and https, or a machine that is not public.
        NoAnswer: when nothing understandable came back.
    """
    try:
        parts = urlsplit(url)
        port = parts.port or PORTS.get(parts.scheme, 0)
    except ValueError:
        raise NotAllowed("adresse mal écrite") from None
    if parts.scheme not in PORTS or not parts.hostname:
        raise NotAllowed("adresse mal écrite")
    address = _public_address(parts.hostname, port, private_too=private_too)
    connection = _connection(parts.scheme, parts.hostname, port, address, timeout)
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = f"?{quote(parts.query, safe='/?%:@!$&' + chr(39) + '()*+,;=~-._[]')}"
    deadline = Timer(timeout * WHOLE, _cut, [connection])
    deadline.daemon = True
    deadline.start()
    try:
        connection.request(
            method,
            path + (query if parts.query else ""),
            headers={"User-Agent": AGENT, "Accept": "*/*", "Connection": "close"},
        )
        yield connection.getresponse()
    except TimeoutError:
        raise NoAnswer(f"pas de réponse en {timeout:g}\u00a0s".replace(".", ",")) from None
    except ssl.SSLError:
        raise NoAnswer("connexion sécurisée refusée (certificat)") from None
    except (OSError, HTTPException, ValueError):
        raise NoAnswer("pas de réponse") from None
    finally:
        deadline.cancel()
        connection.close()


def _cut(connection: HTTPConnection) -> None:
    with suppress(OSError, AttributeError):  # it may be over already
        connection.sock.shutdown(socket.SHUT_RDWR)


def _public_address(host: str, port: int, *, private_too: bool) -> str:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise NoAnswer("ce nom de site n’existe pas, ou ne répond plus") from None
    addresses = [str(entry[4][0]) for entry in found]
    if not private_too and not all(_is_public(address) for address in addresses):
        raise NotAllowed("cette adresse mène à un réseau privé")
    return addresses[0]


def _is_public(address: str) -> bool:
    parsed = ipaddress.ip_address(address.partition("%")[0])
    mapped = getattr(parsed, "ipv4_mapped", None)
    parsed = mapped or parsed
    return parsed.is_global and not parsed.is_multicast


def _connection(scheme: str, host: str, port: int, address: str, timeout: float) -> HTTPConnection:
    kind = HTTPSConnection if scheme == "https" else HTTPConnection
    connection = kind(host, port, timeout=timeout)
    # http.client asks this function for its socket: it gets the address that was looked at.
    connection._create_connection = lambda _, *rest: socket.create_connection(  # type: ignore[attr-defined]
        (address, port), *rest
    )
    return connection
