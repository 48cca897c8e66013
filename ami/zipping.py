"""Joined files in one archive, made as it is sent."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from django.utils import timezone

from ami.models import Attachment

MAX_NAME = 100  # characters of the name of a file
FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f]')  # by the systems that people have
LEFT_OUT = "Ces fichiers ne sont pas dans cette copie\u00a0:"


@dataclass(frozen=True)
class JoinedFile:
    """A joined file, under the name that it has in the archive."""

    path: str
    kept: Attachment


class _Pipe:
    """Where the archive is written: what it holds is taken away as it comes."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def write(self, data: bytes) -> int:
        self._parts.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing is held back."""

    def take(self) -> bytes:
        taken = b"".join(self._parts)
        self._parts.clear()
        return taken


def stream_zip(texts: Mapping[str, bytes], files: Iterable[JoinedFile]) -> Iterator[bytes]:
    """Yield an archive of *texts*, by their names, then of *files*, part by part.

    Files that may not be served (``Attachment.may_be_served``) are left out, as those that the
    store has lost: « FICHIERS-ABSENTS.txt » names them and says why.
    """
    pipe = _Pipe()
    missing = []
    with ZipFile(pipe, "w") as archive:  # type: ignore[call-overload]
        for name, content in texts.items():
            _write(archive, name, content)
            yield pipe.take()
        for file in files:
            if not file.kept.may_be_served:
                missing.append(f"{file.path} ({file.kept.get_scan_display().lower()})")
                continue
            try:
                joined = file.kept.file.open("rb")
            except OSError:
                missing.append(f"{file.path} (introuvable\u00a0: dites-le au service)")
                continue
            with joined, archive.open(_entry(file.path, ZIP_STORED), "w") as entry:
                for chunk in joined.chunks():
                    entry.write(chunk)
                    yield pipe.take()
        if missing:
            lines = "".join(f"- {each}\n" for each in missing)
            _write(archive, "FICHIERS-ABSENTS.txt", f"{LEFT_OUT}\n{lines}".encode())
    yield pipe.take()


def _write(archive: ZipFile, name: str, content: bytes) -> None:
    archive.writestr(_entry(name, ZIP_DEFLATED), content)


def _entry(name: str, compression: int) -> ZipInfo:
    entry = ZipInfo(name, timezone.localtime().timetuple()[:6])
    entry.compress_type = compression
    entry.external_attr = 0o644 << 16
    return entry


def name_files(files: Iterable[Attachment]) -> Iterator[JoinedFile]:
    """Yield each of the *files* of one dossier, numbered in its folder: no name meets another."""
    places: Counter[str] = Counter()
    for each in files:
        folder = _folder(each)
        places[folder] += 1
        yield JoinedFile(f"{folder}/{places[folder]:02}-{safe_name(each.name)}", each)


def _folder(file: Attachment) -> str:
    if file.completion:
        return f"complements/C{file.completion.rank}"
    if file.message:
        side = "service" if file.message.from_service else "porteur"
        return f"messages/{timezone.localtime(file.message.sent_at):%Y-%m-%d}-{side}"
    return "pieces"


def safe_name(name: str) -> str:
    """Return *name* as every system can write it: no folder, no forbidden sign, not too long."""
    plain = FORBIDDEN.sub("_", name).strip(" .") or "fichier"
    stem, dot, extension = plain.rpartition(".")
    room = MAX_NAME - len(dot + extension)
    return f"{stem[:room]}{dot}{extension}" if dot and room > 0 else plain[:MAX_NAME]
