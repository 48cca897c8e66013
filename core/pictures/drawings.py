"""Drawings of our own, where there is no photograph: lines, light, in the colour of the text.

A region replaces one by a file of the same name in ``static/drawings/`` of its folder.
"""

from functools import cache

from django.conf import settings
from django.templatetags.static import static

DRAWINGS = {
    "help": "Une personne aidée devant un ordinateur",
    "table": "Une table partagée",
    "bench": "Un établi d’atelier",
    "bus": "Un bus",
    "town-hall": "Une mairie",
    "plaque": "Un lieu et sa plaque",
    "network": "Un phare et une maison reliés",
    "building-site": "Une maison en chantier",
    "phone": "Un accueil",
    "letter": "Une lettre",
    "book": "Un livre ouvert",
}


@cache
def drawing_url(name: str) -> str:
    """Return the address of the drawing *name*: that of the region where it has one.

    Empty for a name that is not one of ``DRAWINGS``: a page may keep one that is gone.
    """
    if name not in DRAWINGS:
        return ""
    own = (settings.REGION.folder / "static" / "drawings" / f"{name}.svg").is_file()
    return static(f"{'region' if own else 'img'}/drawings/{name}.svg")
