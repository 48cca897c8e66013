"""« De » before a name: « de Caen », « d’Évreux », « du Havre », « des Andelys »."""

from .text import fold

CONTRACTED = {"Le ": "du ", "Les ": "des "}


def of(name: str) -> str:
    """Return *name* after « de », as it is said. An « h » is left alone: « de Honfleur »."""
    for article, joined in CONTRACTED.items():
        if name.startswith(article):
            return joined + name.removeprefix(article)
    return f"d’{name}" if fold(name)[:1] in {*"aeiouy"} else f"de {name}"
