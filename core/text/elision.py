"""« De » and « à » before a name, as they are said: « d’Évreux », « du Havre », « aux Andelys »."""

from core.text.words import fold


def of(name: str) -> str:
    """Return *name* after « de ». An « h » is left alone: « de Honfleur »."""
    before = "d’" if fold(name)[:1] in {*"aeiouy"} else "de "
    return _contracted(name, "du", "des") or f"{before}{name}"


def at(name: str) -> str:
    """Return *name* after « à »."""
    return _contracted(name, "au", "aux") or f"à {name}"


def _contracted(name: str, one: str, many: str) -> str:
    """Return *name* with *one* for its « Le », *many* for its « Les »; empty without either."""
    for article, said in (("Le ", one), ("Les ", many)):
        if name.startswith(article):
            return f"{said} {name.removeprefix(article)}"
    return ""
