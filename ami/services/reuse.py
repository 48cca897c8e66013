"""Answers of an earlier file brought into a draft, part by part, in sight.

Offered to who reads the mailbox of both (``Dossier.by_link``). Questions match by the key of their
part, their own key and their type, as each file froze them. Files are never copied.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import F

from ami.definitions import AllAnswers, FieldDefinition, FieldType, StepDefinition
from ami.forms.builder import build_form
from ami.models import Dossier
from ami.reading import Answer, in_words, item_title
from ami.services.drafts import lock_draft, save_step
from ami.services.items import add_item
from ami.services.links import files_of

OFFERED = 5  # earlier files, the last ones


class ChangedMeanwhile(Exception):
    """A part was written in since the page was read: what would be replaced is not the same."""


@dataclass(frozen=True)
class Brought:
    """One answer that may come, in words; ``now`` is what the draft says of it where it differs."""

    asked: FieldDefinition
    value: Any
    text: str
    now: str = ""


@dataclass
class PartOffer:
    """What an earlier file may bring into one part, or as one more item of it.

    Args:
        item: of the earlier file, in a part that repeats.
        sequence: that of the answers of the draft which the offer was compared with.
        lost: answers that the new form has no room for any more, in words.
    """

    step: StepDefinition
    item: str
    title: str
    sequence: int
    brought: list[Brought] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)

    @property
    def key(self) -> str:
        return f"{self.step.key}.{self.item}" if self.item else self.step.key

    @property
    def conflicts(self) -> int:
        """How many answers of the draft differ from what may come."""
        return sum(bool(each.now) for each in self.brought)


@dataclass(frozen=True)
class Reused:
    """What was brought: how many answers, and in words those of the draft that they replaced."""

    count: int
    replaced: list[Answer]


def earlier_files(dossier: Dossier) -> list[Dossier]:
    """Return the last files of the same mailbox for other calls, those deposited first."""
    found = files_of(dossier.access_email).exclude(call=dossier.call_id).select_related("call")
    return list(found.order_by(F("deposited_at").desc(nulls_last=True), "-touched_at")[:OFFERED])


def same_call_files(dossier: Dossier) -> list[Dossier]:
    """Return the other files of the same mailbox for the same call, the last touched first."""
    found = files_of(dossier.access_email).filter(call=dossier.call_id).exclude(pk=dossier.pk)
    return list(found.order_by("-touched_at")[:OFFERED])


def offers(dossier: Dossier, source: Dossier) -> list[PartOffer]:
    """Return what *source* may bring into the draft, part by part; parts with nothing are left out.

    An item that the draft holds already, word for word, is not offered again.
    """
    theirs = source.answers() if source.is_draft else source.current_answers()
    ours = dossier.answers()
    sequences = dict(dossier.step_answers.filter(item="").values_list("step", "sequence"))
    found = []
    for step in dossier.form.steps:
        old = source.form.step(step.key)
        if old is None or old.repeated != step.repeated:
            continue
        for place, (item, data) in enumerate(theirs.items.get(step.key, []), 1):
            title = item_title(step, place, data) if step.repeated else step.title
            offer = PartOffer(
                step, item if step.repeated else "", title, sequences.get(step.key, 0)
            )
            _fill(offer, _Said(old, theirs, item), _Said(step, ours, "") if not item else None)
            if offer.brought and not _is_held(offer, ours):
                found.append(offer)
    return found


@transaction.atomic
def bring(
    dossier: Dossier, source: Dossier, chosen: Mapping[str, int], replacing: Collection[str]
) -> Reused:
    """Bring the parts *chosen* into the draft.

    What the draft holds stays, but in the parts *replacing*: what is replaced there is given back
    in words, to be shown, for it is kept nowhere.

    Args:
        chosen: by the key of a part, the sequence that the page had read.

    Raises:
        ChangedMeanwhile: a part has changed since. Nothing is brought.
        NotADraft: the file is deposited.
        TooManyItems: a part that repeats is full. Nothing is brought.
    """
    lock_draft(dossier)
    count, replaced = 0, list[Answer]()
    for offer in offers(dossier, source):
        if offer.key not in chosen:
            continue
        if offer.sequence != chosen[offer.key]:
            raise ChangedMeanwhile
        kept = [each for each in offer.brought if not each.now or offer.key in replacing]
        values = {each.asked.key: each.value for each in kept}
        if not values:
            continue
        item = _free_item(dossier, offer.step) if offer.step.repeated else ""
        replaced += [Answer(each.asked.label, each.now) for each in kept if each.now]
        save_step(dossier, offer.step, values, item=item)
        count += len(values)
    return Reused(count, replaced)


class _Said:
    """The answers of one part of a file, raw and in words; those that its form asks."""

    def __init__(self, step: StepDefinition, answers: AllAnswers, item: str) -> None:
        self.step, self.data = step, answers.of(step.key, item)
        self.form = build_form(step, answers, item=item, check=True)
        self.form.is_valid()

    def value(self, key: str) -> Any:
        return self.data.get(key) if key in self.form.fields else None

    def text(self, asked: FieldDefinition) -> str:
        if asked.key in self.form.cleaned_data:
            return in_words(asked, self.form.cleaned_data[asked.key])
        value = self.data.get(asked.key, "")
        return ", ".join(value) if isinstance(value, list) else str(value)


def _fill(offer: PartOffer, theirs: _Said, ours: _Said | None) -> None:
    for asked in offer.step.fields:
        old = theirs.step.field(asked.key)
        value = theirs.value(asked.key)
        if not value or old is None or old.type != asked.type:
            continue
        fits = _still_offered(asked, value)
        if fits != value:
            offer.lost.append(f"{asked.label}\u00a0: {_lost(old, value, fits)}")
        now = ours.data.get(asked.key) if ours else None
        if not fits or fits == now:
            continue
        text = theirs.text(old) if fits == value else _labels(asked, fits)
        offer.brought.append(Brought(asked, fits, text, ours.text(asked) if ours and now else ""))


def _still_offered(asked: FieldDefinition, value: Any) -> Any:
    """Return what of *value* the new question still takes."""
    known = dict(asked.choices)
    if asked.type is FieldType.CHOICE:
        return value if value in known else ""
    if asked.type is FieldType.CHOICES:
        return [each for each in value if each in known]
    return value


def _lost(asked: FieldDefinition, value: Any, fits: Any) -> str:
    values = value if isinstance(value, list) else [value]
    return _labels(asked, [each for each in values if each not in fits])


def _labels(asked: FieldDefinition, values: list[str]) -> str:
    labels = dict(asked.choices)
    return ", ".join(labels.get(each, each) for each in values)


def _is_held(offer: PartOffer, ours: AllAnswers) -> bool:
    """Whether the draft has an item that says the same already."""
    held = ours.items.get(offer.step.key, []) if offer.item else []
    return any(
        all(data.get(each.asked.key) == each.value for each in offer.brought) for _, data in held
    )


def _free_item(dossier: Dossier, step: StepDefinition) -> str:
    """Return an item of *step* in which nothing is typed, a new one where there is none."""
    for row in dossier.rows_of(step.key):
        if not any(row.data.values()):
            return str(row.item)
    return add_item(dossier, step)
