"""Sets of things that have a rank, as one integer: bit *n* is the thing of rank *n*.

What a list of Python or a query of a database goes through row by row, a few operations on such
integers do at once.
"""

from collections.abc import Iterable

WORD = 64  # octets looked at together
ONE = ord("1")


def bitmap(ranks: Iterable[int], size: int) -> int:
    """Return the set of *ranks*, all below *size*.

    Bit by bit in an integer, each would copy all the others; in octets, it would cost three times
    as much as in digits, which Python then reads at once.
    """
    digits = bytearray(b"0") * (size + 1)
    for rank in ranks:
        digits[~rank] = ONE
    return int(digits, 2)


def span(first: int, end: int) -> int:
    """Return the set of the ranks from *first* to *end*, which is left out."""
    return (1 << end) - (1 << first) if end > first else 0


def part(bits: int, first: int, end: int) -> int:
    """Return what the set *bits* has from rank *first* to *end*, which is left out, as from 0."""
    return (bits >> first) & span(0, end - first)


def ranks_of(bits: int, first: int = 0, end: int | None = None) -> list[int]:
    """Return the ranks in the set *bits*, by rising rank: those from place *first* to *end*."""
    octets = bits.to_bytes(bits.bit_length() // 8 + 1, "little")
    found: list[int] = []
    passed = 0
    for start in range(0, len(octets), WORD):
        word = int.from_bytes(octets[start : start + WORD], "little")
        number = word.bit_count()
        if passed + number > first:
            ranks = _ranks(word, 8 * start)
            found += ranks[max(0, first - passed) : None if end is None else end - passed]
        passed += number
        if end is not None and passed >= end:
            break
    return found


def _ranks(word: int, start: int) -> list[int]:
    ranks = []
    while word:
        lowest = word & -word
        ranks.append(start + lowest.bit_length() - 1)
        word ^= lowest
    return ranks
