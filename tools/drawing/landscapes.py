"""What stands behind a building: the coast, the bocage, a harbour, a town."""

from .canvas import (
    APPLE,
    CHALK,
    CLEAR,
    HEIGHT,
    LEAF,
    MIST,
    MOSS,
    SAND,
    SEA_FOAM,
    SHALLOW,
    SLATE,
    STONE,
    TEAL,
    TILE,
    WIDTH,
    WOOD,
    Canvas,
)

HORIZON = 430


def cliff(canvas: Canvas) -> None:
    """The chalk and its arch, the Channel."""
    _sky(canvas)
    canvas.box(0, 330, WIDTH, 140, SHALLOW)
    canvas.shape([(560, 330), (640, 210), (WIDTH, 190), (WIDTH, 420), (700, 420)], CHALK)
    canvas.arch(620, 290, 70, 130, SHALLOW)
    canvas.shape([(560, 330), (640, 210), (WIDTH, 190), (WIDTH, 176), (636, 196)], LEAF)
    for y in (250, 300, 350):
        canvas.box(720, y, 240, 4, MIST)
    _ground(canvas, SAND)


def bocage(canvas: Canvas) -> None:
    """Meadows and hedges."""
    _sky(canvas)
    canvas.oval(180, 470, 420, 150, APPLE)
    canvas.oval(800, 480, 440, 190, LEAF)
    for x in range(0, WIDTH, 74):
        canvas.disc(x + 30, 392 + (x * 7) % 22, 30, MOSS)
    _ground(canvas, APPLE)


def harbour(canvas: Canvas) -> None:
    """Masts, a lighthouse, still water."""
    _sky(canvas)
    canvas.box(0, 350, WIDTH, 130, TEAL)
    canvas.shape([(820, 350), (832, 150), (868, 150), (880, 350)], CHALK)
    for y in (190, 270):
        canvas.box(824, y, 52, 34, TILE)
    canvas.box(826, 122, 48, 30, SLATE)
    canvas.box(836, 126, 28, 22, APPLE)
    for x in (60, 140, 210):
        canvas.line([(x, 370), (x, 170)], SLATE, 5)
        canvas.shape([(x + 6, 180), (x + 6, 330), (x + 58, 330)], CHALK)
        canvas.shape([(x - 30, 362), (x + 60, 362), (x + 44, 392), (x - 16, 392)], WOOD)
    _ground(canvas, STONE)


def town(canvas: Canvas) -> None:
    """Roofs and a steeple."""
    _sky(canvas)
    for rank, x in enumerate(range(-30, WIDTH, 130)):
        top = 250 + 37 * (rank % 3)
        canvas.box(x, top, 124, 260, (MIST, STONE, SEA_FOAM)[rank % 3])
        canvas.shape([(x - 8, top), (x + 62, top - 70), (x + 132, top)], (SLATE, TILE)[rank % 2])
        canvas.box(x + 24, top + 30, 26, 40, TEAL)
        canvas.box(x + 74, top + 30, 26, 40, TEAL)
    canvas.box(800, 190, 60, 260, STONE)
    canvas.shape([(794, 190), (830, 40), (866, 190)], SLATE)
    _ground(canvas, MIST)


def _sky(canvas: Canvas) -> None:
    canvas.disc(760, 110, 46, CHALK)
    for x, y in ((120, 90), (430, 60)):
        canvas.oval(x, y, 90, 18, CHALK)
        canvas.oval(x + 50, y - 14, 56, 20, CHALK)
    canvas.box(0, HORIZON - 100, WIDTH, 100, CLEAR)


def _ground(canvas: Canvas, colour: str) -> None:
    canvas.box(0, HORIZON + 30, WIDTH, HEIGHT - HORIZON - 30, colour)
    canvas.shape([(380, HEIGHT), (450, 500), (510, 500), (600, HEIGHT)], CHALK)
