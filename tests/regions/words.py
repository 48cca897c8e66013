"""What no site of another region says."""

import re

ELSEWHERE = re.compile(
    r"normand\w*|\b(?:Caen|Rouen|Le Havre|Cherbourg|Évreux|Alençon|Lisieux|Saint-Lô|Bayeux|Dieppe|"
    r"Deauville|Étretat|Vernon|Gisors|Calvados|Seine-Maritime|Eure|Orne|Manche|Bessin|Cotentin|"
    r"Perche|14000|14118|14366|14100|50000|61000|76000|27000)\b",
    re.IGNORECASE,
)
# What is truly so: a street of Pleine-Fougères, and an entry of the closed lists of the State.
TRUE = re.compile(
    r"\d+ Rue de Normandie|%0A\d+%20Rue%20de%20Normandie"
    r"|Réemploi en Normandie|réemploi \(Normandie\)"
)


def elsewhere(text: str) -> list[str]:
    """Return what *text* says of another region, with the words around."""
    text = TRUE.sub("", text)
    return [text[max(0, m.start() - 40) : m.end() + 40] for m in ELSEWHERE.finditer(text)]
