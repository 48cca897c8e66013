"""Sets as integers give back what they were made of."""

import random

import pytest

from core.bitmaps import bitmap, part, ranks_of, span


@pytest.mark.parametrize("size", [0, 1, 8, 511, 512, 513, 5_000])
def test_a_set_gives_its_ranks_back(size: int) -> None:
    chance = random.Random(size)  # noqa: S311 -- nothing to guess
    ranks = sorted(chance.sample(range(size), size // 3))
    bits = bitmap(ranks, size)

    assert bits.bit_count() == len(ranks)
    assert ranks_of(bits) == ranks
    for first, end in ((0, 24), (24, 48), (100, 124), (len(ranks), len(ranks) + 1)):
        assert ranks_of(bits, first, end) == ranks[first:end]


def test_a_span_is_what_lies_between() -> None:
    assert ranks_of(span(3, 6)) == [3, 4, 5]
    assert span(6, 3) == span(0, 0) == 0


def test_a_part_is_told_from_its_first_rank() -> None:
    assert ranks_of(part(bitmap([1, 3, 5, 6], 7), 3, 6)) == [0, 2]
    assert part(bitmap([1], 7), 3, 3) == 0
