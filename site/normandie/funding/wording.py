"""What a scheme gives, in words; what the Région has not published is said too."""

from dataclasses import dataclass
from decimal import Decimal

from core.text.formats import euros, long_date
from core.text.french import NBSP
from normandie.funding.choices import Applicant, Period
from normandie.funding.models import FundingSchemePage

NO_RATE, NO_CEILING = "Taux non publié", "Plafond non publié"
NOT_PUBLISHED = "Non publié\u00a0: à demander à la Région"


def percent(rate: Decimal) -> str:
    """Write a *rate*: « 50 % », « 33,33 % »."""
    text = f"{rate:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return f"{text.replace('.', ',')}{NBSP}%"


def rate_of(scheme: FundingSchemePage) -> str:
    if scheme.rate is None:
        return NO_RATE
    return percent(scheme.rate) + (" au plus" if scheme.rate_is_maximum else "")


def ceiling_of(scheme: FundingSchemePage) -> str:
    """Say the most that is given, or the amount that is announced, and what for."""
    if scheme.ceiling is None:
        return NO_CEILING
    amount = euros(scheme.ceiling)
    said = amount if scheme.ceiling_is_flat else f"Jusqu’à {amount}"
    return f"{said} {Period(scheme.per).label}" if scheme.per else said


def amount_of(scheme: FundingSchemePage) -> str:
    """Say all of it in one line, for lists."""
    parts = [rate_of(scheme), ceiling_of(scheme)]
    known = [each for each in parts if each not in (NO_RATE, NO_CEILING)]
    unknown = [each for each in parts if each in (NO_RATE, NO_CEILING)]
    first, *rest = [*known, *unknown]
    return ", ".join([first, *(each[0].lower() + each[1:] for each in rest)])


def source_of(scheme: FundingSchemePage) -> str:
    """Say where it comes from, of which day, and when it was read."""
    day = f"du {long_date(scheme.source_on)}" if scheme.source_on else "sans date"
    return f"{scheme.source}, {day}, relevé le {long_date(scheme.read_on)}"


@dataclass(frozen=True)
class Fact:
    """A line of the summary of a scheme, as ``components/key_facts.html`` shows it."""

    term: str
    lines: list[str]


def facts_of(scheme: FundingSchemePage, dates: str) -> list[Fact]:
    """Return the summary of *scheme*; *dates* say when one may ask."""
    period = Period(scheme.per).label.capitalize() if scheme.per else "Non précisé"
    return [
        Fact("Taux", [rate_of(scheme)]),
        Fact("Montant annoncé" if scheme.ceiling_is_flat else "Plafond", [_amount(scheme)]),
        Fact("Ce montant vaut", [period]),
        Fact("Quand demander", [dates]),
    ]


def _amount(scheme: FundingSchemePage) -> str:
    return euros(scheme.ceiling) if scheme.ceiling is not None else NO_CEILING


def applicants_of(scheme: FundingSchemePage) -> list[str]:
    """Return who may ask, in the order of the closed list."""
    return [each.label for each in Applicant if each in scheme.applicants]
