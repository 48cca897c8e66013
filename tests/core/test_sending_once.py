"""One sending is one row: whoever sends again finds what was sent already."""

from collections.abc import Callable, Iterator
from threading import Barrier

import pytest
from django.core.cache import caches
from django.db.models import Model

from core.forms.sending import Sending
from core.limits import RateLimit
from core.models import NumberSeries
from directory.models import ErrorReport, PlacePage
from directory.services.reports import send_report
from events.models import Subscription
from events.services.letter import ask
from normandie.accessibility.models import Complaint
from normandie.accessibility.services.complaints import receive_complaint
from tests.clock import in_december_2026
from tests.core.visitor_forms import TAKEN, OpenForm, make_form
from tests.factories import PlacePageFactory
from tests.threads import at_once

KEY, SLUG = "a" * 64, "la-passerelle-de-deux-fils"


@pytest.fixture(params=["report", "complaint", "letter"])
def form(request: pytest.FixtureRequest, db: None) -> OpenForm:
    return make_form(request.param)


def restart() -> None:
    """What memory held is lost, as when a process is killed."""
    for name in caches:
        caches[name].clear()


@in_december_2026
def test_who_sends_again_is_thanked_again_and_stored_once(form: OpenForm) -> None:
    data = form.opened()
    first = form.send(data)
    restart()

    again = form.send(data, "198.51.100.7")  # the phone has left the Wi-Fi

    assert first.status_code in TAKEN
    assert (again.status_code, again.headers.get("Location")) == (
        first.status_code,
        first.headers.get("Location"),
    )
    assert again.content == first.content
    assert form.model.objects.count() == 1


@in_december_2026
def test_who_goes_back_and_corrects_sends_something_else(form: OpenForm) -> None:
    data = form.opened()
    form.send(data)

    form.send(data | {"email": "autre@exemple.fr"})

    assert set(form.model.objects.values_list("email", flat=True)) == {
        "camille@exemple.fr",
        "autre@exemple.fr",
    }


@in_december_2026
def test_two_people_who_write_the_same_are_two(form: OpenForm) -> None:
    for _ in range(2):
        form.send(form.opened())

    assert form.model.objects.count() == 2


def erase() -> None:
    for model in (ErrorReport, Complaint, Subscription):
        model.objects.filter(sending=KEY).delete()
    for place in PlacePage.objects.filter(slug=SLUG):
        place.delete()
    NumberSeries.objects.all().delete()  # what a complaint had counted


@pytest.fixture
def a_place(shared_database: None) -> Iterator[None]:
    """A place that every thread sees."""
    at_once(lambda: PlacePageFactory(slug=SLUG), times=1)
    yield
    at_once(erase, times=1)


class BothAtOnce(Sending):
    """Goes on when the other thread too has found nothing sent before."""

    together = Barrier(2)

    def check_limits(self, name: str, *limits: RateLimit) -> None:
        self.together.wait(timeout=30)


def report(sending: Sending) -> object:
    place = PlacePage.objects.get(slug=SLUG)
    return send_report(place, sending, subject="horaires", message="Fermé le samedi.")


def complain(sending: Sending) -> object:
    person = {"last_name": "Lefèvre", "first_name": "Camille", "email": "camille@exemple.fr"}
    return receive_complaint(sending, message="La carte ne se lit pas.", **person)


def subscribe(sending: Sending) -> object:
    return ask("https://exemple.fr/agenda/lettre/", sending, email="camille@exemple.fr")


@pytest.mark.django_db
@pytest.mark.usefixtures("a_place")
@pytest.mark.parametrize(
    ("send", "model"), [(report, ErrorReport), (complain, Complaint), (subscribe, Subscription)]
)
def test_the_same_sending_come_twice_at_once_is_stored_once(
    send: Callable[[Sending], object], model: type[Model]
) -> None:
    one, other = at_once(lambda: send(BothAtOnce(KEY, "192.0.2.7")))

    assert one == other
    assert at_once(model.objects.filter(sending=KEY).count, times=1) == [1]
