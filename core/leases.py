"""One at a time, whatever is killed: a row says who is at it, and until when."""

import secrets
from datetime import datetime, timedelta

from django.utils import timezone

from core.models import Lease


class LeaseHeld(Exception):
    """Somebody else is at it, at the latest until ``until``."""

    def __init__(self, name: str, until: datetime) -> None:
        super().__init__(name)
        self.until = until


def take(name: str, length: timedelta) -> str:
    """Take the lease *name* for *length*, and return who holds it from now on.

    Raises:
        LeaseHeld: it is taken, and its time is not over.
    """
    now, holder = timezone.now(), secrets.token_hex(16)
    Lease.objects.get_or_create(name=name, defaults={"until": now})
    free = Lease.objects.filter(name=name, until__lte=now)
    if not free.update(holder=holder, until=now + length):
        raise LeaseHeld(name, Lease.objects.get(name=name).until)
    return holder


def renew(name: str, holder: str, length: timedelta) -> None:
    """Hold the lease for *length* from now on.

    Raises:
        LeaseHeld: its time was over, and another took it.
    """
    if not Lease.objects.filter(name=name, holder=holder).update(until=timezone.now() + length):
        raise LeaseHeld(name, Lease.objects.get(name=name).until)


def release(name: str, holder: str) -> None:
    Lease.objects.filter(name=name, holder=holder).update(until=timezone.now())
