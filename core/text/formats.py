"""How figures, days and moments are written for people, with spaces that do not break."""

import re
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache

from django.utils import timezone
from django.utils.formats import date_format

from core.text.french import MIDNIGHT, NBSP, clock, time_of_day

MEGABYTE = 1_000_000  # octets
NATIONAL = re.compile(r"\+(?:33|590|594|262|596)(?P<digits>\d{9})")


def phone(number: str) -> str:
    """Write an international *number* as people read it aloud: « 02 31 94 65 94 ».

    A number that is not French (or has another length) is given back as it is.
    """
    french = NATIONAL.fullmatch(number)
    if french is None:
        return number
    digits = f"0{french['digits']}"
    return NBSP.join(digits[index : index + 2] for index in range(0, 10, 2))


def grouped(number: int) -> str:
    """Write a whole *number* by thousands: « 1 500 »."""
    return f"{number:,}".replace(",", NBSP)


def counted(number: int, one: str, many: str = "") -> str:
    """Write how many there are: « 1 jour », « 1 500 jours »; *many* where an « s » does not do."""
    word = (many or f"{one}s") if number > 1 else one
    return f"{grouped(number)}{NBSP}{word}"


def percent(share: float) -> str:
    """Write hundredths to a tenth: « 12,5 % »; « moins de 0,1 % » where it would read as none."""
    if 0 < share < 0.05:
        return f"moins de 0,1{NBSP}%"
    return f"{share:.1f}".replace(".", ",").removesuffix(",0") + f"{NBSP}%"


def file_size(octets: int) -> str:
    """Write the size of a file: « 350 ko », « 2,4 Mo »."""
    if octets < MEGABYTE:
        return f"{max(1, round(octets / 1000))}{NBSP}ko"
    return f"{octets / MEGABYTE:.1f}".replace(".", ",").removesuffix(",0") + f"{NBSP}Mo"


def euros(amount: Decimal | float) -> str:
    """Write an *amount* in euros: « 12,50 € », « 1 200 € » (no cents when there are none)."""
    whole = amount == int(amount)
    text = f"{amount:,.0f}" if whole else f"{amount:,.2f}"
    return text.replace(",", NBSP).replace(".", ",") + f"{NBSP}€"


def distance(kilometres: float | None) -> str:
    """Write a distance in *kilometres*: « 450 m », « 3,4 km », « 12 km »; nothing for none.

    Metres are rounded to 50: the point of a place is seldom better known.
    """
    if kilometres is None:
        return ""
    metres = max(50, round(kilometres * 20) * 50)
    if metres < 1000:
        return f"{metres}{NBSP}m"
    text = f"{kilometres:.1f}" if kilometres < 9.95 else f"{kilometres:.0f}"
    return text.replace(".", ",").removesuffix(",0") + f"{NBSP}km"


@lru_cache(maxsize=1024)  # a list shows few different days, many times
def long_date(day: date) -> str:
    """Write a *day* in full: « 1er août 2024 », « 12 mai 2026 »."""
    text = date_format(day, "j F Y")
    return text.replace("1", "1er", 1) if day.day == 1 else text


@lru_cache(maxsize=1024)
def long_day(day: date) -> str:
    """Write a *day* in full, with its name: « mardi 1er décembre 2026 »."""
    return f"{date_format(day, 'l')} {long_date(day)}"


def short_date(day: date) -> str:
    """Write a *day* in figures: « 02/11/2026 »."""
    return date_format(day, "d/m/Y")


def short_moment(moment: datetime) -> str:
    """Write a *moment* in figures, in local time, for a table: « 02/11/2026 09:00 »."""
    return date_format(timezone.localtime(moment), "d/m/Y H:i")


def long_moment(moment: datetime) -> str:
    """Write a *moment* to the minute, in local time: « lundi 2 novembre 2026 à 9 h »."""
    local = timezone.localtime(moment)
    return f"{long_day(local.date())} à {time_of_day(local)}"


def closing_moment(moment: datetime) -> str:
    """Write a *moment* at which something ends; midnight is that of the day that ends."""
    local = timezone.localtime(moment)
    if local.hour or local.minute:
        return long_moment(moment)
    return f"{long_day(local.date() - timedelta(days=1))} à {clock(MIDNIGHT)}"


DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)


def local_time(moment: datetime) -> str:
    """Say at what time of the day *moment* is, in local time: « 14 h 32 »."""
    return time_of_day(timezone.localtime(moment))


def time_left(left: timedelta) -> str:
    """Say how much time is left, never more than there is: « 12 jours », « 5 heures »."""
    for unit, units in ((DAY, "jours"), (HOUR, "heures"), (MINUTE, "minutes")):
        if left >= 2 * unit:
            return f"{left // unit}{NBSP}{units}"
    return "moins de deux minutes"


def delay(minutes: int) -> str:
    """Say a delay in minutes: « une heure », « 1 h 30 », « 2 jours »."""
    for length, one, many in ((MIDNIGHT, "un jour", "jours"), (60, "une heure", "heures")):
        if minutes and minutes % length == 0:
            count = minutes // length
            return one if count == 1 else f"{count}{NBSP}{many}"
    return clock(minutes) if 60 < minutes < MIDNIGHT else f"{minutes}{NBSP}minutes"
