"""Which pictures are drawn, by the name of their file in ``site/normandie/demo/photos``."""

from collections.abc import Callable, Iterator
from functools import partial

from . import buildings, landscapes, rooms
from .canvas import (
    APPLE,
    BARK,
    BRICK,
    CHALK,
    CLEAR,
    DEEP,
    LEAF,
    MIST,
    SAND,
    SEA,
    SEA_FOAM,
    SKY,
    SLATE,
    STONE,
    TEAL,
    TILE,
    WOOD,
    Canvas,
)

Part = Callable[[Canvas], None]

OUTSIDE: dict[str, tuple[Part, Part]] = {
    "colombages-bocage": (landscapes.bocage, buildings.half_timbered),
    "colombages-ville": (landscapes.town, partial(buildings.half_timbered, roof=TILE, timber=SEA)),
    "colombages-port": (landscapes.harbour, partial(buildings.half_timbered, timber=TEAL)),
    "filature-ville": (landscapes.town, buildings.brick_hall),
    "halle-port": (landscapes.harbour, partial(buildings.brick_hall, wall=SAND, roof=TILE)),
    "filature-bocage": (landscapes.bocage, buildings.brick_hall),
    "gare-bocage": (landscapes.bocage, partial(buildings.brick_hall, wall=STONE)),
    "hangar-port": (landscapes.harbour, buildings.workshop),
    "hangar-falaise": (landscapes.cliff, partial(buildings.workshop, wall=BRICK, door=CLEAR)),
    "hangar-ville": (landscapes.town, partial(buildings.workshop, wall=SEA_FOAM, door=SEA)),
    "verre-falaise": (landscapes.cliff, buildings.glass_house),
    "verre-ville": (landscapes.town, partial(buildings.glass_house, frame=SLATE, fin=WOOD)),
    "verre-port": (landscapes.harbour, partial(buildings.glass_house, frame=SEA, fin=SAND)),
    "verre-bocage": (landscapes.bocage, partial(buildings.glass_house, frame=DEEP, fin=CHALK)),
    "pierre-ville": (landscapes.town, buildings.stone_house),
    "pierre-falaise": (landscapes.cliff, partial(buildings.stone_house, shutter=BRICK)),
    "pierre-bocage": (landscapes.bocage, partial(buildings.stone_house, roof=TILE, shutter=LEAF)),
    "pierre-port": (landscapes.harbour, partial(buildings.stone_house, shutter=BARK)),
    "bus-bocage": (landscapes.bocage, buildings.bus),
    "bus-falaise": (landscapes.cliff, partial(buildings.bus, body=APPLE, stripe=SEA)),
}
INSIDE: dict[str, Part] = {
    "ordinateurs": rooms.computers,
    "ordinateurs-2": partial(rooms.computers, wall=SAND),
    "atelier": rooms.workshop_table,
    "atelier-2": partial(rooms.workshop_table, wall=TEAL),
    "lecture": rooms.reading_corner,
    "bureaux": rooms.desks,
    "bureaux-2": partial(rooms.desks, wall=BRICK),
    "reunion": rooms.meeting,
    "reunion-2": partial(rooms.meeting, wall=MIST),
    "bureau-ferme": rooms.closed_office,
    "impression-3d": rooms.printer_3d,
    "decoupe-laser": rooms.cutter,
    "cuisine": rooms.kitchen,
    "studio": rooms.studio,
    "interieur-bus": rooms.inside_bus,
}


def draw_all() -> Iterator[tuple[str, Canvas]]:
    """Yield each picture, with its name."""
    for name, (landscape, building) in OUTSIDE.items():
        canvas = Canvas(SKY)
        landscape(canvas)
        building(canvas)
        yield name, canvas
    for name, room in INSIDE.items():
        canvas = Canvas(SKY)
        room(canvas)
        yield name, canvas
