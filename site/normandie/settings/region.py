"""What is particular to this region. docs/deployment.md says what else another changes."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Region:
    """The territory that the site serves.

    ``south, west, north, east`` bound the region in WGS84 degrees: a point outside is a mistake
    (swapped or unconverted coordinates). ``school_zone`` is the letter of its school holidays.
    """

    name: str
    network: str
    school_zone: str
    timezone: str
    south: float
    west: float
    north: float
    east: float

    @property
    def centre(self) -> tuple[float, float]:
        """Latitude and longitude of the middle of the bounds, in degrees."""
        return (self.south + self.north) / 2, (self.west + self.east) / 2

    def contains(self, latitude: float, longitude: float) -> bool:
        return self.south <= latitude <= self.north and self.west <= longitude <= self.east


REGION = Region(
    name="Normandie",
    network="Normandie Connectée",
    school_zone="B",
    timezone="Europe/Paris",
    south=48.10,
    west=-1.98,
    north=50.08,
    east=1.83,
)
