"""Whether a file holds a virus, as a ``clamd`` on this machine or beside it says.

``CLAMD_URL`` says where it listens: « unix:///run/clamav/clamd.ctl » or « tcp://127.0.0.1:3310 ».
Files go to it in clear, by its command INSTREAM (clamd(8)): in chunks that each bear their length.
"""

import socket
import struct
from collections.abc import Iterable
from contextlib import suppress
from urllib.parse import urlsplit

from django.conf import settings

from core.net.deadline import Deadline

TIMEOUT = 60.0  # seconds for one file, from the connection to the verdict
CHUNK = 64 * 1024  # bytes
LONGEST_ANSWER = 4096  # bytes
Address = str | tuple[str, int]


class AntivirusAway(Exception):
    """It does not answer, or stopped half way: the next file would fare no better."""


class NotScanned(Exception):
    """It answers, and says nothing of this file (too big for ``StreamMaxLength``…)."""


def is_configured() -> bool:
    return bool(settings.CLAMD_URL)


def address_of(url: str) -> Address:
    """Return where a socket reaches *url*: a path, or a host and a port.

    Raises:
        ValueError: it is neither « unix:///path » nor « tcp://host:port ».
    """
    parts = urlsplit(url)
    if parts.scheme == "unix" and parts.path.startswith("/") and not parts.netloc:
        return parts.path
    if parts.scheme == "tcp" and parts.hostname and parts.port and parts.path in ("", "/"):
        return parts.hostname, parts.port
    raise ValueError(url)


def find_virus(chunks: Iterable[bytes]) -> str:
    """Have the file made of *chunks* read; return the name of the virus, empty for none.

    Raises:
        AntivirusAway: nobody knows yet.
        NotScanned: nobody will know.
    """
    answer = _ask(chunks)
    if answer.endswith(" OK"):
        return ""
    if answer.endswith(" FOUND"):
        return answer.removesuffix(" FOUND").rpartition(": ")[2] or "virus"
    if not answer:
        raise AntivirusAway
    raise NotScanned(answer)


def _ask(chunks: Iterable[bytes]) -> str:
    """Send the file, and return the answer; what it says of a file too big comes half way."""
    deadline = Deadline(TIMEOUT)
    with _connected(address_of(settings.CLAMD_URL), deadline) as clamd:
        try:
            with suppress(BrokenPipeError, ConnectionResetError):
                _send(clamd, chunks, deadline)
            return _answer(clamd, deadline)
        except (ConnectionError, TimeoutError) as error:
            raise AntivirusAway from error


def _connected(address: Address, deadline: Deadline) -> socket.socket:
    try:
        if not isinstance(address, str):
            return socket.create_connection(address, timeout=deadline.remaining())
        clamd = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            clamd.settimeout(deadline.remaining())
            clamd.connect(address)
        except OSError:
            clamd.close()
            raise
        return clamd
    except OSError as error:
        raise AntivirusAway from error


def _send(clamd: socket.socket, chunks: Iterable[bytes], deadline: Deadline) -> None:
    clamd.sendall(b"zINSTREAM\0")
    for chunk in _small(chunks):
        clamd.settimeout(deadline.remaining())
        clamd.sendall(struct.pack("!I", len(chunk)) + chunk)
    clamd.sendall(struct.pack("!I", 0))


def _small(chunks: Iterable[bytes]) -> Iterable[bytes]:
    """Cut *chunks*, without the empty ones: one of no length would end the file."""
    for chunk in chunks:
        for start in range(0, len(chunk), CHUNK):
            yield chunk[start : start + CHUNK]


def _answer(clamd: socket.socket, deadline: Deadline) -> str:
    answer = b""
    while not answer.endswith(b"\0") and len(answer) < LONGEST_ANSWER:
        clamd.settimeout(deadline.remaining())
        received = clamd.recv(LONGEST_ANSWER)
        if not received:
            break
        answer += received
    return answer.rstrip(b"\0\n").decode("utf-8", "replace").strip()
