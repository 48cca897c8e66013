"""An antivirus on this machine that speaks INSTREAM, as clamd(8) says, and knows one bad word."""

import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

BAD = b"MAUVAIS"


@dataclass
class Clamd:
    """``limit`` is ``StreamMaxLength``; ``answer`` replaces what it would say, « » hangs up."""

    listener: socket.socket
    limit: int = 50_000_000
    answer: str | None = None
    read: list[bytes] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"tcp://127.0.0.1:{self.listener.getsockname()[1]}"

    def serve(self) -> None:
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            with client, client.makefile("rb") as sent, suppress(OSError):
                client.sendall(self._verdict(sent))

    def _verdict(self, sent) -> bytes:
        if sent.read(10) != b"zINSTREAM\0":
            return b"UNKNOWN COMMAND\0"
        content = b""
        while length := struct.unpack("!I", sent.read(4))[0]:
            content += sent.read(length)
            if len(content) > self.limit:
                return b"INSTREAM size limit exceeded. ERROR\0"
        self.read.append(content)
        if self.answer is not None:
            return self.answer.encode()
        return b"stream: Essai.Mauvais FOUND\0" if BAD in content else b"stream: OK\0"


@contextmanager
def clamd() -> Iterator[Clamd]:
    """Serve on a free port of the loopback, and stop with the block."""
    server = Clamd(socket.create_server(("127.0.0.1", 0)))
    thread = threading.Thread(target=server.serve, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.listener.shutdown(socket.SHUT_RDWR)
        server.listener.close()
        thread.join(2)
