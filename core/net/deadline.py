"""One deadline for all that is read of a connection.

The timeout of a socket is that of one reading: who sends a byte now and then never meets it.
"""

import socket
import ssl
import time
from typing import Any


class Deadline:
    """A moment by which something must be over, *seconds* from now."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._end = time.monotonic() + seconds

    def remaining(self) -> float:
        """Return the seconds that are left. TimeoutError when there is none."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left


class TimedSocket(socket.socket):
    """A socket that waits until ``deadline`` at most, whatever comes meanwhile."""

    deadline: Deadline

    def recv_into(self, *args: Any, **kwargs: Any) -> int:
        self.settimeout(self.deadline.remaining())
        return super().recv_into(*args, **kwargs)


class TimedTlsSocket(ssl.SSLSocket):
    """The same, encrypted: the context makes it (``SSLContext.sslsocket_class``)."""

    deadline: Deadline

    def recv_into(self, *args: Any, **kwargs: Any) -> int:
        self.settimeout(self.deadline.remaining())
        return super().recv_into(*args, **kwargs)
