"""The buildings of the demo's places, each in front of a landscape."""

from .canvas import (
    APPLE,
    BARK,
    BRICK,
    CHALK,
    CLEAR,
    DEEP,
    GREY,
    INK,
    LEAF,
    SAND,
    SEA,
    SLATE,
    STONE,
    TEAL,
    TILE,
    WOOD,
    Canvas,
)

FOOT = 520  # where walls meet the ground


def half_timbered(canvas: Canvas, roof: str = SLATE, timber: str = BARK) -> None:
    """A house of the Pays d'Auge: beams and plaster."""
    canvas.box(230, 270, 500, 250, SAND)
    canvas.shape([(190, 280), (290, 130), (670, 130), (770, 280)], roof)
    canvas.box(330, 96, 44, 80, BRICK)
    for x in range(230, 731, 100):
        canvas.box(x - 6, 270, 12, 250, timber)
    for y in (270, 384, 508):
        canvas.box(224, y, 512, 12, timber)
    for x in (230, 630):
        canvas.line([(x + 6, 390), (x + 94, 508)], timber, 10)
    for x in (252, 352, 552, 652):
        canvas.window(x, 292, 56, 80)
    canvas.window(352, 408, 56, 80)
    canvas.window(552, 408, 56, 80)
    _door(canvas, 442, 402, 76, SEA)
    _sign(canvas, 405, 350, 150)


def brick_hall(canvas: Canvas, wall: str = BRICK, roof: str = SLATE) -> None:
    """A former spinning mill under its gable."""
    canvas.box(200, 290, 560, 230, wall)
    canvas.shape([(180, 300), (480, 120), (780, 300)], roof)
    canvas.shape([(220, 300), (480, 146), (740, 300)], wall)
    for y in range(318, 520, 26):
        canvas.box(200, y, 560, 2, TILE)
    canvas.disc(480, 232, 40, CHALK)
    canvas.disc(480, 232, 32, TEAL)
    for x in (236, 336, 564, 664):
        canvas.arch(x, 350, 62, 130, CHALK)
        canvas.arch(x + 7, 358, 48, 116, TEAL)
    canvas.arch(426, 352, 108, 168, CHALK)
    canvas.arch(436, 364, 88, 156, DEEP)
    canvas.box(478, 400, 4, 120, CHALK)
    _sign(canvas, 390, 300, 180)


def workshop(canvas: Canvas, wall: str = TEAL, door: str = APPLE) -> None:
    """A hangar with a saw-tooth roof."""
    canvas.box(160, 300, 640, 220, wall)
    for x in range(160, 800, 160):
        canvas.shape([(x, 300), (x, 210), (x + 160, 300)], SLATE)
        canvas.shape([(x + 8, 292), (x + 8, 228), (x + 66, 260), (x + 66, 292)], CLEAR)
    for x in range(160, 800, 32):
        canvas.box(x, 300, 2, 220, SEA)
    canvas.box(400, 350, 200, 170, CHALK)
    canvas.box(410, 360, 180, 160, door)
    for y in range(384, 520, 26):
        canvas.box(410, y, 180, 3, LEAF)
    canvas.window(200, 360, 150, 90)
    canvas.window(640, 360, 120, 90)
    _sign(canvas, 425, 312, 150)


def glass_house(canvas: Canvas, frame: str = SEA, fin: str = APPLE) -> None:
    """A recent building, of wood and glass."""
    canvas.box(180, 190, 600, 330, frame)
    for row, y in enumerate((212, 320)):
        for x in range(204, 756, 112):
            canvas.box(x, y, 104, 92, CLEAR)
            canvas.shape([(x, y + 92), (x, y + 30 + 12 * row), (x + 60, y)], CHALK)
    for x in range(196, 780, 112):
        canvas.box(x, 190, 8, 240, fin)
    canvas.box(150, 172, 660, 22, DEEP)
    canvas.box(204, 432, 552, 88, WOOD)
    for x in range(204, 756, 24):
        canvas.box(x, 432, 2, 88, BARK)
    canvas.box(420, 420, 130, 100, CHALK)
    canvas.box(428, 428, 55, 92, TEAL)
    canvas.box(487, 428, 55, 92, TEAL)
    _sign(canvas, 580, 446, 150)


def stone_house(canvas: Canvas, roof: str = SLATE, shutter: str = TEAL) -> None:
    """A library or a town hall: ashlar, and shutters."""
    canvas.box(210, 250, 540, 270, STONE)
    canvas.shape([(190, 256), (250, 150), (710, 150), (770, 256)], roof)
    for x in (230, 350, 560, 680):
        _shutters(canvas, x, 280, shutter)
        _shutters(canvas, x, 400, shutter)
    canvas.shape([(420, 256), (480, 190), (540, 256)], CHALK)
    canvas.disc(480, 232, 17, SLATE)
    canvas.arch(440, 380, 80, 140, CHALK)
    canvas.arch(448, 390, 64, 130, shutter)
    canvas.box(424, 512, 112, 12, GREY)
    _sign(canvas, 415, 326, 130)


def bus(canvas: Canvas, body: str = SEA, stripe: str = APPLE) -> None:
    """A bus fitted out as a room, its awning open."""
    canvas.box(130, 250, 700, 240, body, 34)
    canvas.box(130, 404, 700, 30, stripe)
    for x in range(160, 560, 100):
        canvas.box(x, 284, 88, 92, CLEAR, 8)
        canvas.shape([(x + 4, 370), (x + 4, 320), (x + 40, 288)], CHALK)
    canvas.box(580, 280, 92, 210, CHALK, 6)
    canvas.box(588, 288, 36, 196, TEAL)
    canvas.box(628, 288, 36, 196, TEAL)
    canvas.box(700, 284, 120, 104, CLEAR, 14)
    canvas.shape([(150, 250), (560, 250), (600, 204), (110, 204)], stripe)
    for x in range(150, 560, 82):
        canvas.shape([(x, 250), (x + 41, 250), (x + 37, 204), (x - 6, 204)], CHALK)
    for x in (240, 730):
        canvas.disc(x, 490, 50, INK)
        canvas.disc(x, 490, 22, GREY)
    canvas.box(808, 420, 18, 20, CHALK, 4)
    _sign(canvas, 300, 440, 160)


def _shutters(canvas: Canvas, x: float, y: float, colour: str) -> None:
    canvas.window(x, y, 50, 84)
    canvas.box(x - 20, y, 18, 84, colour)
    canvas.box(x + 52, y, 18, 84, colour)


def _door(canvas: Canvas, x: float, y: float, width: float, colour: str) -> None:
    canvas.box(x - 6, y - 6, width + 12, FOOT - y + 6, CHALK)
    canvas.box(x, y, width, FOOT - y, colour)
    canvas.box(x + 12, y + 14, width - 24, 40, CLEAR)
    canvas.disc(x + width - 14, y + 74, 5, APPLE)


def _sign(canvas: Canvas, x: float, y: float, width: float) -> None:
    """A sign without a word: the wave of the network."""
    canvas.box(x, y, width, 34, DEEP, 8)
    points = [(x + 14 + step * (width - 28) / 8, y + 17 + (-7, 7)[step % 2]) for step in range(9)]
    canvas.line(points, APPLE, 5)
