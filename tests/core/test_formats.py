"""Figures as people read them, whatever the screen."""

import pytest

from core.text.formats import counted, file_size


@pytest.mark.parametrize(
    ("octets", "said"),
    [
        (0, "1\u00a0ko"),
        (1_499, "1\u00a0ko"),
        (350_000, "350\u00a0ko"),
        (1_000_000, "1\u00a0Mo"),
        (2_440_000, "2,4\u00a0Mo"),
        (10_000_000, "10\u00a0Mo"),
    ],
)
def test_the_size_of_a_file_is_said_in_one_unit(octets: int, said: str) -> None:
    assert file_size(octets) == said


@pytest.mark.parametrize(
    ("number", "said"),
    [(0, "0\u00a0jour"), (1, "1\u00a0jour"), (2, "2\u00a0jours"), (1_500, "1\u00a0500\u00a0jours")],
)
def test_what_is_counted_is_plural_from_two(number: int, said: str) -> None:
    assert counted(number, "jour") == said
    assert counted(number, "mois", "mois").endswith("\u00a0mois")
