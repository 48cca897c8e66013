"""The list of the France services places, as the ANCT published it on 1 August 2024.

By its charter such a place helps with administrative procedures: that service is the only one
that is stated. Nothing else is deduced.
"""

import re
from collections.abc import Mapping

from .adapter import Adapter, tidy

SOURCE = "France services, ANCT (août 2024), Licence Ouverte 2.0"
PUBLISHED_ON = "2024-08-01"
DAYS = {
    "h_lundi": "Mo",
    "h_mardi": "Tu",
    "h_mercredi": "We",
    "h_jeudi": "Th",
    "h_vendredi": "Fr",
    "h_samedi": "Sa",
}
MOBILE = {"Bus_équivalent", "Itinérante"}
SPAN = re.compile(r"(\d\d:\d\d) - (\d\d:\d\d)")
DAY = re.compile(rf"{SPAN.pattern}( / {SPAN.pattern})*")
NO_SPAN = ("00:00", "00:00")

NOTE_LENGTH = 280  # of PlacePage.hours_note
TELLS_WHEN = re.compile(
    r"rendez.vous|rdv|horaire|vacances|permanence|ouvert|fermé|matin|après.midi|lundi|mardi|mercredi"
    r"|jeudi|vendredi|samedi|itinérant|dates|flux",
    re.I,
)
DATED = re.compile(r"\b20\d\d\b|\bdu \d+ \w+ au \d+ \w+", re.I)  # was true in the summer of 2024


def to_row(cells: Mapping[str, str]) -> dict[str, str]:
    row = {
        "id": f"france-services-{cells['id_fs']}",
        "pivot": "0" * 14,
        "nom": tidy(cells["lib_fs"]),
        "commune": cells["lib_com"],
        "code_postal": cells["code_postal"],
        "code_insee": cells["insee_com"],
        "adresse": tidy(cells["adresse"]),
        "complement_adresse": tidy(cells["complement_adresse"]),
        "latitude": cells["latitude"],
        "longitude": cells["longitude"],
        "typologie": "RFS",
        "telephone": cells["telephone"],
        "courriels": cells["mail"],
        "horaires": weekly_hours({code: cells[name] for name, code in DAYS.items()}),
        "source": SOURCE,
        "itinerance": "Itinérant" if cells["format_fs"] in MOBILE else "Fixe",
        "date_maj": PUBLISHED_ON,
        "services": "Aide aux démarches administratives",
        "dispositif_programmes_nationaux": "France Services",
    }
    if note := hours_note(cells["commentaire"]):
        row["hours_note"] = note
    return row


def weekly_hours(cells: Mapping[str, str]) -> str:
    """Return OSM hours from « 09:00 - 12:00 / 13:00 - 18:00 » by day code, Monday first.

    Days that share their hours share a rule. No hours at all gives an empty text: not known. A day
    written otherwise gives the texts of the list as they are.
    """
    if any(cell and not DAY.fullmatch(cell) for cell in cells.values()):
        return "; ".join(f"{day} {cell}" for day, cell in cells.items() if cell)
    days_by_times: dict[str, list[str]] = {}
    for day, cell in cells.items():
        if times := ",".join(f"{start}-{end}" for start, end in _spans(cell)):
            days_by_times.setdefault(times, []).append(day)
    order = list(cells)
    rules = [f"{_ranges(days, order)} {times}" for times, days in days_by_times.items()]
    return "; ".join([*rules, "PH off"]) if rules else ""


def _spans(cell: str) -> list[tuple[str, str]]:
    """Return the spans of a day in order, those that touch or overlap joined.

    The list writes « 00:00 - 00:00 » for a half-day without opening.
    """
    spans: list[tuple[str, str]] = []
    for start, end in sorted(set(SPAN.findall(cell)) - {NO_SPAN}):
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return spans


def _ranges(days: list[str], order: list[str]) -> str:
    """Return « Mo-We,Fr » from the codes of days that rise."""
    runs: list[list[str]] = []
    for day in days:
        if runs and order.index(runs[-1][-1]) + 1 == order.index(day):
            runs[-1].append(day)
        else:
            runs.append([day])
    return ",".join(run[0] if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)


def hours_note(comment: str) -> str:
    """Return the comment when it tells of the hours and still may hold, cut at a word."""
    note = tidy(comment)
    if not TELLS_WHEN.search(note) or DATED.search(note):
        return ""
    if len(note) > NOTE_LENGTH:
        note = note[: NOTE_LENGTH - 1].rsplit(" ", 1)[0].rstrip(" ,;:/-") + "…"
    return note


FRANCE_SERVICES = Adapter(
    expected=(
        *("id_fs", "lib_fs", "adresse", "complement_adresse", "insee_com", "code_postal"),
        *("lib_com", "latitude", "longitude", "mail", "telephone", "commentaire", "format_fs"),
        *DAYS,
    ),
    to_row=to_row,
)
