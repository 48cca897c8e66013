"""Examples for the register of labels. They are granted to nobody: the places are real."""

from io import BytesIO

from django.conf import settings
from django.core.files.images import ImageFile
from PIL import Image as Pillow
from PIL import ImageDraw, ImageFont
from wagtail.images.models import Image

from core.text.words import slug_of
from directory.models import Label

NOTICE = "Exemple\u00a0: les critères de ce label restent à valider par la Région."
RULE = (
    "Exemple\u00a0: un vrai logo viendrait avec sa règle d’emploi, telle que sa taille minimale, "
    "ses couleurs et les documents où il peut paraître."
)
EXAMPLES = {
    "epn": "EPN",
    "tiers-lieux": "Tiers-Lieux",
}
INK, GROUND = "#0a4552", "#ffffff"
SIZE = (1200, 480)  # pixels


def label_slug(kind: str) -> str:
    """Return the slug of the example label of a *kind*, a key of ``EXAMPLES``."""
    return f"{kind}-{slug_of(settings.REGION.name)}"


def create_labels() -> None:
    """Create the example labels that are missing, and the logos of those that have none."""
    for kind, said in EXAMPLES.items():
        name = f"{said} {settings.REGION.name}"
        label, _ = Label.objects.get_or_create(
            slug=label_slug(kind),
            defaults={"name": name, "description": NOTICE, "is_example": True},
        )
        if label.is_example and label.logo is None:
            label.logo, label.logo_rule = _logo(name), RULE
            label.save()


def _logo(name: str) -> Image:
    """Draw what stands for the logo of the label *name*, and says that it is an example."""
    picture = Pillow.new("RGB", SIZE, GROUND)
    draw = ImageDraw.Draw(picture)
    draw.rounded_rectangle((12, 12, SIZE[0] - 12, SIZE[1] - 12), 60, outline=INK, width=14)
    for text, height, size in ((name, 190, 100), ("logo d’exemple", 330, 60)):
        draw.text((SIZE[0] / 2, height), text, INK, ImageFont.load_default(size), anchor="mm")
    file = BytesIO()
    picture.save(file, "PNG")
    file.seek(0)
    title = f"Logo d’exemple\u00a0: {name}"
    return Image.objects.create(title=title, file=ImageFile(file, name=f"exemple-logo-{name}.png"))
