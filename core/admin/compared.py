"""A field whose versions are compared in words, for a moderator reads neither rules nor codes."""

from collections.abc import Callable
from typing import Any

from wagtail.admin.compare import FieldComparison
from wagtail.admin.panels import FieldPanel

Say = Callable[[Any, str], str]


class ComparedPanel(FieldPanel):
    """A field that ``say`` says in words, given an object and its name, to compare versions."""

    def __init__(self, *args: Any, say: Say, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.say = say

    def clone_kwargs(self) -> dict[str, Any]:
        return super().clone_kwargs() | {"say": self.say}

    def get_comparison_class(self) -> type[FieldComparison]:
        say, name = self.say, self.field_name

        class InWords(FieldComparison):
            def __init__(self, field: Any, before: Any, after: Any) -> None:
                self.field = field
                self.val_a, self.val_b = say(before, name), say(after, name)

        return InWords
