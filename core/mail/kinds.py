"""The kinds of mails that the site sends. Each app declares its own in its module ``mails``."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.models import OutgoingMail

# RFC 5321 §4.5.4.1: a mail server goes on trying for four or five days at least.
KEEP_TRYING = timedelta(days=5)

_kinds: dict[str, "MailKind"] = {}


@dataclass(frozen=True)
class MailKind:
    """What a mail is about, and how it is made.

    ``label`` is what staff read. ``template`` is the one source of subject, text and HTML
    (``core.mail.rendering``). ``on_sent`` is called once the mail server has taken the mail, in
    the transaction that says so. Past ``keep_trying`` the mail is given up, and staff see it.
    """

    name: str
    label: str
    template: str = ""
    on_sent: Callable[["OutgoingMail"], None] | None = None
    keep_trying: timedelta = KEEP_TRYING

    def __post_init__(self) -> None:
        if _kinds.setdefault(self.name, self) != self:
            raise ValueError(f"two kinds of mails are named {self.name}")


def kind_of(mail: "OutgoingMail") -> MailKind:
    """Return the kind of *mail*; one that no app declares any more has no effect left."""
    return _kinds.get(mail.kind) or MailKind(mail.kind, mail.kind)


def all_kinds() -> list[MailKind]:
    """Return the kinds that are declared, in the order of their labels."""
    return sorted(_kinds.values(), key=lambda kind: kind.label)


# What Django and Wagtail send by themselves: moderation, forgotten passwords.
NOTICE = MailKind("notice", "Message de l’administration du site")
