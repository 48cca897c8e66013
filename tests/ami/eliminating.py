"""Helpers of the tests of elimination: files that have served, and all that is left of a word."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import time_machine
from dateutil.relativedelta import relativedelta
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Model
from django.urls import reverse

from ami.models import Bordereau, CallPage, Dossier
from ami.services.attachments import add_files
from ami.services.deposit import deposit
from ami.services.eliminations import order_destruction, propose, record_visa
from tests.ami import reviewing
from tests.ami.factories import COMPLETE, RESULTS, a_draft
from tests.ami.reviewing import CHIEF

LATER = RESULTS + relativedelta(years=5, days=1)
NAME, EMAIL, PHONE = "Zénobie Quatremer", "zenobie@quatremer.exemple.fr", "0261919876"
# What names a carrier, as anybody may have written it: with or without accents, any case.
WORDS = ("zénobie", "zenobie", "quatremer", "261919876", "wyandotte")
A_PDF = b"%PDF-1.7 Zenobie Quatremer"


def named_draft(call: CallPage, **contact: str) -> Dossier:
    """Return a draft whose carrier has words that nobody else has."""
    who = COMPLETE["contact"] | {"nom": NAME, "courriel": EMAIL, "telephone": PHONE} | contact
    draft = a_draft(
        call, structure=COMPLETE["structure"] | {"nom": "Les Amis de Wyandotte"}, contact=who
    )
    Dossier.objects.filter(pk=draft.pk).update(access_email=EMAIL)
    draft.refresh_from_db()
    joined = SimpleUploadedFile("quatremer.pdf", A_PDF)
    assert not add_files(draft, [joined])
    return draft


def answered(draft: Dossier) -> Dossier:
    """Return *draft* deposited, then answered at the date of the results."""
    return reviewing.answered(deposit(draft), "ingenierie", text="Un texte")


def visaed(call: CallPage, moment: datetime = LATER) -> Bordereau:
    with time_machine.travel(moment, tick=False):
        bordereau = propose(call, CHIEF)
        record_visa(bordereau, CHIEF, on=moment.date(), by="AD 14", reference="2032-17")
    return bordereau


def ordered(call: CallPage, moment: datetime = LATER) -> Bordereau:
    """Return a bordereau whose destruction is asked, and has not begun."""
    bordereau = visaed(call, moment)
    with time_machine.travel(moment, tick=False):
        order_destruction(bordereau, CHIEF, count=bordereau.leaving().count())
    return bordereau


def address(name: str, bordereau: Bordereau, *args: str) -> str:
    return reverse(f"ami_eliminations:{name}", args=(bordereau.pk, *args))


def tables_that_say(words: tuple[str, ...]) -> dict[str, list[str]]:
    """Return, by table and column of the whole database, the *words* that it holds somewhere."""
    found: dict[str, list[str]] = {}
    for model in apps.get_models(include_auto_created=True):
        if not model._meta.managed or model._meta.proxy:
            continue
        names = [field.attname for field in model._meta.concrete_fields]
        for row in model._base_manager.values(*names).iterator():
            for name, value in row.items():
                said = [word for word in words if word in _text_of(value)]
                if said:
                    found.setdefault(f"{model._meta.label}.{name}", []).extend(said)
    return found


def _text_of(value: Any) -> str:
    """Return any value as text; keys and dates cannot hold a word."""
    return "" if isinstance(value, int | date | None) else str(value).casefold()


def rows_about(row: Model) -> list[str]:
    """Return what points to *row* by a content type and a number, in the whole database."""
    kind = ContentType.objects.get_for_model(row)
    found = []
    for model in apps.get_models(include_auto_created=True):
        types = [
            field.name
            for field in model._meta.concrete_fields
            if field.related_model is ContentType
        ]
        numbers = [
            field.attname
            for field in model._meta.concrete_fields
            if field.name in ("object_id", "about_id", "to_object_id")
        ]
        for number in numbers:
            for name in types:
                rows = model._base_manager.filter(**{name: kind, number: str(row.pk)})
                found += [f"{model._meta.label}.{number}"] * rows.exists()
    return found


def files_that_say(folder: Path, words: tuple[str, ...]) -> list[str]:
    """Return what of *folder* bears one of the *words*, in its name or its content."""
    return [str(path.relative_to(folder)) for path in _all(folder) if _says(path, folder, words)]


def _all(folder: Path) -> Iterator[Path]:
    yield from folder.rglob("*")


def _says(path: Path, folder: Path, words: tuple[str, ...]) -> bool:
    content = path.read_bytes().decode("utf-8", "ignore") if path.is_file() else ""
    text = f"{path.relative_to(folder)} {content}".casefold()
    return any(word in text for word in words)
