"""System checks of the calls: what would make a kind of call wrong without a word."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Info, Warning, register

from ami.kinds import CARRIER, DRAFT, SILENCE_ACTIONS, CallKind, kinds
from ami.models import Dossier, Project
from ami.questions import find_field, hangs_on_items
from ami.services.deposit import DEPOSIT
from core.net.antivirus import address_of
from core.pages import pdf


@register()
def kinds_are_sound(**kwargs: Any) -> list[CheckMessage]:
    """Each kind asks things that can be asked, and can be deposited by a carrier."""
    return [message for kind in kinds() for message in _faults(kind)]


@register()
def antivirus_has_an_address(**kwargs: Any) -> list[CheckMessage]:
    if not settings.CLAMD_URL:
        return []
    try:
        address_of(settings.CLAMD_URL)
    except ValueError:
        hint = "unix:///run/clamav/clamd.ctl, ou tcp://127.0.0.1:3310."
        return [Error("CLAMD_URL n’est pas l’adresse d’un clamd.", hint=hint, id="ami.E007")]
    return []


@register(deploy=True)
def files_are_scanned(**kwargs: Any) -> list[CheckMessage]:
    """An antivirus reads the files, or somebody has said what becomes of them without one."""
    if settings.CLAMD_URL or settings.UNSCANNED_FILES_SERVED:
        return []
    return [
        Warning(
            "Aucun antivirus ne lit les fichiers des appels\u00a0: ils ne sont servis à personne.",
            hint="Donnez CLAMD_URL, ou acceptez qu’ils soient servis sans analyse par "
            "UNSCANNED_FILES_SERVED=true.",
            id="ami.W001",
        )
    ]


@register(deploy=True)
def receipts_may_be_pdf(**kwargs: Any) -> list[CheckMessage]:
    """A machine without Pango gives receipts to print, and none as PDF."""
    if pdf.is_available():
        return []
    message = (
        "Ni accusé de réception ni dossier n’est donné en PDF\u00a0: Pango manque à cette machine."
    )
    hint = "apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core"
    return [Info(message, hint=hint, id="ami.I002")]


def _faults(kind: CallKind) -> Iterator[CheckMessage]:
    for step in kind.form.steps:
        model = Project if step.repeated else Dossier
        columns = {field.name for field in model._meta.get_fields()}
        keys = [each.key for each in step.fields]
        for key in sorted({key for key in keys if keys.count(key) > 1}):
            yield _error(
                "E001", f"{kind.slug}.{step.key}\u00a0: deux questions «\u00a0{key}\u00a0»."
            )
        for each in step.fields:
            name = f"{kind.slug}.{step.key}.{each.key}"
            if each.condition and find_field(kind.form, step, each.condition) is None:
                yield _error("E002", f"{name}\u00a0: sa condition nomme une question inconnue.")
            if each.condition and hangs_on_items(kind.form, step, each.condition):
                yield _error("E009", f"{name}\u00a0: sa condition suit une partie qui se répète.")
            if each.column and each.column not in columns:
                yield _error("E003", f"{name}\u00a0: il n’y a pas de colonne {each.column}.")
    yield from _faults_of_states(kind)
    possible = kind.transitions.possible(DRAFT, [CARRIER])
    if DEPOSIT not in {transition.action for transition in possible}:
        yield _error("E004", f"{kind.slug}\u00a0: un porteur ne peut pas y déposer de brouillon.")


def _faults_of_states(kind: CallKind) -> Iterator[CheckMessage]:
    for value, state in kind.states.items():
        if state.shows_result and state.hidden_as not in kind.states:
            yield _error(
                "E005",
                f"{kind.slug}.{value}\u00a0: rien ne dit ce qu’en lit le porteur avant la date.",
            )
    known = {each.action for each in kind.transitions.transitions}
    if kind.is_request and not set(SILENCE_ACTIONS.values()) <= known:
        yield _error("E008", f"{kind.slug}\u00a0: rien n’y dit ce que vaut le silence.")
    for action in sorted(kind.told.keys() - known):
        yield _error("E006", f"{kind.slug}\u00a0: l’historique dit une action inconnue, {action}.")


def _error(number: str, message: str) -> CheckMessage:
    return Error(message, id=f"ami.{number}")
