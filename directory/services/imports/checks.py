"""What the sheet of a place cannot hold, told under the columns it comes from."""

from django.core.exceptions import ValidationError

from core.validators import validate_point
from directory.models import PlacePage
from directory.services.standard_mapping import FIELDS, LINE_FIELDS
from directory.standard.record import Problem

COLUMN_OF_FIELD = {
    **{field: column for column, field in (FIELDS | LINE_FIELDS).items()},
    "siret": "pivot",
    "rna": "pivot",
    "public_id": "id",
    "source_id": "id",
}
# Hours that do not parse are kept as their source wrote them.
NOT_CHECKED = [
    field.name
    for field in PlacePage._meta.get_fields()
    if field.name not in COLUMN_OF_FIELD or field.name == "hours"
]


class RefusalError(Exception):
    """A row that cannot be taken, and all the reasons why."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(*problems)
        self.problems = problems


def check_place(place: PlacePage) -> None:
    """Raise RefusalError unless the fields that an import fills hold what they may. No query."""
    problems: list[Problem] = []
    try:
        place.clean_fields(exclude=NOT_CHECKED)
    except ValidationError as error:
        problems += problems_from(error)
    if place.latitude is not None and place.longitude is not None:
        try:
            validate_point(place.latitude, place.longitude)
        except ValidationError as error:
            problems.append(Problem("latitude", error.messages[0]))
    if problems:
        raise RefusalError(*dict.fromkeys(problems))  # two fields may hold one column


def problems_from(error: ValidationError) -> list[Problem]:
    """Return the faults that *error* tells, under the columns they come from."""
    if not hasattr(error, "error_dict"):
        return [Problem("", message) for message in error.messages]
    return [
        Problem(COLUMN_OF_FIELD.get(field, ""), message)
        for field, messages in error.message_dict.items()
        for message in messages
    ]
