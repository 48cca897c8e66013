"""Example workshops: a season around today, always the same for a given day.

Nothing of them is true: their titles and their pages say so. They name no phone and no e-mail: to
book, one is sent to what the sheet of the place gives. The invented places hold theirs first; real
ones hold the others, so that there are some in all the region.
"""

from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import Decimal
from itertools import cycle
from random import Random

from django.utils import timezone

from core.text.words import slug_of
from directory.models import PlacePage, Term, Vocabulary
from events.models import EventPage, Theme
from events.recurrence import from_moment, to_moment
from events.services.occurrences import put_off, set_status
from events.states import Status

SEED = 2026
EVENTS = 60
EVENTS_A_PLACE = 2  # at most
DAYS_AHEAD = 28  # in which the first dates fall
SEASON = timedelta(days=200)
MARK = " (exemple)"
Kind, Level, Booking = EventPage.Kind, EventPage.Level, EventPage.Booking
Attendance = EventPage.Attendance
# Where an example takes place online: a domain kept for examples (RFC 2606), which says so.
ONLINE_ROOM = "https://www.example.org/"
# What becomes of one early date, in one event of three that are held in place.
CHANGES = {
    Status.FULL: "Exemple\u00a0: toutes les places sont prises.",
    Status.CANCELLED: "Exemple\u00a0: l’animation est absente ce jour-là.",
    Status.POSTPONED: "Exemple\u00a0: une nouvelle date sera annoncée.",
    Status.MOVED_ONLINE: "Exemple\u00a0: la séance a lieu en visioconférence.",
    Status.SCHEDULED: "Exemple\u00a0: la salle n’était pas libre.",  # put off to another day
}
EVERY = 3
SHARED = 4  # one event of four is shared with the managers of other places
FRIDAY, SUNDAY = 4, 6


@dataclass(frozen=True)
class Example:
    """A workshop that any place may hold; ``audience`` is a code of the national standard."""

    title: str
    summary: str
    theme: str
    kind: str = Kind.WORKSHOP
    level: str = Level.BEGINNER
    audience: str = ""
    attendance: str = Attendance.IN_PLACE
    prices: tuple[str, ...] = ("0",)


EXAMPLES = (
    Example(
        "Premiers pas avec l’ordinateur",
        "Tenir la souris, écrire un texte, retrouver ses dossiers.",
        "Premiers pas",
        Kind.INITIATION,
        audience="Seniors",
    ),
    Example(
        "Apprivoiser sa tablette",
        "Régler l’écran, installer une application, garder ses photos.",
        "Premiers pas",
        audience="Seniors",
        prices=("0", "3"),
    ),
    Example(
        "Faire ses démarches en ligne",
        "Impôts, santé, retraite\u00a0: avancer dans vos démarches, avec quelqu’un à côté de vous.",
        "Démarches en ligne",
    ),
    Example(
        "Créer et protéger sa boîte mail",
        "Ouvrir une adresse, choisir un bon mot de passe, reconnaître un message douteux.",
        "Sécurité",
    ),
    Example(
        "Éviter les arnaques sur internet",
        "Les pièges les plus courants, et ce qu’il faut faire quand on a cliqué.",
        "Sécurité",
        Kind.TALK,
        Level.ALL,
    ),
    Example(
        "Ranger et retoucher ses photos",
        "Passer les photos du téléphone à l’ordinateur, les trier, les recadrer.",
        "Image et son",
        level=Level.INTERMEDIATE,
        prices=("0", "5"),
    ),
    Example(
        "Découvrir l’impression 3D",
        "Dessiner un objet simple et le voir prendre forme.",
        "Fabrication",
        Kind.INITIATION,
        Level.ALL,
        prices=("5", "12.50"),
    ),
    Example(
        "Programmer un jeu en famille",
        "Deux heures pour créer un petit jeu avec Scratch, parents et enfants ensemble.",
        "Programmation",
        level=Level.ALL,
        audience="Familles et/ou enfants",
    ),
    Example(
        "Chercher un emploi avec internet",
        "Refaire son CV, répondre à une annonce, préparer un entretien à distance.",
        "Emploi",
        level=Level.ALL,
    ),
    Example(
        "Les écrans et les enfants",
        "Un temps d’échange entre parents, sans jugement, avec des règles à essayer chez soi.",
        "Parents",
        Kind.MEETING,
        Level.ALL,
        audience="Familles et/ou enfants",
    ),
    Example(
        "Journée de travail partagé",
        "Venez travailler une journée au calme et rencontrer d’autres professionnels.",
        "Travail",
        Kind.COWORKING,
        Level.ALL,
        prices=("8", "15"),
    ),
    Example(
        "Portes ouvertes",
        "Visitez les lieux, essayez le matériel et posez vos questions.",
        "Vie du lieu",
        Kind.OPEN_DOORS,
        Level.ALL,
    ),
    Example(
        "Réparer son ordinateur",
        "Nettoyer, accélérer, remplacer une pièce plutôt que racheter.",
        "Fabrication",
        level=Level.INTERMEDIATE,
        prices=("0", "2"),
    ),
    Example(
        "Tableurs\u00a0: aller plus loin",
        "Formules, tris et graphiques pour qui connaît déjà les bases.",
        "Travail",
        level=Level.ADVANCED,
        prices=("10", "20"),
    ),
    Example(
        "Choisir ses outils pour travailler à distance",
        "Visioconférence, agenda partagé, documents à plusieurs\u00a0: comparer avant d’adopter.",
        "Travail",
        Kind.WEBINAR,
        Level.ALL,
        attendance=Attendance.ONLINE,
    ),
    Example(
        "Café des aidants du numérique",
        "Bénévoles et professionnels échangent leurs façons d’aider, sur place ou de chez eux.",
        "Vie du lieu",
        Kind.MEETING,
        Level.ALL,
        attendance=Attendance.MIXED,
    ),
)
# How often, and whether school holidays are skipped; « {} » is the last day. Empty: once.
RHYTHMS = (
    ("FREQ=WEEKLY;UNTIL={}T235959", True),
    ("FREQ=WEEKLY;INTERVAL=2;UNTIL={}T235959", False),
    ("FREQ=MONTHLY;BYDAY=1SA", False),
    ("FREQ=MONTHLY;BYDAY=3WE;COUNT=6", False),
    ("FREQ=WEEKLY;COUNT=4", False),
    ("", False),
    ("", False),
)
STARTS = (time(9, 30), time(10), time(14), time(14, 30), time(18))


def create_events() -> int:
    """Create the examples, unless there are some already; return how many are new."""
    if EventPage.objects.filter(is_example=True).exists():
        return 0
    chance = Random(SEED)  # noqa: S311  (nothing to guess)
    terms = {term.code: term for term in Term.objects.filter(vocabulary=Vocabulary.AUDIENCE)}
    themes = {example.theme: _theme(example.theme) for example in EXAMPLES}
    chosen = _choose(chance)
    changes = cycle(CHANGES)
    for rank, (place, example) in enumerate(chosen):
        in_place = example.attendance == Attendance.IN_PLACE
        change = next(changes) if in_place and rank % EVERY == 0 else None
        event = _event(chance, place, example)
        event.is_shared = rank % SHARED == 0
        if change == Status.MOVED_ONLINE or not in_place:
            event.online_url = ONLINE_ROOM
        event.terms = [terms[example.audience]] if example.audience in terms else []
        place.add_child(instance=event)
        event.themes.add(themes[example.theme])
        event.save_revision().publish()
        if change:
            _change_a_date(chance, event, change)
    return len(chosen)


def _choose(chance: Random) -> list[tuple[PlacePage, Example]]:
    """Return places, each with the examples that it holds, all different.

    The examples go round: none is left out of a season that is long enough.
    """
    places = list(PlacePage.objects.live().select_related("commune").order_by("public_id"))
    number = min(EVENTS, EVENTS_A_PLACE * len(places))
    invented = [place for place in places if place.is_example]
    real = [place for place in places if not place.is_example]
    holding = [*invented, *chance.sample(real, len(real))][: -(-number // EVENTS_A_PLACE)]
    examples = cycle(chance.sample(EXAMPLES, len(EXAMPLES)))
    pairs = [(place, next(examples)) for place in holding for _ in range(EVENTS_A_PLACE)]
    return pairs[:number]


def _event(chance: Random, place: PlacePage, example: Example) -> EventPage:
    """Return a draft of *example* at *place*."""
    rule, skip_holidays = chance.choice(RHYTHMS)
    start = chance.choice(STARTS)
    first = timezone.localdate() + timedelta(days=chance.randint(1, DAYS_AHEAD))
    if first.weekday() == SUNDAY:
        first += timedelta(days=1)
    return EventPage(
        title=f"{example.title}{MARK}",
        slug=slug_of(example.title),
        summary=example.summary,
        kind=example.kind,
        attendance=example.attendance,
        level=example.level,
        price=Decimal(chance.choice(example.prices)),
        capacity=chance.choice((6, 8, 10, 12, None)),
        booking=_booking(place),
        starts_on=_first_of_rule(rule, first),
        start_time=start,
        end_time=time(start.hour + 2, start.minute),
        rule=rule.format(f"{first + SEASON:%Y%m%d}"),
        skip_school_holidays=skip_holidays,
        skip_public_holidays=bool(rule),
        is_example=True,
        live=False,
    )


def _first_of_rule(rule: str, day: date) -> date:
    """Return the first day from *day* that a monthly *rule* gives: its weekday, in its week."""
    wanted = {"BYDAY=1SA": (0, 5), "BYDAY=3WE": (2, 2)}
    rank = next((found for part, found in wanted.items() if part in rule), None)
    while rank and ((day.day - 1) // 7, day.weekday()) != rank:
        day += timedelta(days=1)
    return day


def _booking(place: PlacePage) -> str:
    if place.phone:
        return Booking.PHONE
    return Booking.EMAIL if place.emails else Booking.NONE


def _theme(name: str) -> Theme:
    theme, _ = Theme.objects.get_or_create(slug=slug_of(name), defaults={"name": name})
    return theme


def _change_a_date(chance: Random, event: EventPage, status: Status) -> None:
    """Say what becomes of one early date of *event*; one that keeps its state is put off."""
    date = chance.choice(list(event.occurrences.all()[:2]))
    set_status(date, status, CHANGES[status])
    if status == Status.SCHEDULED:
        start, end = from_moment(date.starts_at), from_moment(date.ends_at)
        later = timedelta(days=3 if start.weekday() == FRIDAY else 2)  # not on a Sunday
        put_off(date, to_moment(start + later), to_moment(end + later))
