"""Foreign files are drawn apart, within limits: what is hostile costs itself alone."""

import io
import zlib
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from core import previews
from core.previews import LONGEST_SIDE, PDF, PICTURE, NotDrawn, draw
from tests.core.photos import photo


def a_pdf(pages: int = 1, *, more: bytes = b"") -> io.BytesIO:
    """Return a PDF of red pages, of A4; *more* goes in its catalogue."""
    content = io.BytesIO()
    images = [Image.new("RGB", (595, 842), "red") for _ in range(pages)]
    images[0].save(content, "PDF", save_all=True, append_images=images[1:])
    return io.BytesIO(content.getvalue().replace(b"/Type /Catalog", b"/Type /Catalog " + more))


def png_bomb(side: int) -> io.BytesIO:
    """Return a PNG of some kilobytes that says it has *side* × *side* pixels, and has them."""
    rows = zlib.compressobj()
    data = b"".join(rows.compress(b"\0" * (side // 8 + 1)) for _ in range(side)) + rows.flush()

    def chunk(kind: bytes, content: bytes) -> bytes:
        check = zlib.crc32(kind + content).to_bytes(4, "big")
        return len(content).to_bytes(4, "big") + kind + content + check

    head = side.to_bytes(4, "big") * 2 + bytes([1, 0, 0, 0, 0])
    parts = chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")
    return io.BytesIO(b"\x89PNG\r\n\x1a\n" + parts)


def opened(content: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(content))
    image.load()
    return image


def test_the_first_pages_of_a_pdf_are_pictures() -> None:
    drawing = draw(a_pdf(5), PDF)

    assert (drawing.pages, len(drawing.pictures)) == (5, 3)
    image = opened(drawing.pictures[0].content)
    assert image.format == "WEBP"
    assert max(image.size) == LONGEST_SIDE
    assert image.convert("RGB").getpixel((10, 10))[0] > 200


def test_a_picture_is_upright_small_and_says_nothing_of_its_camera() -> None:
    large = Image.new("RGB", (3000, 1500), "blue")
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "Un appareil"  # to be turned; its maker
    content = io.BytesIO()
    large.save(content, "JPEG", exif=exif)
    content.seek(0)

    [picture] = draw(content, PICTURE).pictures

    image = opened(picture.content)
    assert image.size == (picture.width, picture.height) == (500, 1000)
    assert not image.getexif()
    assert b"Un appareil" not in picture.content
    assert draw(photo(), PICTURE).pages == 1


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (io.BytesIO(b"%PDF-1.7 rien"), PDF),
        (io.BytesIO(b""), PDF),
        (io.BytesIO(b"<svg/>"), PICTURE),
        (io.BytesIO(b"\x89PNG\r\n\x1a\n" + b"\0" * 100), PICTURE),
    ],
)
def test_what_is_broken_is_not_drawn(content: io.BytesIO, kind: str) -> None:
    with pytest.raises(NotDrawn):
        draw(content, kind)


def test_a_script_of_a_pdf_does_not_run_and_the_page_is_drawn() -> None:
    script = b"/OpenAction << /S /JavaScript /JS (while(true){}) >>"

    assert draw(a_pdf(more=script), PDF).pages == 1


def test_a_bomb_spends_nothing_of_the_site() -> None:
    assert draw(png_bomb(7000), PICTURE).pictures[0].width == LONGEST_SIDE  # 49 million pixels
    with pytest.raises(NotDrawn):
        draw(png_bomb(20_000), PICTURE)


@pytest.mark.parametrize(("limit", "value"), [("MEMORY", 40 * 2**20), ("SECONDS", 0)])
def test_it_has_neither_more_memory_nor_more_time_than_it_is_given(
    limit: str, value: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(previews, limit, value)

    with pytest.raises(NotDrawn):
        draw(a_pdf(), PDF)


def hostile(monkeypatch: pytest.MonkeyPatch, folder: Path, program: str) -> None:
    """Have *program* run in the place of the sandbox, after its limits are taken."""
    limits = previews.SANDBOX.read_text("utf-8").split("def main()")[0]
    path = folder / "hostile.py"
    path.write_text(f"{limits}\ntake_away(5, 512 * 2**20)\n{program}", "utf-8")
    monkeypatch.setattr(previews, "SANDBOX", path)


@pytest.mark.parametrize(
    "program",
    [
        'sys.stdout.buffer.write(b"1\\n9999 10 4\\nRIFF")',  # wider than asked
        'sys.stdout.buffer.write(b"1\\n10 10 25\\n<script>alert(1)</script>")',  # no picture
        'sys.stdout.buffer.write(b"2\\n")',
        'sys.stdout.buffer.write(b"rien")',
        'open("{folder}/trace", "w").write("x")',  # a file of this machine
    ],
)
def test_what_comes_back_from_a_process_that_was_taken_over_is_not_believed(
    program: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    hostile(monkeypatch, tmp_path, program.replace("{folder}", str(tmp_path)))

    with pytest.raises(NotDrawn):
        draw(a_pdf(), PDF)
    trace = tmp_path / "trace"
    assert not trace.exists() or not trace.read_text()


def test_it_knows_nothing_of_the_settings_of_the_site(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SECRET_KEY", "un secret")
    told: dict[str, Any] = {}
    run = previews.subprocess.run

    def watched(*args: Any, **given: Any) -> Any:
        told.update(given)
        return run(*args, **given)

    monkeypatch.setattr(previews.subprocess, "run", watched)
    draw(a_pdf(), PDF)

    assert told["env"] == {}
