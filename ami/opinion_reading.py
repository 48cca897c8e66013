"""What an expert reads of a file: parts of it that staff chose, in frozen words, anonymised or not.

It is computed once, when it is asked, and kept with the request (``Opinion.shared``).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from ami.anonymising import Anonymiser, Doubt, Identity
from ami.definitions import FieldDefinition, FieldType, part_key
from ami.models import Attachment, Dossier
from ami.models.attachment import AttachmentQuerySet
from ami.reading import read_frozen
from ami.review_reading import ReviewedAnswer, ReviewedPart, read_reviewed
from core.text.formats import file_size, long_date

Shared = list[dict[str, Any]]  # each part: its title, then its answers: [question, answer]


@dataclass(frozen=True)
class DoubtfulAnswer:
    """An answer of a shared part in which a name may still stand."""

    part: str
    label: str
    doubts: tuple[Doubt, ...]


@dataclass(frozen=True)
class SharedFile:
    """A joined file, and its name and size as an expert reads them."""

    file: Attachment
    name: str
    size: str


def parts_to_share(dossier: Dossier) -> list[tuple[str, ReviewedPart]]:
    """Return the parts of a deposited file that say something, by ``part_key``."""
    answers = (dossier.frozen or {"answers": []})["answers"]
    parts = read_reviewed(dossier, dossier.completions.sent())
    return [
        (part_key(given["step"], given["item"]), part)
        for given, part in zip(answers, parts, strict=True)
        if any(_text_of(answer) for answer in part.answers)
    ]


def parts_about_the_contact(dossier: Dossier) -> set[str]:
    """Return the parts about the person to write to, whom an expert has no need to know."""
    return {step.key for step, each in dossier.form.fields() if each.column.startswith("contact_")}


def files_to_share(dossier: Dossier) -> AttachmentQuerySet:
    """Return the files of the deposit and of completions that were sent, but those refused."""
    files: AttachmentQuerySet = dossier.attachments.filter(message=None).not_refused()
    return files.exclude(completion__isnull=False, completion__sent_at=None)


def share(dossier: Dossier, chosen: Iterable[str], anonymiser: Anonymiser | None = None) -> Shared:
    """Return the *chosen* parts in plain values, what was completed since in them."""
    wanted = set(chosen)

    def hide(text: str) -> str:
        return anonymiser.hide(text) if anonymiser else text

    return [
        {
            "title": hide(part.title),
            "answers": [
                [answer.label, hide(text)] for answer in part.answers if (text := _text_of(answer))
            ],
        }
        for key, part in parts_to_share(dossier)
        if key in wanted
    ]


def shared_files(files: Iterable[Attachment], is_anonymised: bool) -> list[SharedFile]:
    """Return *files* under the names that an expert reads.

    In an anonymised copy, by their rank: a name may name somebody.
    """
    return [
        SharedFile(
            each,
            f"piece-{rank}.{each.extension}" if is_anonymised else each.name,
            file_size(each.size),
        )
        for rank, each in enumerate(files, 1)
    ]


def doubts_in(shared: Shared, anonymiser: Anonymiser) -> list[DoubtfulAnswer]:
    """Return the answers of *shared* in which a name may still stand, titles included."""
    return [
        DoubtfulAnswer(part["title"], label, tuple(doubts))
        for part in shared
        for label, text in [("Titre", part["title"]), *part["answers"]]
        if (doubts := anonymiser.doubts(text))
    ]


def identity_of(dossier: Dossier, hidden: Iterable[str] = ()) -> Identity:
    """Return by what *dossier* is known: its columns, its answers of all times, its people."""
    answers = list(_answers(dossier))
    people = list(dossier.members.all())
    names = [*(each.name for each in people), *(each.name for each in dossier.mandates.all())]

    def of(*columns: str, kind: FieldType | None = None, fills: str = "") -> list[str]:
        return [
            value
            for field, value in answers
            if field.column in columns
            or (kind and field.type is kind)
            or (fills and field.autocomplete == fills)
        ]

    return Identity(
        structures=_known(dossier.carrier_name, *of("carrier_name", fills="organization")),
        people=_known(
            dossier.contact_name,
            *of("contact_name", fills="name"),
            *names,
        ),
        places=_known(dossier.place.title if dossier.place else "", *_places(dossier)),
        emails=_known(
            dossier.access_email,
            dossier.contact_email,
            *of(kind=FieldType.EMAIL),
            *(each.email for each in people),
        ),
        numbers=_known(
            dossier.siret, dossier.rna, *of(kind=FieldType.SIRET), *of(kind=FieldType.RNA)
        ),
        phones=_known(dossier.contact_phone, *of(kind=FieldType.PHONE)),
        addresses=_known(*of(fills="street-address")),
        hidden=_known(*hidden),
    )


def _known(*values: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value.strip() for value in values if value.strip()))


def _answers(dossier: Dossier) -> Iterator[tuple[FieldDefinition, str]]:
    """Yield each question with what was answered to it, in the deposit and in each completion."""
    fields = {(step.key, each.key): each for step, each in dossier.form.fields()}
    for given in (part for frozen in _frozen(dossier) for part in frozen["answers"]):
        for key, value in given["data"].items():
            field = fields.get((given["step"], key))
            if field and isinstance(value, str):
                yield field, value


def _places(dossier: Dossier) -> Iterator[str]:
    """Yield the names that the places which were answered had then: sheets are renamed."""
    fields = dossier.form.fields()
    asked = {(step.key, each.label) for step, each in fields if each.type is FieldType.PLACE}
    for part in (part for frozen in _frozen(dossier) for part in read_frozen(frozen)):
        yield from (each.text for each in part.answers if (part.step, each.label) in asked)


def _frozen(dossier: Dossier) -> list[dict[str, Any]]:
    """Return what the deposit and each completion froze."""
    frozen = (dossier.frozen, *(each.frozen for each in dossier.completions.sent()))
    return [each for each in frozen if each]


def _text_of(answer: ReviewedAnswer) -> str:
    """Return what an answer says, and what was completed since, with its date."""
    said = [answer.text] if answer.text else []
    said += [
        f"Complété le {long_date(each.at.date())}\u00a0: {each.text or 'réponse effacée'}"
        for each in answer.later
    ]
    return "\n".join(said)
