"""The needs ask for what the closed lists hold, and speak to the visitor."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from core.text.words import slug_of
from directory.guide.links import need_groups
from directory.guide.need import Need
from directory.guide.needs import BY_SLUG, NEEDS
from directory.standard.vocabularies import VOCABULARIES

SPRITE = (Path(settings.BASE_DIR) / "static/img/icons.svg").read_text()


@pytest.mark.parametrize("need", NEEDS, ids=BY_SLUG)
def test_every_term_sought_is_in_its_closed_list(need: Need) -> None:
    for clue in need.sure + need.likely:
        assert clue.slug in {slug_of(entry.code) for entry in VOCABULARIES[clue.vocabulary]}


@pytest.mark.parametrize("need", NEEDS, ids=BY_SLUG)
def test_every_need_has_its_icon_and_its_sentences(need: Need) -> None:
    assert f'id="{need.icon}"' in SPRITE
    assert need.sure
    for text in [clue.sentence for clue in need.sure + need.likely] + [need.bring or "Rien."]:
        assert re.match(r"[A-ZÉ].*\.$", text), text


@pytest.mark.parametrize("need", NEEDS, ids=BY_SLUG)
def test_what_is_only_likely_sends_to_ask(need: Need) -> None:
    for clue in need.likely:
        assert re.search(r"demandez|dites|reçoit", clue.sentence), clue.sentence


def test_no_two_needs_share_an_address() -> None:
    assert len(BY_SLUG) == len(NEEDS)
    assert all(slug_of(slug) == slug for slug in BY_SLUG)


def test_what_is_sure_is_said_before_what_is_likely() -> None:
    need = BY_SLUG["imprimer"]
    printer, france_services = ("equipement", "imprimante"), ("dispositif", "france-services")

    assert [reason.text for reason in need.reasons([france_services, printer])] == [
        "Vous pouvez y imprimer."
    ]
    assert [reason.fits for reason in need.reasons([france_services])] == [False]
    assert need.reasons([("service", "autre")]) == []


def test_the_same_sentence_is_said_once() -> None:
    terms = [("equipement", "imprimante"), ("coworking", "imprimante")]

    assert len(BY_SLUG["imprimer"].reasons(terms)) == 1


def test_another_page_can_show_the_needs_as_links() -> None:
    groups = need_groups("/annuaire/", [("commune", "14118-caen")])

    links = [link for group in groups for link in group["links"]]
    assert len(links) == len(NEEDS)
    assert links[0]["url"] == "/annuaire/orientation/?besoin=demarche&commune=14118-caen"
