"""Where the button of a call to action leads."""

import pytest
from django.test import Client
from wagtail.blocks.struct_block import StructBlockValidationError

from normandie.editorial.blocks.base import LinkBlock
from tests.editorial.pages import StandardPageFactory, block
from tests.factories import DirectoryPageFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("query", ["type=tiers-lieu&q=café", "?type=tiers-lieu&q=café"])
def test_a_call_may_lead_to_a_search_of_the_directory(client: Client, query: str) -> None:
    link = {"page": DirectoryPageFactory().pk, "query": query, "url": ""}
    call = {"title": "", "text": "", "label": "Voir les tiers-lieux", "link": link}
    page = StandardPageFactory(body=[block("call_to_action", call)])

    html = client.get(page.url).content.decode()

    assert 'href="/annuaire/?type=tiers-lieu&amp;q=café"' in html


def test_a_search_needs_the_page_that_answers_it() -> None:
    link = LinkBlock()

    with pytest.raises(StructBlockValidationError):
        link.clean({"page": None, "query": "type=epn", "url": "https://exemple.fr/"})
