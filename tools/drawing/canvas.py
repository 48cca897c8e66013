"""A sheet to draw on, in the colours of the site."""

from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw

WIDTH, HEIGHT = 960, 640  # pixels, and units of the drawing
FINER = 2  # drawn so many times larger, then reduced: smooth edges
COLOURS = 64  # in a file: flat drawings need no more, and weigh little

# Of static/css/tokens.css, and a few of the ground: brick, wood, stone.
CHALK, MIST, SKY, SEA_FOAM = "#f5f7f4", "#e8eeea", "#d6ebee", "#bcd7d9"
SHALLOW, CLEAR, TEAL, SEA, DEEP = "#9cc2c7", "#93d7e4", "#2c7484", "#0a4552", "#07323c"
APPLE, LEAF, MOSS = "#c8dc4e", "#728700", "#4d5a12"
INK, SLATE, GREY, LINE = "#14262d", "#475a60", "#8fa0a4", "#cdd7d3"
BRICK, TILE, WOOD, BARK, SAND, STONE = (
    *("#b5654a", "#8c4a38", "#c58b52", "#8a5a2e"),
    *("#e6d3b1", "#d9d5c7"),
)

Point = tuple[float, float]


class Canvas:
    """Shapes at coordinates from (0, 0), top left, to (``WIDTH``, ``HEIGHT``)."""

    def __init__(self, ground: str) -> None:
        self.image = Image.new("RGB", (WIDTH * FINER, HEIGHT * FINER), ground)
        self.draw = ImageDraw.Draw(self.image)

    def box(self, x: float, y: float, width: float, height: float, fill: str, r: float = 0) -> None:
        """Draw a rectangle by its top left corner; *r* rounds its corners."""
        corners = _finer([(x, y), (x + width - 1 / FINER, y + height - 1 / FINER)])
        self.draw.rounded_rectangle(corners, r * FINER, fill)

    def shape(self, points: Sequence[Point], fill: str) -> None:
        self.draw.polygon(_finer(points), fill)

    def disc(self, x: float, y: float, radius: float, fill: str) -> None:
        """Draw a disc by its centre."""
        self.oval(x, y, radius, radius, fill)

    def oval(self, x: float, y: float, across: float, down: float, fill: str) -> None:
        """Draw an ellipse by its centre and its two radii."""
        self.draw.ellipse(_finer([(x - across, y - down), (x + across, y + down)]), fill)

    def line(self, points: Sequence[Point], fill: str, width: float = 4) -> None:
        self.draw.line(_finer(points), fill, round(width * FINER), joint="curve")

    def arch(self, x: float, y: float, width: float, height: float, fill: str) -> None:
        """Draw a bay whose top is a half disc, by its top left corner."""
        radius = width / 2
        self.disc(x + radius, y + radius, radius, fill)
        self.box(x, y + radius, width, height - radius, fill)

    def window(self, x: float, y: float, width: float, height: float, frame: str = CHALK) -> None:
        """Draw a window of four panes that mirrors the sky."""
        self.box(x, y, width, height, frame)
        self.box(x + 6, y + 6, width - 12, height - 12, TEAL)
        self.shape(
            [(x + 6, y + height - 6), (x + 6, y + height / 2), (x + width / 2, y + 6)], CLEAR
        )
        self.box(x + width / 2 - 3, y, 6, height, frame)
        self.box(x, y + height / 2 - 3, width, 6, frame)

    def save(self, path: Path) -> None:
        """Write the drawing as a PNG with few colours, always the same bytes."""
        small = self.image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
        few = small.quantize(COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        few.save(path, "PNG", optimize=True)


def _finer(points: Sequence[Point]) -> list[Point]:
    return [(x * FINER, y * FINER) for x, y in points]
