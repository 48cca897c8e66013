"""The region that the site serves: all that is particular to it is in one folder of files.

``REGION`` names a folder of ``regions/``, or gives the path of one anywhere
(docs/decisions/0065-another-region.md).
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, get_origin

from django.core.exceptions import ImproperlyConfigured

REGIONS = Path(__file__).resolve().parents[3] / "regions"
SCHOOL_ZONES = ("A", "B", "C")


@dataclass(frozen=True)
class Town:
    """A commune that examples name: its INSEE code, its name, one of its postcodes."""

    code: str
    name: str
    postcode: str


@dataclass(frozen=True)
class Region:
    """The territory that the site serves, as ``region.toml`` says it.

    ``inside``, ``of`` and ``whole`` are its name as French says it: « en Bretagne », « de
    Bretagne », « la Bretagne »; ``adjectives``, its four forms. ``south, west, north, east`` bound
    it in WGS84 degrees: a point outside is a mistake (swapped or unconverted coordinates).
    ``school_zone`` is the letter of its school holidays. ``transport`` has the ``name`` and the
    ``url`` of its public service of travel by public transport; it may be empty. ``departements``
    gives each code what follows a noun: « du Finistère ». ``towns``, two of them, and
    ``departement``, a code, are what examples name.
    """

    folder: Path
    name: str
    network: str
    authority: str
    inside: str
    of: str
    whole: str
    adjectives: list[str]
    school_zone: str
    timezone: str
    south: float
    west: float
    north: float
    east: float
    departement: str
    departements: dict[str, str]
    towns: list[Town]
    transport: dict[str, str]

    @property
    def of_departement(self) -> str:
        """The département that examples name, after a noun: « de l’Orne »."""
        return self.departements[self.departement]

    @property
    def centre(self) -> tuple[float, float]:
        """Latitude and longitude of the middle of the bounds, in degrees."""
        return (self.south + self.north) / 2, (self.west + self.east) / 2

    def read(self, file: str) -> dict[str, Any]:
        """Return what a TOML *file* of the folder says: nothing, where the region has none."""
        path = self.folder / file
        return tomllib.loads(path.read_text("utf-8")) if path.exists() else {}

    def contains(self, latitude: float, longitude: float) -> bool:
        return self.south <= latitude <= self.north and self.west <= longitude <= self.east


def read_region(name: str) -> Region:
    """Return the region of the folder *name*.

    Raises:
        ImproperlyConfigured: there is no such folder, or what its ``region.toml`` says is not this.
    """
    folder = (REGIONS / name).resolve()
    try:
        said = tomllib.loads((folder / "region.toml").read_text("utf-8"))
    except OSError as error:
        known = ", ".join(sorted(path.parent.name for path in REGIONS.glob("*/region.toml")))
        raise ImproperlyConfigured(
            f"REGION={name}\u00a0: {folder} n’a pas de region.toml (on connaît {known})."
        ) from error
    except tomllib.TOMLDecodeError as error:
        raise ImproperlyConfigured(f"{folder / 'region.toml'}\u00a0: {error}") from error
    if wrong := _mistakes(said):
        raise ImproperlyConfigured(f"{folder / 'region.toml'}\u00a0: {', '.join(wrong)}.")
    towns = [Town(**town) for town in said.pop("towns")]
    return Region(folder=folder, towns=towns, **said)


def _mistakes(said: dict[str, Any]) -> list[str]:
    expected = {field.name: _kind(field.type) for field in fields(Region) if field.name != "folder"}
    wrong = [f"«\u00a0{key}\u00a0» manque" for key in sorted(expected.keys() - said.keys())]
    wrong += [f"«\u00a0{key}\u00a0» n’existe pas" for key in sorted(said.keys() - expected.keys())]
    wrong += [
        f"«\u00a0{key}\u00a0» est d’une autre sorte"
        for key, kind in expected.items()
        if key in said and not isinstance(said[key], kind)
    ]
    return wrong or list(_wrong_values(said))


def _kind(annotation: Any) -> Any:
    """Return what ``isinstance`` takes for a value of *annotation*: TOML may write 48 for 48.0."""
    return (int, float) if annotation is float else get_origin(annotation) or annotation


def _wrong_values(said: dict[str, Any]) -> Iterator[str]:
    if said["school_zone"] not in SCHOOL_ZONES:
        yield f"«\u00a0school_zone\u00a0» est {' ou '.join(SCHOOL_ZONES)}"
    if said["departement"] not in said["departements"]:
        yield "«\u00a0departement\u00a0» n’est pas de ceux de «\u00a0departements\u00a0»"
    keys, towns = {field.name for field in fields(Town)}, said["towns"]
    if len(towns) < 2 or any(not isinstance(town, dict) or town.keys() != keys for town in towns):
        yield f"«\u00a0towns\u00a0» nomme deux communes ({', '.join(sorted(keys))})"
