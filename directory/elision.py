"""« De » and « à » before a name, as they are said: « d’Évreux », « du Havre », « aux Andelys »."""

from .text import fold

CONTRACTED = {"Le ": ("du", "au"), "Les ": ("des", "aux")}  # article: after « de », after « à »


def of(name: str) -> str:
    """Return *name* after « de ». An « h » is left alone: « de Honfleur »."""
    for article, (joined, _) in CONTRACTED.items():
        if name.startswith(article):
            return f"{joined} {name.removeprefix(article)}"
    return f"d’{name}" if fold(name)[:1] in {*"aeiouy"} else f"de {name}"


def at(name: str) -> str:
    """Return *name* after « à »."""
    for article, (_, joined) in CONTRACTED.items():
        if name.startswith(article):
            return f"{joined} {name.removeprefix(article)}"
    return f"à {name}"
