"""Files joined to the example files: the drawing of a place, a plan of two pages. All invented."""

from io import BytesIO
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

PHOTOS = Path(__file__).with_name("photos")
PAGE = (595, 842)  # A4, in points
INK, WALL = "#14262d", "#cfe4e6"
ROOMS = ((60, 180, 300, 420, "Atelier"), (300, 180, 535, 420, "Salle"), (60, 420, 535, 640, "Hall"))


def example_files() -> list[SimpleUploadedFile]:
    """Return what a carrier joins: « plan-exemple.pdf », « local-exemple.png »."""
    photo = (PHOTOS / "atelier.png").read_bytes()
    return [
        SimpleUploadedFile("plan-exemple.pdf", _plan()),
        SimpleUploadedFile("local-exemple.png", photo),
    ]


def _plan() -> bytes:
    pages = []
    for title in ("Plan du rez-de-chaussée (exemple)", "Plan de l’étage (exemple)"):
        page = Image.new("RGB", PAGE, "white")
        drawing = ImageDraw.Draw(page)
        drawing.text((60, 90), title, fill=INK, font_size=24)
        for left, top, right, bottom, name in ROOMS:
            drawing.rectangle((left, top, right, bottom), fill=WALL, outline=INK, width=4)
            drawing.text((left + 20, top + 20), name, fill=INK, font_size=18)
        pages.append(page)
    content = BytesIO()
    pages[0].save(content, "PDF", save_all=True, append_images=pages[1:])
    return content.getvalue()
