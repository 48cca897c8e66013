"""A mail server on this machine, that fails where a test wants it to."""

import socket
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage

REFUSALS = {"MAIL": 451, "RCPT": 550, "DATA": 451, "BODY": 552, "CONNECT": 421}


@dataclass
class SmtpServer:
    """Counts what it accepts: the mails that it has answered 250 to, or was about to.

    ``fault`` is ``(step, what)``. The steps are CONNECT, EHLO, MAIL, RCPT, DATA, BODY and QUIT;
    what is to « refuse », to « hang » or « close » before the step counts, or to « lose » its
    answer once it has counted. It takes ``slow`` seconds over each mail.
    """

    listener: socket.socket
    fault: tuple[str, str] | None = None
    slow: float = 0
    accepted: list[tuple[str, EmailMessage]] = field(default_factory=list)
    stopping: threading.Event = field(default_factory=threading.Event)
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def port(self) -> int:
        return self.listener.getsockname()[1]

    @property
    def ids(self) -> Counter[str]:
        """How often each mail was accepted."""
        with self.lock:
            return Counter(mail["Message-ID"] for _, mail in self.accepted)

    def serve(self) -> None:
        while not self.stopping.is_set():
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self._talk, args=(client,), daemon=True).start()

    def _talk(self, client: socket.socket) -> None:
        with client, client.makefile("rb") as lines, suppress(OSError, _Closed):
            self._converse(client, lines)

    def _converse(self, client: socket.socket, lines: Iterator[bytes]) -> None:
        recipient = ""
        self._answer(client, "CONNECT", "220 essai")
        for line in lines:
            verb = line[:4].decode("ascii").upper()
            if verb == "RCPT":
                recipient = line.decode("ascii").partition("<")[2].partition(">")[0]
            if verb == "DATA":
                if self._answer(client, "DATA", "354 allez-y"):
                    self._take(client, lines, recipient)
            else:
                self._answer(client, verb, "221 au revoir" if verb == "QUIT" else "250 bien")
            if verb == "QUIT":
                return

    def _take(self, client: socket.socket, lines: Iterator[bytes], recipient: str) -> None:
        body = b""
        for line in lines:
            if line == b".\r\n":
                break
            body += line.removeprefix(b".")
        else:
            raise _Closed
        mail = message_from_bytes(body, policy=policy.default)
        time.sleep(self.slow)
        self._answer(client, "BODY", "250 pris", lambda: self._keep(recipient, mail))

    def _keep(self, recipient: str, mail: EmailMessage) -> None:
        with self.lock:
            self.accepted.append((recipient, mail))

    def _answer(self, client, step: str, words: str, count=lambda: None) -> bool:
        what = self.fault[1] if self.fault and self.fault[0] == step else ""
        if what == "refuse":
            client.sendall(f"{REFUSALS[step]} non camille@exemple.fr\r\n".encode())
            return False
        if what in ("hang", "close"):
            self._leave(what)
        count()
        if what == "lose":
            self._leave("hang")
        client.sendall(f"{words}\r\n".encode())
        return True

    def _leave(self, what: str) -> None:
        if what == "hang":
            self.stopping.wait(3)
        raise _Closed


class _Closed(Exception):
    pass


@contextmanager
def smtp_server(port: int = 0) -> Iterator[SmtpServer]:
    """Serve on a free *port* of the loopback, and stop with the block."""
    listener = socket.create_server(("127.0.0.1", port))
    server = SmtpServer(listener)
    thread = threading.Thread(target=server.serve, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.stopping.set()
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join(2)
