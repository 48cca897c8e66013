"""What the tests of experiments start from."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from normandie.equipment.first_pages import create_experiments
from normandie.equipment.models import ExperimentPage, NewUse
from tests.factories import HomePageFactory


def an_experiment(title: str = "Le jeudi du codage", *, days: int = 30, **values: Any) -> Any:
    """Return one that runs for *days* more, and looks for places for a week."""
    today = timezone.localdate()
    page = ExperimentPage(
        title=title,
        question="Vient-on coder le jeudi soir ?",
        theme=NewUse.CODING,
        first_day=today - timedelta(days=60),
        last_day=today + timedelta(days=days),
        **{"calls_until": today + timedelta(days=7)} | values,
    )
    return create_experiments(HomePageFactory()).add_child(instance=page)
