"""What files are taken with a dossier: their kinds, told by extension and by content, and caps."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath
from zipfile import ZIP_STORED, BadZipFile, ZipFile

from django.core.files import File
from PIL import Image

from core.text.formats import MEGABYTE, file_size

MAX_SIZE = 10 * MEGABYTE  # of one file; the web server takes 12 (deploy/nginx.conf)
MAX_TOTAL = 30 * MEGABYTE  # of a dossier
MAX_NUMBER = 10  # of a dossier
MAX_NAME = 255  # characters
MAX_PARTS = 5000  # of an office document
PDF_HEAD = 1024  # bytes in which « %PDF- » stands (ISO 32000-1, annex H.3)


# What ``zipfile`` raises for a damaged or an encrypted archive: a ZIP64 that says it begins before
# itself overflows.
UNREADABLE_ZIP = (BadZipFile, EOFError, OSError, OverflowError, RuntimeError, ValueError)


class AttachmentRefused(Exception):
    """The file is not taken. ``message`` names it and says why, in French."""

    def __init__(self, name: str, why: str) -> None:
        self.message = f"«\u00a0{name}\u00a0»\u00a0: {why}"
        super().__init__(why)


def _is_pdf(file: File) -> bool:
    return b"%PDF-" in file.read(PDF_HEAD)


def _is_picture(format_name: str) -> Callable[[File], bool]:
    def check(file: File) -> bool:
        try:
            with Image.open(file, formats=(format_name,)) as image:
                image.verify()
        except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
            return False
        return True

    return check


def _is_zip(holds: Callable[[ZipFile, list[str]], bool]) -> Callable[[File], bool]:
    """Return a check of an office document: a zip whose list of parts says what it is.

    Nothing is unpacked. One that holds macros is refused.
    """

    def check(file: File) -> bool:
        try:
            with ZipFile(file) as archive:
                names = archive.namelist()
                if len(names) > MAX_PARTS or any("vbaproject" in each.lower() for each in names):
                    return False
                return holds(archive, names)
        except UNREADABLE_ZIP:
            return False

    return check


def _office_xml(folder: str) -> Callable[[File], bool]:
    """Word, Excel, PowerPoint (ECMA-376): a table of types, and the folder of the program."""
    return _is_zip(
        lambda _, names: (
            "[Content_Types].xml" in names and any(each.startswith(f"{folder}/") for each in names)
        )
    )


def _open_document(kind: str) -> Callable[[File], bool]:
    """LibreOffice (OpenDocument 1.2, part 3, §3.3): a part, not compressed, that says the type."""
    media_type = f"application/vnd.oasis.opendocument.{kind}".encode()

    def holds(archive: ZipFile, names: list[str]) -> bool:
        if "mimetype" not in names or archive.getinfo("mimetype").compress_type != ZIP_STORED:
            return False
        with archive.open("mimetype") as part:
            return part.read(len(media_type) + 1).strip() == media_type

    return _is_zip(holds)


CHECKS: dict[str, Callable[[File], bool]] = {
    "pdf": _is_pdf,
    "odt": _open_document("text"),
    "ods": _open_document("spreadsheet"),
    "odp": _open_document("presentation"),
    "docx": _office_xml("word"),
    "xlsx": _office_xml("xl"),
    "pptx": _office_xml("ppt"),
    "jpg": _is_picture("JPEG"),
    "jpeg": _is_picture("JPEG"),
    "png": _is_picture("PNG"),
}


@dataclass(frozen=True)
class Room:
    """What a dossier already holds: *number* of files, *total* in bytes."""

    number: int
    total: int


def check_room(name: str, size: int, room: Room) -> None:
    """See that a dossier has *room* for one more file, of *size* bytes.

    Raises:
        AttachmentRefused: it has not.
    """
    if room.number >= MAX_NUMBER:
        raise AttachmentRefused(name, f"un dossier contient au plus {MAX_NUMBER} fichiers.")
    if room.total + size > MAX_TOTAL:
        raise AttachmentRefused(
            name, f"avec lui, les fichiers dépasseraient {file_size(MAX_TOTAL)} en tout."
        )


def check_file(file: File, name: str) -> str:
    """Return the extension of *file*, which may be kept under its *name*.

    Raises:
        AttachmentRefused: its kind or its size is not taken, or it is not what its name says.
    """
    extension = PurePath(name).suffix.lower().lstrip(".")
    if extension not in CHECKS:
        raise AttachmentRefused(name, f"ce type de fichier n’est pas accepté. {accepted()}")
    if not file.size:
        raise AttachmentRefused(name, "ce fichier est vide.")
    if file.size > MAX_SIZE:
        raise AttachmentRefused(
            name,
            f"ce fichier est trop lourd ({file_size(file.size)}). Un fichier pèse au plus "
            f"{file_size(MAX_SIZE)}.",
        )
    file.seek(0)
    if not CHECKS[extension](file):
        raise AttachmentRefused(
            name,
            f"ce fichier n’est pas un {extension.upper()} lisible, malgré son nom, ou il contient "
            "des macros. Ouvrez-le sur votre ordinateur, puis enregistrez-le à nouveau, par "
            "exemple en PDF.",
        )
    file.seek(0)
    return extension


def accepted() -> str:
    """Say what is taken, before one chooses as after."""
    return "Sont acceptés\u00a0: PDF, ODT, ODS, ODP, DOCX, XLSX, PPTX, JPEG et PNG."


def rule() -> str:
    """Say what is taken, how many and how large, before one chooses."""
    return (
        f"{accepted()} Au plus {MAX_NUMBER} fichiers, de {file_size(MAX_SIZE)} chacun et de "
        f"{file_size(MAX_TOTAL)} en tout."
    )
