"""The columns of an export: what every file has, then each question that its call asked."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from django.utils import timezone

from ami.definitions import FieldDefinition, FormDefinition, StepDefinition
from ami.exports.words import Words
from ami.models import Dossier, Project
from core.pages.spreadsheets import Cell
from core.text.formats import phone
from directory.models import Commune


@dataclass(frozen=True)
class Line:
    """What one line tells: a file, or one of its projects."""

    dossier: Dossier
    words: Words
    rank: int = 0
    project: Project | None = None


@dataclass(frozen=True)
class Column:
    """*key* names it for programs, *heading* for people; *value* is its cell in a line."""

    key: str
    heading: str
    value: Callable[[Line], Cell]


def columns_for(
    forms: Iterable[FormDefinition],
    *,
    by_project: bool,
    with_contacts: bool,
    readings: Iterable[Column] = (),
) -> list[Column]:
    """Return the columns of files that answer these *forms*, the last one last.

    A question that was worded anew has one column, under its last words; one that is asked no more
    keeps its own. Those of *readings* come last.
    """
    questions = _question_columns(list(forms), by_project, with_contacts)
    columns = [
        *FILE_COLUMNS,
        *(CONTACT_COLUMNS if with_contacts else ()),
        *(PROJECT_COLUMNS if by_project else SUM_COLUMNS),
        *questions,
        *readings,
    ]
    times = Counter(each.heading for each in columns)
    return [
        replace(each, heading=f"{each.heading} ({each.key})") if times[each.heading] > 1 else each
        for each in columns
    ]


def _question_columns(
    forms: list[FormDefinition], by_project: bool, with_contacts: bool
) -> list[Column]:
    found: dict[str, dict[str, tuple[StepDefinition, FieldDefinition]]] = {}
    for form in reversed(forms):
        private = set() if with_contacts else _contact_steps(form)
        for step, definition in form.fields():
            has_column = definition.column and not step.repeated  # one of FILE_COLUMNS
            if not has_column and step.key not in private:
                found.setdefault(step.key, {}).setdefault(definition.key, (step, definition))
    return [
        _question_column(step, definition, by_project and step.repeated)
        for questions in found.values()
        for step, definition in questions.values()
    ]


def _contact_steps(form: FormDefinition) -> set[str]:
    """Return the parts about the person to write to: all that they ask is hers."""
    return {step.key for step, each in form.fields() if each.column.startswith("contact_")}


def _question_column(step: StepDefinition, definition: FieldDefinition, of_item: bool) -> Column:
    key = f"{step.key}.{definition.key}"
    if of_item:
        return Column(
            key,
            definition.label,
            lambda line: line.words.of_item(
                step.key, definition.key, line.project.item if line.project else ""
            ),
        )
    return Column(
        key, definition.label, lambda line: _together(line.words.all_of(step.key, definition.key))
    )


def _together(texts: list[str]) -> str:
    """Return the answers of all the items in one cell, each on its line with its rank."""
    if len(texts) == 1 or not any(texts):
        return "".join(texts)
    return "\n".join(f"{rank}. {text}" for rank, text in enumerate(texts, 1) if text)


def _yes(value: bool) -> str:
    return "Oui" if value else "Non"


def _moment(value: datetime | None) -> datetime | None:
    return timezone.localtime(value) if value else None


def _of_commune(read: Callable[[Commune], object]) -> Callable[[Line], Cell]:
    def value(line: Line) -> Cell:
        commune: Commune | None = line.dossier.commune
        found = read(commune) if commune else None
        return str(found) if found else ""

    return value


def _words(column: str) -> Callable[[Line], Cell]:
    return lambda line: line.words.of_column(column)


def _total(line: Line) -> Decimal | None:
    budgets = [each.budget for each in line.dossier.projects.all() if each.budget is not None]
    return sum(budgets, Decimal()) if budgets else None


def _opinions(line: Line, which: str) -> int:
    return sum(getattr(each, which) for each in line.dossier.opinions.all())


FILE_COLUMNS = (
    Column("numero", "Numéro", lambda line: line.dossier.number or ""),
    Column("etat", "État", lambda line: line.dossier.state_words.label),
    Column("depose_le", "Déposé le", lambda line: _moment(line.dossier.deposited_at)),
    Column(
        "delai_de_grace",
        "Déposé après la clôture",
        lambda line: _yes(line.dossier.deposited_late),
    ),
    Column("structure", "Structure", lambda line: line.dossier.carrier_name),
    Column("forme", "Forme", _words("legal_form")),
    Column("siret", "SIRET", lambda line: line.dossier.siret),
    Column("rna", "RNA", lambda line: line.dossier.rna),
    Column("commune", "Commune", _of_commune(lambda commune: commune.name)),
    Column("code_insee", "Code INSEE", _of_commune(lambda commune: commune.insee_code)),
    Column("epci", "Intercommunalité", _of_commune(lambda commune: commune.epci)),
    Column("departement", "Département", _of_commune(lambda commune: commune.departement)),
    Column(
        "lieu",
        "Lieu de l’annuaire",
        lambda line: line.dossier.place.title if line.dossier.place else "",
    ),
    Column("rencontre", "Souhaite une rencontre", _words("wants_meeting")),
    Column("citation", "Peut être cité", lambda line: _yes(line.dossier.may_be_promoted)),
    Column(
        "suites",
        "Suites",
        lambda line: ", ".join(each.label for each in line.dossier.orientations.all()),
    ),
    Column(
        "etiquettes",
        "Étiquettes du service",
        lambda line: ", ".join(each.name for each in line.dossier.tags.all()),
    ),
    Column("avis_rendus", "Avis extérieurs rendus", lambda line: _opinions(line, "is_given")),
    Column("avis_attendus", "Avis extérieurs attendus", lambda line: _opinions(line, "is_awaited")),
    Column("reponse_le", "Réponse annoncée le", lambda line: _moment(line.dossier.result_told_at)),
)
CONTACT_COLUMNS = (
    Column("contact", "Contact", lambda line: line.dossier.contact_name),
    Column("courriel", "Courriel", lambda line: line.dossier.contact_email),
    Column("telephone", "Téléphone", lambda line: phone(line.dossier.contact_phone)),
)
SUM_COLUMNS = (
    Column("projets", "Nombre de projets", lambda line: len(line.dossier.projects.all())),
    Column("budget_total", "Budgets, total en euros", _total),
)
PROJECT_COLUMNS = (
    Column("rang", "Rang du projet", lambda line: line.rank or None),
    Column(
        "budget",
        "Budget du projet en euros",
        lambda line: line.project.budget if line.project else None,
    ),
)
