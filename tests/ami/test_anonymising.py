"""An anonymised copy names nobody that its file knows, or says where it still may."""

import re
import string
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ami.anonymising import MARKS, Anonymiser, Identity

CARRIER = Identity(
    structures=("Les Petits Débrouillards du Bocage (LPDB)",),
    people=("Camille Exemple-Dupont", "Anne Le Goff"),
    places=("Le Phare",),
    emails=("camille@exemple.fr",),
    numbers=("12345678900012", "W142000001"),
    phones=("+33261910012",),
    addresses=("1 place de la Mairie\n14000 Caen",),
    hidden=("le grand marché",),
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Les Petits Débrouillards du Bocage agissent", "[structure] agissent"),
        ("LES PETITS DEBROUILLARDS DU BOCAGE", "[structure]"),
        ("(les Petits Débrouillards du Bocage (LPDB))", "([structure])"),
        ("les petits-débrouillards\ndu bocage", "[structure]"),
        ("l’équipe des Petits Débrouillards du Bocage", "l’équipe des [structure]"),
        ("Camille Exemple-Dupont signe", "[personne] signe"),
        ("EXEMPLE-DUPONT Camille", "[personne]"),
        ("Le Goff Anne signe", "[personne] signe"),
        ("Ca\u00admille Exemple Dupont", "[personne]"),
        (unicodedata.normalize("NFD", "les Petits Débrouillards du Bocage"), "[structure]"),
        (
            "écrire à camille@exemple.fr, ou à autre@exemple.org.",
            "écrire à [courriel], ou à [courriel].",
        ),
        (
            "02 61 91 00 12, 02.61.91.00.12 ou +33 (0)2 61 91 00 12",
            "[téléphone], [téléphone] ou [téléphone]",
        ),
        ("0261 910 012 ou +33 (0) 2 619 100-12", "[téléphone] ou [téléphone]"),
        ("SIRET 123 456 789 00012, SIREN 123456789", "SIRET [numéro], SIREN [numéro]"),
        ("RNA w142000001", "RNA [numéro]"),
        ("au 1, place de la mairie, 14000 CAEN", "au [adresse]"),
        ("1 place de la Mairie", "[adresse]"),
        ("Venez au Phare, le Phare est ouvert", "Venez au [lieu], [lieu] est ouvert"),
        ("derrière le Grand Marché", "derrière [masqué]"),
        ("Un budget de 12 000 euros pour 2027", "Un budget de 12 000 euros pour 2027"),
    ],
)
def test_what_is_known_is_replaced_however_it_is_written(text: str, expected: str) -> None:
    assert Anonymiser(CARRIER).hide(text) == expected


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Camille viendra, avec M. Untel", ["Camille", "Untel"]),
        ("Mme Dupont", ["Dupont"]),
        ("nos débrouillards, petits et grands", ["débrouillards", "petits"]),
        ("Le projet de la LPDB", ["LPDB"]),
        ("voir www.debrouillards-bocage.fr/contact", ["www.debrouillards-bocage.fr/contact"]),
        ("sur le compte @debrouillards14", ["@debrouillards14"]),
        ("dossier 2026-0041-99-12", ["2026-0041-99-12"]),
        ("Un atelier pour les habitants, une fois par mois", []),
        ("Le projet d’Anne", ["Anne"]),  # not « Le », of « Le Goff »
        ("[structure] et [personne] du [lieu]", []),
    ],
)
def test_where_a_name_may_still_stand_is_said(text: str, found: list[str]) -> None:
    doubts = Anonymiser(CARRIER).doubts(text)

    for each in found:
        assert any(each in doubt.found for doubt in doubts), doubts
    assert not [d for d in doubts if not any(d.found in each or each in d.found for each in found)]


def test_a_doubt_shows_the_words_around() -> None:
    [doubt] = Anonymiser(CARRIER).doubts("Un début de phrase. " * 3 + "Camille arrive.")

    assert doubt.before.startswith("…")
    assert doubt.before.endswith("phrase. ")
    assert (doubt.found, doubt.after) == ("Camille", " arrive.")


LETTERS = st.text(string.ascii_letters + "éèçÉœŒñßЖя中ÅÏ", min_size=4, max_size=9)
NAMES = st.lists(LETTERS, min_size=1, max_size=4).map(" ".join)
BOXES = st.builds(
    "{}@{}.fr".format,
    st.text("abcxyz.9", min_size=1, max_size=8),
    st.text("abxy", min_size=2, max_size=8),
)
PHONES = st.text(string.digits, min_size=8, max_size=8).map(lambda digits: f"+332{digits}")
SIRETS = st.text(string.digits, min_size=14, max_size=14)
SIGNS = st.sampled_from([" ", ", ", "-", " – ", "\n", "’", " (", ") ", "/", "\u00a0", " et ", "."])
NOISE = st.text(max_size=12)


def spoken(name: str) -> st.SearchStrategy[str]:
    """The ways in which people write *name*."""
    return st.sampled_from(
        [
            name,
            name.upper(),
            name.lower(),
            name.replace(" ", "-"),
            name.replace(" ", "\n"),
            unicodedata.normalize("NFD", name),
        ]
    )


def dialled(number: str) -> st.SearchStrategy[str]:
    local = "0" + number[3:]
    pairs = [local[at : at + 2] for at in range(0, 10, 2)]
    return st.sampled_from([number, local, " ".join(pairs), ".".join(pairs), "\u00a0".join(pairs)])


@st.composite
def files(draw: st.DrawFn) -> tuple[Identity, str]:
    """An identity, and a text in which it stands somewhere."""
    known = Identity(
        structures=(draw(NAMES),),
        people=(draw(NAMES),),
        emails=(draw(BOXES),),
        phones=(draw(PHONES),),
        numbers=(draw(SIRETS),),
    )
    written = [
        *(draw(spoken(name)) for name in (*known.structures, *known.people)),
        *known.emails,
        draw(dialled(known.phones[0])),
        known.numbers[0],
    ]
    words = draw(st.permutations(written))
    text = draw(NOISE)
    for word in words:
        text += draw(SIGNS) + word + draw(SIGNS) + draw(NOISE)
    return known, text


def words(text: str) -> list[str]:
    """Return the words of *text* as one compares them by eye: no case, no accent, no sign."""
    bare = unicodedata.normalize("NFKD", unicodedata.normalize("NFC", text).casefold())
    bare = "".join(char for char in bare if not unicodedata.combining(char)).replace("œ", "oe")
    return re.findall(r"[^\W_]+", bare)


def stands(name: str, text: str) -> bool:
    """Whether *name* stands in *text*, as words that follow each other or glued in one."""
    own, there = words(name), words(text)
    glued = "".join(own)
    follows = (there[at : at + len(own)] == own for at in range(len(there)))
    return any(follows) or any(glued in word for word in there)


@given(files())
def test_nothing_known_stands_outside_of_what_is_listed(found: tuple[Identity, str]) -> None:
    known, text = found
    anonymiser = Anonymiser(known)

    hidden = anonymiser.hide(text)

    said = MARKS.sub("|", hidden)
    for doubt in anonymiser.doubts(hidden):
        said = said.replace(doubt.found, "|")
    for part in said.split("|"):
        for name in (*known.structures, *known.people):
            assert not stands(name, part)
        assert known.emails[0] not in part.lower()
        digits = re.sub(r"[^0-9]", "", part)
        assert known.phones[0][3:] not in digits
        assert known.numbers[0] not in digits
