"""Data of the directory. One file per family; import from here."""

from .coverage import CoveragePage
from .everyday_word import EverydayWord
from .index import DirectoryPage
from .label import Label, LabelGrant
from .label_pages import RegisterPage, RequirementsPage
from .offer import Formula, PlacePhoto, PlaceTag, Room, TaggedPlace
from .place import PlacePage
from .pole import PoleContact, PoleIndexPage, PoleNews, PolePage
from .report import ErrorReport
from .requirements import Family, LabelCriterion, LabelRequirements
from .stop import Stop
from .territory import Commune, Departement, Epci, FormerCommune
from .twins import DismissedPair, MergedLock, MergedSheet
from .vocabulary import Kind, Term, Vocabulary
from .word import PlaceWord

__all__ = [
    "Commune",
    "CoveragePage",
    "Departement",
    "DirectoryPage",
    "DismissedPair",
    "Epci",
    "ErrorReport",
    "EverydayWord",
    "Family",
    "FormerCommune",
    "Formula",
    "Kind",
    "Label",
    "LabelCriterion",
    "LabelGrant",
    "LabelRequirements",
    "MergedLock",
    "MergedSheet",
    "PlacePage",
    "PlacePhoto",
    "PlaceTag",
    "PlaceWord",
    "PoleContact",
    "PoleIndexPage",
    "PoleNews",
    "PolePage",
    "RegisterPage",
    "RequirementsPage",
    "Room",
    "Stop",
    "TaggedPlace",
    "Term",
    "Vocabulary",
]
