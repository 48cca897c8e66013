"""Data of the directory. One file per family; import from here."""

from .everyday_word import EverydayWord
from .index import DirectoryPage
from .label import Label, LabelGrant
from .offer import Formula, PlacePhoto, PlaceTag, Room, TaggedPlace
from .place import PlacePage
from .report import ErrorReport
from .territory import Commune, Departement, Epci, FormerCommune
from .vocabulary import Kind, Term, Vocabulary
from .word import PlaceWord

__all__ = [
    "Commune",
    "Departement",
    "DirectoryPage",
    "Epci",
    "ErrorReport",
    "EverydayWord",
    "FormerCommune",
    "Formula",
    "Kind",
    "Label",
    "LabelGrant",
    "PlacePage",
    "PlacePhoto",
    "PlaceTag",
    "PlaceWord",
    "Room",
    "TaggedPlace",
    "Term",
    "Vocabulary",
]
