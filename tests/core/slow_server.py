"""Another machine that answers as slowly as it likes, on this one."""

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event, Thread

CERTIFICATE = Path(__file__).with_name("loopback_certificate.pem")  # and its key
EVERY = 0.1  # seconds between two bytes
LONGEST = 5.0  # seconds after which it gives up


@contextmanager
def dripping(
    at_once: bytes, drop: bytes, *, secure: bool = False
) -> Iterator[tuple[int, list[bytes]]]:
    """Serve *at_once*, then *drop* again and again; give its port and what it was asked."""
    with socket.create_server(("127.0.0.1", 0)) as plain:
        server = _secure(plain) if secure else plain
        over, asked = Event(), list[bytes]()
        thread = Thread(target=_serve, args=(server, at_once, drop, over, asked), daemon=True)
        thread.start()
        try:
            yield server.getsockname()[1], asked
        finally:
            over.set()
            socket.socket.shutdown(server, socket.SHUT_RDWR)
            thread.join(LONGEST)
            server.close()


def _secure(plain: socket.socket) -> ssl.SSLSocket:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    return context.wrap_socket(plain, server_side=True)


def _serve(
    server: socket.socket, at_once: bytes, drop: bytes, over: Event, asked: list[bytes]
) -> None:
    with suppress(OSError):  # the test is over
        while True:
            connection, _ = server.accept()
            args = (connection, at_once, drop, over, asked)
            Thread(target=_drip, args=args, daemon=True).start()


def _drip(
    connection: socket.socket, at_once: bytes, drop: bytes, over: Event, asked: list[bytes]
) -> None:
    with connection, suppress(ConnectionError):  # who asked may go
        asked.append(connection.recv(4096))
        connection.sendall(at_once)
        for _ in range(round(LONGEST / EVERY)):
            if over.wait(EVERY):
                return
            connection.sendall(drop)
