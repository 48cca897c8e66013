"""The parameters of a list, as anyone may have typed them in its address.

Nothing here fails: what cannot be understood is left out, and said in ``SearchParams.notices``.
"""

from collections.abc import Mapping

from django.http import QueryDict

MAX_TEXT = 100  # characters
MAX_VALUES = 20  # of all closed lists together: each costs a join, and its part of the page
MAX_PAGE = 10_000

# By closed list: the values that it holds, and what visitors read.
KnownValues = Mapping[str, Mapping[str, str]]


class SearchParams:
    """A query string that filters read in turn, and what they did not understand of it.

    Attributes:
        known: what the closed lists hold.
        ignored: the parameters of which nothing is left, so that a program is not sent the whole
            region instead.
    """

    def __init__(self, query: QueryDict, known: KnownValues) -> None:
        self.query = query
        self.known = known
        self.ignored: set[str] = set()
        self._notices: list[str] = []
        self._number_of_values = 0

    @property
    def notices(self) -> tuple[str, ...]:
        """What was not understood, in French."""
        if self._number_of_values <= MAX_VALUES:
            return tuple(self._notices)
        too_many = (
            f"Vous avez choisi plus de {MAX_VALUES} filtres\u00a0: seuls les {MAX_VALUES} premiers "
            "comptent."
        )
        return (*self._notices, too_many)

    def say(self, notice: str, *, ignored: tuple[str, ...] = ()) -> None:
        """Tell the visitor what was not understood; nothing is left of the parameters *ignored*."""
        self._notices.append(notice)
        self.ignored.update(ignored)

    def text(self, name: str) -> str:
        """Return the text of the parameter *name*; empty where there is none."""
        return clean_text(self.query.get(name, ""))

    def texts(self, name: str) -> list[str]:
        """Return each text of the parameter *name*, but empty ones."""
        return list(filter(None, map(clean_text, self.query.getlist(name))))

    def values(self, name: str) -> list[str]:
        """Return the values asked of the closed list *name*, as far as ``MAX_VALUES`` goes."""
        typed = self.texts(name)
        room = max(MAX_VALUES - self._number_of_values, 0)
        self._number_of_values += len(typed)
        return typed[:room]

    def page(self) -> int:
        """Return the number of the page asked, the first one when it cannot be read."""
        typed = self.text("page")
        if typed.isascii() and typed.isdigit() and int(typed) >= 1:
            return min(int(typed), MAX_PAGE)
        if typed:
            self.say("Ce numéro de page n’existe pas\u00a0: voici la première page.")
        return 1


def clean_text(value: str) -> str:
    """Drop what no one types: control characters (NUL breaks PostgreSQL) and endless text."""
    return "".join(char for char in value if char.isprintable()).strip()[:MAX_TEXT]
