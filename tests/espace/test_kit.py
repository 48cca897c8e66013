"""The communication kit of a place: its code, its papers, its logos."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest
import segno
from django.test import Client
from PIL import Image

from core.pages import pdf, qr_codes
from directory.models import PlacePage, Vocabulary
from events.models import EventPage, Occurrence
from tests.ami.papers import needs_pango, objects, text_of_pdf
from tests.clock import in_december_2026
from tests.editorial.media import make_image
from tests.espace.managing import manager_of
from tests.factories import (
    EventPageFactory,
    LabelFactory,
    LabelGrantFactory,
    OccurrenceFactory,
    PlacePageFactory,
)
from tests.reading import content_of, links, main_text, parsed, texts

pytestmark = [pytest.mark.django_db, in_december_2026]

PARIS = ZoneInfo("Europe/Paris")
SHEET = "http://localhost/annuaire/le-phare/"
HOURS = "Mo-Fr 09:00-12:00; 2026 Dec 24-2026 Dec 31 off"
Status = Occurrence.Status


@pytest.fixture
def place() -> PlacePage:
    return PlacePageFactory(
        title="Le Phare",
        slug="le-phare",
        phone="+33261910301",
        hours=HOURS,
        terms=[(Vocabulary.KIND, "epn")],
    )


@pytest.fixture
def manager(place: PlacePage) -> Client:
    return manager_of(place)


def kit(place: PlacePage, route: str = "") -> str:
    return f"/espace/lieux/{place.pk}/communication/{route}"


def modules_of(png: bytes, border: int = 4) -> list[list[int]]:
    """Return the dark and light modules of a code, without its border, as a camera finds them."""
    image = Image.open(BytesIO(png)).convert("L")
    number = len(segno.make(SHEET, error="m").matrix) + 2 * border
    step = image.width / number
    inside = range(border, number - border)
    return [
        [int(image.getpixel((int((x + 0.5) * step), int((y + 0.5) * step))) < 128) for x in inside]
        for y in inside
    ]


def test_the_code_leads_to_the_sheet_and_is_large_enough_for_paper(
    place: PlacePage, manager: Client
) -> None:
    expected = segno.make(SHEET, error="m").matrix

    png, svg = (manager.get(kit(place, f"code-qr.{kind}")) for kind in ("png", "svg"))

    assert modules_of(png.content) == [list(row) for row in expected]
    assert Image.open(BytesIO(png.content)).width >= 1200
    assert (png["Content-Type"], svg["Content-Type"]) == ("image/png", "image/svg+xml")
    assert b"<svg" in svg.content
    assert svg["Content-Disposition"] == 'attachment; filename="code-qr-le-phare.svg"'


def test_a_sheet_that_is_not_published_is_told(place: PlacePage, manager: Client) -> None:
    assert "ne mènent encore nulle part" not in main_text(manager.get(kit(place)))
    place.unpublish()

    assert "ne mènent encore nulle part" in main_text(manager.get(kit(place)))


def workshop(place: PlacePage, day: date, title: str, **fields: object) -> EventPage:
    return EventPageFactory(place=place, title=title, starts_on=day, **fields)


@pytest.fixture
def december(place: PlacePage) -> None:
    paid = {"price": None, "price_note": "5 € ou 3 €", "booking": EventPage.Booking.NONE}
    workshop(place, date(2026, 12, 31), "Le réveillon", **paid)
    first = workshop(place, date(2026, 12, 1), "Premiers pas")
    for over in (datetime(2026, 11, 30, 23, tzinfo=PARIS), datetime(2026, 12, 1, 0, tzinfo=PARIS)):
        OccurrenceFactory(event=first, starts_at=over)
    workshop(place, date(2027, 1, 1), "L’an neuf")
    workshop(PlacePageFactory(), date(2026, 12, 2), "Ailleurs")
    workshop(place, date(2026, 12, 3), "Brouillon", live=False)
    cancelled = workshop(place, date(2026, 12, 4), "Annulé d’avance")
    cancelled.occurrences.update(status=Status.CANCELLED)
    moved = workshop(place, date(2027, 1, 9), "Déplacé").occurrences.get()
    moved.starts_at = datetime(2026, 12, 5, 10, tzinfo=PARIS)
    moved.ends_at = moved.starts_at + timedelta(hours=1)
    moved.status = Status.POSTPONED
    moved.save()


@pytest.mark.usefixtures("december")
def test_the_programme_tells_what_takes_place_in_the_month(
    place: PlacePage, manager: Client
) -> None:
    page = manager.get(kit(place, "programme/?mois=2026-12"))

    assert texts(page, ".paper-day__name") == [
        "Mardi 1er décembre 2026",
        "Samedi 5 décembre 2026",
        "Jeudi 31 décembre 2026",
    ]
    assert texts(page, ".paper-date__title") == [
        *("Premiers pas", "Premiers pas"),  # what is over too: the page stays on the wall
        *("Déplacé", "Le réveillon"),
    ]
    assert texts(page, ".paper-date__facts")[2:] == [
        "Gratuit – Réservation au 02 61 91 03 01",
        "5 € ou 3 € – Sans réservation",
    ]
    assert "prévu d’abord le samedi 9 janvier 2027" in main_text(page)
    january = manager.get(kit(place, "programme/?mois=2027-01"))
    assert texts(january, ".paper-date__title") == ["L’an neuf"]


@pytest.mark.one_engine
@pytest.mark.parametrize("month", ["", "2026-13", "2031-01", "2026-11", "<script>", "٢٠٢٦-١٢"])
def test_a_month_that_is_not_offered_gives_the_current_one(
    place: PlacePage, manager: Client, month: str
) -> None:
    page = manager.get(kit(place, "programme/"), {"mois": month})

    assert texts(page, ".paper-month") == ["Décembre 2026"]
    assert "Aucun atelier n’est annoncé pour ce mois." in main_text(page)


@pytest.mark.time_machine(datetime(2026, 12, 20, 9, tzinfo=PARIS))
def test_towards_the_end_of_a_month_the_next_one_is_proposed(place: PlacePage) -> None:
    page = manager_of(place).get(kit(place))

    assert texts(page, "select option[selected]") == ["Janvier 2027"]
    assert len(texts(page, "select option")) == 6


@pytest.mark.usefixtures("december")
def test_the_programme_is_a_tagged_pdf_of_one_page(place: PlacePage, manager: Client) -> None:
    needs_pango()
    response = manager.get(kit(place, "programme.pdf?mois=2026-12"))

    said = text_of_pdf(response.content)
    assert "Le Phare Décembre 2026" in said
    assert "de 14 h à 16 h Premiers pas" in said.replace("\xa0", " ")
    assert "localhost/annuaire/le-phare" in said
    assert "Page 1 sur 1" in said
    assert b"Code QR de la fiche de Le Phare" in alternatives(response.content)
    name = "programme-2026-12-le-phare.pdf"
    assert response["Content-Disposition"] == f'attachment; filename="{name}"'


def alternatives(content: bytes) -> bytes:
    """Return what a PDF holds, the words beside its images as plain bytes."""
    return objects(content).replace(b"\\040", b" ")


@pytest.mark.parametrize("paper", ["a5", "a4"])
def test_the_plaque_tells_lasting_hours_on_one_page(
    place: PlacePage, manager: Client, paper: str
) -> None:
    needs_pango()
    LabelGrantFactory(place=place, label=LabelFactory(name="Réseau normand", slug="reseau"))
    place.hours_note = "Sonnez à l’interphone. " * 12
    place.save()

    response = manager.get(kit(place, f"plaque.pdf?format={paper}"))

    said = text_of_pdf(response.content).replace("\xa0", " ")
    assert "localhost/label/verifier LAB-" in said.replace("/ ", "/")  # where the line was cut
    assert "Le Phare Réseau normand Horaires Du lundi au vendredi de 9 h à 12 h." in said
    assert "24" not in said  # what is exceptional is soon over
    assert "02 61 91 03 01" in said
    assert b"/Count 1" in objects(response.content)


def test_a_plaque_without_hours_leads_to_the_code(manager: Client, place: PlacePage) -> None:
    place.hours = ""
    place.save()

    page = manager.get(kit(place, "plaque/?format=a3"))

    assert texts(page, ".paper-hours__text") == [
        "Visez le code ci-dessous : il mène à nos horaires."
    ]
    assert "ne sont pas connus" in main_text(page)
    assert parsed(page).select_one(".paper--a5")


@pytest.mark.parametrize("paper", ["programme", "plaque"])
def test_where_no_pdf_can_be_drawn_the_page_is_printed(
    place: PlacePage, manager: Client, paper: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "is_available", lambda: False)

    page = manager.get(kit(place, f"{paper}.pdf"), follow=True)

    assert page.redirect_chain[0][0].startswith(kit(place, f"{paper}/?"))
    assert "imprimez cette page" in main_text(page)
    assert "Télécharger le PDF" not in links(page)


def test_pdfs_are_not_drawn_without_end(
    place: PlacePage, manager: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[str] = []
    monkeypatch.setattr(pdf, "is_available", lambda: True)
    monkeypatch.setattr(
        pdf, "render_pdf", lambda template, *args: drawn.append(template) or b"%PDF"
    )

    answers = {manager.get(kit(place, "plaque.pdf")).status_code for _ in range(70)}

    assert answers == {200, 302}
    assert len(drawn) == 60


@pytest.fixture
def labels(place: PlacePage, made_label: Callable) -> None:
    made_label("tenu", place, logo_rule="Jamais plus petit\nque deux centimètres.")
    made_label("passe", place, expires_on=date(2026, 11, 30))
    made_label("autre", PlacePageFactory())


@pytest.fixture
def made_label() -> Callable:
    def make(slug: str, holder: PlacePage, *, logo_rule: str = "", **dates: date) -> None:
        label = LabelFactory(
            slug=slug, name=f"Label {slug}", logo=make_image(), logo_rule=logo_rule
        )
        LabelGrantFactory(place=holder, label=label, granted_on=date(2026, 1, 1), **dates)

    return make


@pytest.mark.usefixtures("labels")
def test_only_the_logo_of_a_label_that_the_place_holds_is_given(
    place: PlacePage, manager: Client
) -> None:
    page = manager.get(kit(place))

    assert texts(page, ".kit__part h3") == ["Label tenu"]
    grant = place.grants.get(label__slug="tenu")
    code = manager.get(kit(place, "labels/tenu/code-qr.svg"))
    assert code.content == qr_codes.svg(f"http://localhost/label/verifier/{grant.reference}/")
    assert "Jamais plus petit que deux centimètres." in main_text(page)
    response = manager.get(links(page)["Télécharger le logo"])
    assert Image.open(BytesIO(content_of(response))).size == (400, 225)
    assert response["Content-Disposition"].startswith('attachment; filename="logo-tenu.')
    for slug in ("passe", "autre", "absent"):
        assert manager.get(kit(place, f"logos/{slug}/")).status_code == 404, slug
        assert manager.get(kit(place, f"labels/{slug}/code-qr.png")).status_code == 404, slug


def test_a_label_without_logo_says_that_it_will_come(place: PlacePage, manager: Client) -> None:
    LabelGrantFactory(place=place, label=LabelFactory())

    page = manager.get(kit(place))

    assert "n’a pas encore donné le logo" in main_text(page)
    assert "Télécharger le logo" not in links(page)
