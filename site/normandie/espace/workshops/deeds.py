"""What a manager may say of one date, at once: a line for each, that every page of it reads."""

from dataclasses import dataclass

from events.dates import DateLine, line_of
from events.models import Occurrence
from events.states import Status


@dataclass(frozen=True)
class Deed:
    """A thing to say of a date.

    Attributes:
        title: on its page and its link.
        button: what sends it.
        done: said once it is done.
        note: what may be written to visitors with it.
        status: what the date becomes; None leaves it as it is.
    """

    title: str
    button: str
    done: str
    note: str
    status: Status | None = None


DEEDS = {
    "annuler": Deed(
        "Annuler cette date",
        "Annuler cette date",
        "Cette date est annulée.",
        "Pourquoi, ou quoi faire à la place",
        Status.CANCELLED,
    ),
    "complet": Deed(
        "Complet",
        "Dire que c’est complet",
        "Cette date est complète.",
        "Ce que peuvent faire celles et ceux qui n’ont pas de place",
        Status.FULL,
    ),
    "reporter": Deed(
        "Reporter sans nouvelle date",
        "Reporter cette date",
        "Cette date est reportée, sans nouvelle date.",
        "Quand la nouvelle date sera connue",
        Status.POSTPONED,
    ),
    "en-ligne": Deed(
        "Passer en ligne",
        "Passer cette date en ligne",
        "Cette date passe en ligne.",
        "Comment participer en ligne",
        Status.MOVED_ONLINE,
    ),
    "prevu": Deed(
        "Remettre comme prévu",
        "Remettre comme prévu",
        "Cette date a lieu comme prévu.",
        "Une précision pour les visiteurs",
        Status.SCHEDULED,
    ),
    "preciser": Deed(
        "Ajouter une précision",
        "Enregistrer la précision",
        "La précision est enregistrée.",
        "La précision, ou rien pour l’effacer",
    ),
}
# Where each change is seen, and how soon.
SEEN_BY = (
    "la page de l’atelier, la fiche du lieu, l’agenda et la carte\u00a0: tout de suite\u00a0;",
    "les flux RSS et Atom, les données ouvertes et les sites qui intègrent l’agenda\u00a0: à leur "
    "prochaine lecture\u00a0;",
    "les calendriers abonnés\u00a0: quand ils se mettent à jour, parfois le lendemain "
    "seulement\u00a0;",
    "la lettre de la semaine\u00a0: à son prochain envoi.",
)


@dataclass(frozen=True)
class DateRow:
    """A date with what may be done of it."""

    pk: int
    line: DateLine
    may_cancel: bool
    may_fill: bool


def row_of(occurrence: Occurrence, **link: str) -> DateRow:
    """Return *occurrence* as a list shows it, with its most frequent deeds."""
    status = occurrence.status
    return DateRow(
        occurrence.pk,
        line_of(occurrence, **link),
        may_cancel=status != Status.CANCELLED,
        may_fill=status not in (Status.FULL, Status.CANCELLED),
    )


def deeds_for(occurrence: Occurrence) -> dict[str, Deed]:
    """Return the deeds that change something of *occurrence*, by the end of their address."""
    return {
        slug: deed
        for slug, deed in DEEDS.items()
        if deed.status != occurrence.status and not takes_a_new_day_away(deed, occurrence)
    }


def takes_a_new_day_away(deed: Deed, occurrence: Occurrence) -> bool:
    """Whether *deed* says of a date that has a new day that it has none: it would be held still."""
    return deed.status == Status.POSTPONED and occurrence.starts_at != occurrence.original_start
