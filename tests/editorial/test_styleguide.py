"""The page of the style guide that shows the blocks."""

import pytest
from django.test import Client
from django.urls import reverse

from normandie.editorial.blocks import BodyBlock


@pytest.mark.django_db
@pytest.mark.urls("tests.browser.urls")
def test_every_block_stands_on_the_styleguide_even_on_an_empty_site(
    client: Client, empty_site: None
) -> None:
    html = client.get(reverse("styleguide:blocks")).content.decode()

    assert all(f'id="bloc-{name}"' in html for name in BodyBlock().child_blocks)
