"""The inside of the demo's places: rooms, desks and machines, nobody in them."""

from .canvas import (
    APPLE,
    BARK,
    BRICK,
    CHALK,
    CLEAR,
    DEEP,
    GREY,
    HEIGHT,
    INK,
    LEAF,
    LINE,
    MIST,
    MOSS,
    SAND,
    SEA,
    SEA_FOAM,
    SLATE,
    STONE,
    TEAL,
    TILE,
    WIDTH,
    WOOD,
    Canvas,
)

FLOOR = 470


def computers(canvas: Canvas, wall: str = SEA_FOAM) -> None:
    """A row of computers under a window."""
    _room(canvas, wall, SAND)
    canvas.window(340, 70, 280, 150)
    _table(canvas, 60, 360, 840)
    for x in (120, 330, 540, 750):
        _screen(canvas, x, 270, 110, 78)
        canvas.box(x - 6, 352, 122, 8, GREY, 3)
        _chair(canvas, x + 20, 430, TEAL)


def workshop_table(canvas: Canvas, wall: str = CHALK) -> None:
    """A large table with tablets, before a white board."""
    _room(canvas, wall, WOOD)
    canvas.box(250, 80, 460, 200, GREY, 6)
    canvas.box(258, 88, 444, 184, CHALK, 4)
    canvas.line([(300, 140), (420, 140), (420, 190), (540, 190)], SEA, 6)
    canvas.disc(600, 180, 34, APPLE)
    canvas.shape([(90, 560), (210, 380), (750, 380), (870, 560)], SAND)
    canvas.shape([(90, 560), (870, 560), (870, 590), (90, 590)], BARK)
    for x, y in ((270, 400), (440, 400), (610, 400), (230, 480), (440, 480), (650, 480)):
        canvas.box(x, y, 84, 54, INK, 8)
        canvas.box(x + 6, y + 6, 72, 42, CLEAR, 4)


def reading_corner(canvas: Canvas, wall: str = SAND) -> None:
    """Shelves, an armchair, a printer for everyone."""
    _room(canvas, wall, TILE)
    for row, y in enumerate((90, 190, 290)):
        canvas.box(80, y + 80, 420, 12, BARK)
        for rank in range(13):
            colour = (SEA, APPLE, BRICK, TEAL, CHALK)[(rank * 2 + row) % 5]
            tall = 52 + (rank * 13 + row * 7) % 26
            canvas.box(92 + rank * 31, y + 80 - tall, 25, tall, colour)
    canvas.box(560, 400, 190, 110, TEAL, 24)
    canvas.box(580, 300, 150, 150, TEAL, 30)
    canvas.box(596, 400, 118, 60, SEA, 14)
    _plant(canvas, 500, 470)
    canvas.box(790, 400, 120, 110, BARK)
    canvas.box(784, 330, 132, 70, CHALK, 8)
    canvas.box(800, 316, 100, 18, MIST)
    canvas.box(806, 384, 88, 26, CLEAR)


def desks(canvas: Canvas, wall: str = MIST) -> None:
    """Shared desks under hanging lamps."""
    _room(canvas, wall, WOOD)
    canvas.window(90, 80, 200, 190)
    canvas.window(670, 80, 200, 190)
    for x in (260, 480, 700):
        canvas.line([(x, 0), (x, 110)], INK, 3)
        canvas.shape([(x - 44, 150), (x - 16, 108), (x + 16, 108), (x + 44, 150)], APPLE)
    for x in (70, 520):
        _table(canvas, x, 380, 370)
        for step in (40, 210):
            _laptop(canvas, x + step, 380)
            _chair(canvas, x + step + 20, 450, SEA)
    _plant(canvas, 480, 480)


def meeting(canvas: Canvas, wall: str = TEAL) -> None:
    """A meeting room: a screen, a long table."""
    _room(canvas, wall, STONE)
    canvas.box(280, 80, 400, 210, INK, 10)
    canvas.box(292, 92, 376, 186, DEEP, 4)
    for x, y, tall in ((340, 230, 90), (420, 200, 60), (500, 170, 120), (580, 214, 80)):
        canvas.box(x, 260 - tall, 50, tall, (APPLE, CLEAR)[y % 4 == 2])
    canvas.disc(480, 306, 9, INK)
    for x in range(210, 700, 118):
        canvas.box(x, 330, 70, 80, SLATE, 16)
    canvas.shape([(110, 540), (220, 400), (740, 400), (850, 540)], WOOD)
    canvas.shape([(110, 540), (850, 540), (850, 566), (110, 566)], BARK)
    for x in (330, 470, 590):
        canvas.box(x, 440, 60, 44, CHALK)


def closed_office(canvas: Canvas, wall: str = CHALK) -> None:
    """An office with its door, a lamp, a desk for one."""
    _room(canvas, wall, SAND)
    canvas.box(90, 110, 190, 360, BARK)
    canvas.box(104, 124, 162, 346, TEAL)
    canvas.box(128, 150, 114, 180, CLEAR)
    canvas.disc(250, 310, 7, APPLE)
    canvas.window(400, 90, 190, 160)
    _table(canvas, 380, 370, 460)
    _screen(canvas, 520, 272, 140, 86)
    canvas.line([(760, 370), (790, 280), (740, 230)], INK, 6)
    canvas.shape([(700, 250), (730, 212), (766, 240), (742, 268)], APPLE)
    _chair(canvas, 560, 440, SEA)


def printer_3d(canvas: Canvas, wall: str = SEA_FOAM) -> None:
    """3D printers, and what they made."""
    _room(canvas, wall, SLATE)
    _shelf_of_tools(canvas)
    _table(canvas, 60, 410, 840)
    for x in (110, 400):
        canvas.box(x, 210, 210, 200, INK, 8)
        canvas.box(x + 16, 226, 178, 150, MIST)
        canvas.box(x + 16, 262, 178, 8, GREY)
        canvas.shape([(x + 92, 270), (x + 118, 270), (x + 105, 296)], SLATE)
        canvas.shape([(x + 70, 372), (x + 105, 300), (x + 140, 372)], APPLE)
    for x, colour in ((680, APPLE), (740, TEAL), (800, BRICK)):
        canvas.disc(x, 378, 30, colour)
        canvas.disc(x, 378, 11, INK)


def cutter(canvas: Canvas, wall: str = STONE) -> None:
    """A laser cutter, boards of wood."""
    _room(canvas, wall, GREY)
    _shelf_of_tools(canvas)
    canvas.box(130, 330, 480, 200, SEA, 12)
    canvas.shape([(150, 330), (190, 210), (590, 210), (590, 330)], CLEAR)
    canvas.shape([(150, 330), (590, 330), (590, 344), (150, 344)], DEEP)
    canvas.line([(380, 230), (380, 326)], BRICK, 3)
    canvas.box(352, 212, 56, 22, INK, 4)
    canvas.box(520, 380, 66, 44, APPLE, 6)
    canvas.disc(552, 470, 12, BRICK)
    for rank, x in enumerate(range(680, 860, 34)):
        canvas.shape(
            [(x, 540), (x + 26, 540), (x + 56, 230 + 14 * rank), (x + 30, 230 + 14 * rank)],
            (WOOD, SAND, BARK)[rank % 3],
        )


def kitchen(canvas: Canvas, wall: str = APPLE) -> None:
    """A kitchen where people who work there meet."""
    _room(canvas, wall, CHALK)
    for x in (90, 220, 350, 480):
        canvas.box(x, 80, 120, 120, CHALK, 4)
        canvas.box(x + 100, 130, 8, 36, SLATE)
    canvas.box(90, 330, 510, 24, BARK)
    canvas.box(90, 354, 510, 150, SEA)
    canvas.box(120, 250, 90, 80, INK, 8)
    canvas.box(136, 290, 46, 34, CLEAR)
    for x in (260, 310, 360):
        canvas.box(x, 296, 34, 34, BRICK, 6)
    canvas.oval(760, 420, 140, 36, WOOD)
    canvas.box(750, 430, 20, 120, BARK)
    for x in (650, 830):
        canvas.oval(x, 490, 46, 14, TEAL)
        canvas.box(x - 6, 490, 12, 90, INK)
    _plant(canvas, 760, 396)


def studio(canvas: Canvas, wall: str = DEEP) -> None:
    """A studio: a microphone, foam on the walls."""
    _room(canvas, wall, SLATE)
    for x in range(60, 900, 70):
        for y in (60, 130, 200):
            canvas.shape(
                [(x, y + 60), (x + 30, y), (x + 60, y + 60)], (SEA, TEAL)[(x + y) % 20 == 0]
            )
    _table(canvas, 180, 420, 600)
    _screen(canvas, 240, 310, 150, 96)
    canvas.line([(690, 420), (640, 330), (560, 300)], GREY, 8)
    canvas.box(528, 270, 44, 78, CHALK, 22)
    canvas.box(528, 300, 44, 8, INK)
    canvas.box(430, 392, 90, 26, INK, 4)
    for x in (444, 464, 484, 504):
        canvas.disc(x, 404, 5, APPLE)


def inside_bus(canvas: Canvas, wall: str = MIST) -> None:
    """Benches and screens on both sides of the aisle."""
    canvas.box(0, 0, WIDTH, HEIGHT, wall)
    canvas.shape([(330, 240), (630, 240), (WIDTH, HEIGHT), (0, HEIGHT)], SLATE)
    canvas.box(330, 90, 300, 160, CLEAR, 12)
    canvas.box(474, 90, 12, 160, INK)
    for near in (0, 1, 2):
        x, y, size = 210 - 90 * near, 210 + 62 * near, 60 + 26 * near
        for left in (x, WIDTH - x - size):
            canvas.box(left, y - size * 0.7, size, size * 0.62, INK, 6)
            canvas.box(left + 6, y - size * 0.7 + 6, size - 12, size * 0.62 - 12, APPLE)
            canvas.box(left - 12, y + 8, size + 24, 14, WOOD)
            canvas.box(left, y + 30, size, size * 0.7, TEAL, 10)


def _room(canvas: Canvas, wall: str, floor: str) -> None:
    canvas.box(0, 0, WIDTH, FLOOR, wall)
    canvas.box(0, FLOOR, WIDTH, HEIGHT - FLOOR, floor)
    canvas.box(0, FLOOR - 10, WIDTH, 10, CHALK if wall != CHALK else LINE)


def _table(canvas: Canvas, x: float, y: float, width: float) -> None:
    canvas.box(x, y, width, 20, BARK)
    for leg in (x + 16, x + width - 30):
        canvas.box(leg, y + 20, 14, 170, INK)


def _screen(canvas: Canvas, x: float, y: float, width: float, height: float) -> None:
    canvas.box(x + width / 2 - 8, y + height, 16, 14, INK)
    canvas.box(x, y, width, height, INK, 6)
    canvas.box(x + 6, y + 6, width - 12, height - 12, CLEAR)
    canvas.box(x + 16, y + 16, width * 0.4, 8, CHALK)
    canvas.box(x + 16, y + 32, width * 0.6, 8, APPLE)


def _laptop(canvas: Canvas, x: float, y: float) -> None:
    canvas.box(x, y - 66, 96, 60, INK, 5)
    canvas.box(x + 6, y - 60, 84, 48, CLEAR)
    canvas.box(x - 10, y - 8, 116, 8, GREY, 3)


def _chair(canvas: Canvas, x: float, y: float, colour: str) -> None:
    canvas.box(x, y, 70, 70, colour, 14)
    canvas.box(x + 30, y + 70, 10, 60, INK)
    canvas.box(x + 4, y + 126, 62, 8, INK, 4)


def _plant(canvas: Canvas, x: float, y: float) -> None:
    for lean, colour in ((-36, LEAF), (36, LEAF), (-14, MOSS), (14, MOSS)):
        canvas.shape([(x - 6, y), (x + 6, y), (x + lean, y - 86)], colour)
    canvas.shape([(x - 26, y - 6), (x + 26, y - 6), (x + 18, y + 40), (x - 18, y + 40)], BRICK)


def _shelf_of_tools(canvas: Canvas) -> None:
    canvas.box(640, 70, 260, 130, WOOD)
    for x in range(664, 880, 44):
        canvas.box(x, 92, 8, 80, INK)
        canvas.box(x - 8, 86, 24, 24, (BRICK, SEA)[x % 8 == 0], 4)
