from dataclasses import dataclass


@dataclass(frozen=True)
class Entry:
    """An entry of a closed list: its code, its official wording, the same in everyday words.

    ``region``, the name of the only one where it exists, is empty for the whole country.
    """

    code: str
    label: str
    plain_label: str = ""
    region: str = ""
