from dataclasses import dataclass


@dataclass(frozen=True)
class Entry:
    """An entry of a closed list: its code, its official wording, the same in everyday words."""

    code: str
    label: str
    plain_label: str = ""
