"""Photos as phones make them: turned by a note beside the image, and telling where and by whom."""

from io import BytesIO
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, PngImagePlugin

AUTHOR = "Camille Dupont"
CAMERA = "Appareil X100"
ORIENTATION, ARTIST, MODEL, GPS = 0x0112, 0x013B, 0x0110, 0x8825
TURNED_RIGHT = 6
XMP = f"<x:xmpmeta xmlns:x='adobe:ns:meta/'>{AUTHOR}</x:xmpmeta>".encode()
FORMATS = {"jpg": "JPEG", "png": "PNG", "webp": "WEBP", "avif": "AVIF", "heic": "HEIF"}


def photo(extension: str = "jpg", width: int = 600, height: int = 400) -> SimpleUploadedFile:
    """Return a photo stored lying, *width* × *height*, with red at its top right once upright."""
    exif = Image.Exif()
    exif[ORIENTATION], exif[ARTIST], exif[MODEL] = TURNED_RIGHT, AUTHOR, CAMERA
    exif.get_ifd(GPS).update({1: "N", 2: (49.0, 11.0, 9.2), 3: "W", 4: (0.0, 22.0, 8.8)})
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Author", AUTHOR)
    texts.add_itxt("Comment", AUTHOR)
    options = {
        "jpg": {"xmp": XMP, "comment": AUTHOR.encode()},
        "png": {"pnginfo": texts},
        "heic": {"xmp": XMP},
    }.get(extension, {"xmp": XMP})
    image = Image.new("RGB", (width, height), "white")
    image.paste("red", (0, 0, width // 4, height // 4))
    content = BytesIO()
    image.save(content, FORMATS[extension], exif=exif.tobytes(), **options)
    return SimpleUploadedFile(f"photo.{extension}", content.getvalue())


def cut(file: SimpleUploadedFile, kept: float = 0.5) -> SimpleUploadedFile:
    """Return the beginning of *file*: of a sending that stopped half-way."""
    content = file.read()
    return SimpleUploadedFile(str(file.name), content[: int(len(content) * kept)])


def what_it_tells(path: str | Path) -> dict[str, object]:
    """Return what the file at *path* holds beside its image, as Pillow and a search find it."""
    content = Path(path).read_bytes()
    with Image.open(BytesIO(content)) as image:
        image.load()
        told = {
            "exif": dict(image.getexif()) | dict(image.getexif().get_ifd(GPS)),
            "texts": {
                key: value
                for key, value in image.info.items()
                if key in ("comment", "exif", "xmp", "Author", "Comment", "XML:com.adobe.xmp")
            },
            "found": [text for text in (AUTHOR, CAMERA) if text.encode() in content],
        }
    return {key: value for key, value in told.items() if value}


def is_upright(path: str | Path) -> bool:
    """Whether the red corner of ``photo`` is where it was seen."""
    with Image.open(path) as image:
        red, green, _ = image.convert("RGB").getpixel((image.width - 10, 10))
        return image.height > image.width and red > 200 and green < 100


def uploads() -> set[Path]:
    """Return all the files that the site keeps, but for the sizes that it makes itself."""
    root = Path(settings.MEDIA_ROOT)
    return {path for path in root.rglob("*") if path.is_file() and path.parent != root / "images"}
