"""One question to another machine, within a time and a size, at an address looked at first.

What people type is not to be trusted: a link to a machine of our own network must not make the
server visit it. The name is resolved once, each of its addresses must be public, and the
connection is made to the very address that was looked at.

Nor is what answers: a site may send a byte now and then for ever. The whole exchange has one
deadline (docs/decisions/0022-questions-to-other-sites.md).
"""

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from typing import Any, NamedTuple, cast
from urllib.parse import quote

from django.conf import settings

from core.text.words import fold

from .deadline import Deadline, TimedSocket, TimedTlsSocket
from .public_addresses import is_public
from .urls import absolute, parts_of

STATUS_SECONDS = 10.0
DOWNLOAD_SECONDS = 20.0
MAX_REDIRECTS = 5
MAX_URL_LENGTH = 8_000  # in characters
PORTS = {"http": 80, "https": 443}
REDIRECTIONS = {301, 302, 303, 307, 308}
BADLY_WRITTEN = "adresse mal écrite"


class FetchError(Exception):
    """Nothing was had of an address; the message says why, in French, in the middle of a phrase."""


class BlockedAddress(FetchError):
    """The address is not one that the site may visit."""


class NoAnswer(FetchError):
    """The other machine gave no answer that can be read, or not in time."""


class TooLarge(FetchError):
    """The answer is larger than what the site takes."""


@dataclass(frozen=True)
class Target:
    """What an address asks, of which machine; ``path`` is with its query, both quoted."""

    scheme: str
    host: str
    port: int
    path: str


class Endpoint(NamedTuple):
    """Where a socket connects to."""

    family: socket.AddressFamily
    address: Any  # as ``socket.getaddrinfo`` gives it: its shape is that of the family


def status_of(
    method: str, url: str, *, seconds: float = STATUS_SECONDS, private_too: bool = False
) -> tuple[int, str]:
    """Return the status of *url* and, in full, where it redirects (empty when it does not).

    Args:
        method: HEAD or GET; the body is never read.
        seconds: for the whole exchange.
        private_too: visit machines of private networks too, for tests and for an intranet.

    Raises:
        BlockedAddress: a scheme other than http and https, or a machine that is not public.
        NoAnswer: nothing that can be understood came back in time.
    """
    with _answer_to(method, url, Deadline(seconds), private_too=private_too) as response:
        return response.status, _redirection(url, response)


def download(
    url: str, max_bytes: int, *, seconds: float = DOWNLOAD_SECONDS, private_too: bool = False
) -> bytes:
    """Return what is at *url*, each address that it redirects to being looked at as the first.

    Args:
        max_bytes: the largest body that is taken.
        seconds: for the whole, redirections included.
        private_too: as in ``status_of``.

    Raises:
        BlockedAddress, NoAnswer: as ``status_of``; NoAnswer for any status but 200 too.
        TooLarge: for more than *max_bytes*.
    """
    deadline = Deadline(seconds)
    for _ in range(MAX_REDIRECTS + 1):
        with _answer_to("GET", url, deadline, private_too=private_too) as response:
            target = _redirection(url, response)
            if target:
                url = target
                continue
            if response.status != 200:
                raise NoAnswer(f"le site répond par l’erreur {response.status}")
            content = response.read(max_bytes + 1)
        if len(content) > max_bytes:
            raise TooLarge(f"le fichier dépasse {max_bytes // 1000}\u00a0ko")
        return content
    raise NoAnswer("trop de redirections")


def _redirection(url: str, response: HTTPResponse) -> str:
    location = response.headers.get("Location")
    if response.status not in REDIRECTIONS or not location:
        return ""
    target = absolute(url, location)
    if target is None:
        raise NoAnswer("redirection vers une adresse mal écrite")
    return target


def user_agent() -> str:
    """Return the name that the site gives itself, a token (RFC 9110 §10.1.5): its network."""
    return f"{fold(settings.REGION.network).title().replace(' ', '')}/1.0"


@contextmanager
def _answer_to(
    method: str, url: str, deadline: Deadline, *, private_too: bool
) -> Iterator[HTTPResponse]:
    """Give the answer of *url*, whatever its status; it is read before *deadline* or not at all."""
    target = _target(url)
    endpoint = _endpoint(target, private_too=private_too)
    try:
        with _connected(target, endpoint, deadline) as connection:
            headers = {"User-Agent": user_agent(), "Accept": "*/*", "Connection": "close"}
            connection.request(method, target.path, headers=headers)
            with connection.getresponse() as response:
                yield response
    except TimeoutError:
        said = f"{deadline.seconds:g}".replace(".", ",")
        raise NoAnswer(f"pas de réponse complète en {said}\u00a0s") from None
    except ssl.SSLError:
        raise NoAnswer("connexion sécurisée refusée (certificat)") from None
    except (OSError, HTTPException, ValueError):
        raise NoAnswer("pas de réponse") from None


def _target(url: str) -> Target:
    parts = parts_of(url)
    if parts is None or parts.scheme not in PORTS or not parts.hostname:
        raise BlockedAddress(BADLY_WRITTEN)
    try:
        path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
        query = quote(parts.query, safe="/?%:@!$&'()*+,;=~-._[]")
    except ValueError:  # half a character
        raise BlockedAddress(BADLY_WRITTEN) from None
    if len(path) + len(query) > MAX_URL_LENGTH:
        raise BlockedAddress("adresse trop longue")
    port = parts.port or PORTS[parts.scheme]
    return Target(parts.scheme, parts.hostname, port, f"{path}?{query}" if query else path)


def _endpoint(target: Target, *, private_too: bool) -> Endpoint:
    """Return where *target* is. How long names are looked for is a setting of the machine."""
    try:
        found = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
    except (OSError, ValueError):
        raise NoAnswer("ce nom de site n’existe pas, ou ne répond plus") from None
    if not private_too and not all(is_public(str(entry[4][0])) for entry in found):
        raise BlockedAddress("cette adresse mène à un réseau privé")
    family, _, _, _, address = found[0]
    return Endpoint(family, address)


@contextmanager
def _connected(target: Target, endpoint: Endpoint, deadline: Deadline) -> Iterator[HTTPConnection]:
    """Give a connection to *endpoint* that knows *target* by its name only."""
    with TimedSocket(endpoint.family, socket.SOCK_STREAM) as plain:
        plain.deadline = deadline
        plain.settimeout(deadline.remaining())
        plain.connect(endpoint.address)
        if target.scheme == "http":
            connection = HTTPConnection(target.host, target.port)
            connection.sock = plain
            yield connection
            return
        context = ssl.create_default_context()
        context.sslsocket_class = TimedTlsSocket
        plain.settimeout(deadline.remaining())  # the handshake has it as a whole
        wrapped = context.wrap_socket(plain, server_hostname=target.host)
        with cast(TimedTlsSocket, wrapped) as secure:
            secure.deadline = deadline
            connection = HTTPSConnection(target.host, target.port, context=context)
            connection.sock = secure
            yield connection
