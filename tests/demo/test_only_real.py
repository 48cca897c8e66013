"""« demo --only-real »: the public places, and nothing invented but the workshops."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from directory.models import LabelGrant, PlacePage
from events.models import EventPage
from normandie.demo.accounts import MANAGER
from tests.demo.building import build, build_from_nothing, few_real_places

pytestmark = pytest.mark.django_db


def test_only_real_places_are_there_and_someone_looks_after_one(
    client: Client, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with few_real_places(tmp_path_factory.mktemp("demo"), 4):
        build_from_nothing(only_real=True)
        printed = build(only_real=True)

    assert PlacePage.objects.count() == 4
    assert not PlacePage.objects.filter(is_example=True).exists()
    assert not LabelGrant.objects.exists()
    assert EventPage.objects.count() == 8
    assert get_user_model().objects.get(username=MANAGER.username).managed_places.count() == 1
    assert "lieux d’exemple" not in printed
    assert "laissent de côté les lieux d’exemple" not in client.get("/annuaire/").content.decode()
