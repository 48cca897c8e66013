"""Places with whatever their fields may hold, for hypothesis."""

from datetime import date

from django.core.exceptions import ValidationError
from hypothesis import strategies as st

from core.text.cleaning import clean_line, paragraphs_html
from core.validators import validate_email_lines, validate_siret, validate_url_lines
from directory.models import Vocabulary
from directory.standard.vocabularies import VOCABULARIES

COMMUNES = ("14118", "76540", "50502", "61001", "27229", "14581")
HOURS = (  # as forms and imports store them: readable, or past repair
    "",
    "24/7",
    "Mo-Fr 09:00-12:00,14:00-18:30; Sa 08:30-12:00; PH off",
    'Mo 09:00-12:00 "sur rendez-vous, à l’accueil"',
    "week 1-53/2 Mo 09:00-12:00",
    "selon la marée",
)

characters = st.characters(exclude_categories=("Cs",), exclude_characters="\x00")


def _passes(validate):
    def passes(value):
        try:
            validate(value)
        except ValidationError:
            return False
        return True

    return passes


def _luhn(digits: str) -> str:
    return next(
        digits + str(key) for key in range(10) if _passes(validate_siret)(digits + str(key))
    )


def texts(size: int, least: int = 0) -> st.SearchStrategy[str]:
    """Any text; with *least*, one that says something once it is clean."""
    text = st.text(characters, min_size=least, max_size=size)
    return text.filter(clean_line) if least else text


def lines(items: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.lists(items, max_size=3).map("\n".join)


emails = st.emails().filter(_passes(validate_email_lines))
sites = (
    st.text(characters.filter(lambda char: not char.isspace()), max_size=20)
    .map(lambda text: f"https://exemple.fr/?q={text}")
    .filter(_passes(validate_url_lines))
)
sirets = st.integers(1, 10**13 - 1).map(lambda number: _luhn(f"{number:013}"))
phones = st.from_regex(r"\+(33|590|262)[0-9]{6,9}", fullmatch=True, alphabet="0123456789+")
labels = texts(30).map(lambda text: " ".join(text.split())) | st.sampled_from(["ZRR", "QPV", "a|b"])
points = st.tuples(st.floats(48.10, 50.08), st.floats(-1.98, 1.83)) | st.just((None, None))
rich_texts = texts(60).map(paragraphs_html) | st.sampled_from(
    ["<h3>Titre</h3><p>Un <b>mot</b></p>", "<ul><li>A</li><li>B &amp; C</li></ul>", ""]
)
bodies = st.lists(rich_texts.map(lambda html: {"type": "text", "value": html}), max_size=2)
terms = st.sets(
    st.sampled_from(
        [(name, entry.code) for name, entries in VOCABULARIES.items() for entry in entries]
    ),
    max_size=12,
).filter(lambda pairs: not any(name == Vocabulary.KIND for name, _ in pairs))


@st.composite
def place_fields(draw: st.DrawFn) -> dict[str, object]:
    """Fields of one place, for ``PlacePageFactory``, and its terms as (list, code) pairs."""
    latitude, longitude = draw(points)
    siret = draw(st.just("") | sirets)
    return {
        "title": draw(texts(60, least=1)),
        "public_id": draw(texts(30, least=1).map(clean_line)),
        "source": draw(st.sampled_from(["", "Numi", "Hubik"])),
        "commune_id": draw(st.sampled_from(COMMUNES)),
        "postcode": draw(st.from_regex(r"[0-9]{5}", fullmatch=True, alphabet="0123456789")),
        "address": draw(texts(60, least=1)),
        "address_extra": draw(texts(40)),
        "latitude": latitude,
        "longitude": longitude,
        "phone": draw(st.just("") | phones),
        "emails": draw(lines(emails)),
        "websites": draw(lines(sites)),
        "booking_url": draw(st.just("") | sites),
        "accessibility_url": draw(st.just("") | sites),
        "hours": draw(st.sampled_from(HOURS)),
        "summary": draw(texts(280)),
        "body": [
            {"type": "text", "value": html} for html in draw(st.lists(rich_texts, max_size=2))
        ],
        "parent_structure": draw(texts(60)),
        "siret": siret,
        "rna": "" if siret else draw(st.sampled_from(["", "W142000001"])),
        "verified_on": draw(st.dates(date(1900, 1, 1), date.today())),
        "other_labels": draw(lines(labels)),
        "terms": draw(terms),
    }


def place_lists() -> st.SearchStrategy[list[dict[str, object]]]:
    return st.lists(
        place_fields(), min_size=1, max_size=3, unique_by=lambda fields: fields["public_id"]
    )
