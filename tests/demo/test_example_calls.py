"""The example calls: a file in every state that exists, and no answer before its date."""

from collections import Counter

import pytest
from django.utils import timezone

from ami.kinds import AMI
from ami.models import CallPage, Dossier, Meeting, Preview
from ami.services.deposit import digest_of
from core.models import OutgoingMail
from normandie.demo.calls import create_example_call
from tests.ami.factories import CallsPageFactory

pytestmark = pytest.mark.django_db


def test_every_state_is_shown_truly_and_told_at_its_date() -> None:
    CallsPageFactory()

    assert create_example_call() == 40
    assert create_example_call() == 0  # they are there

    files = list(Dossier.objects.select_related("call"))
    assert {each.state for each in files} == set(AMI.states)
    assert all(each.is_example and each.call.is_example for each in files)
    assert not OutgoingMail.objects.exists()
    for each in files:
        answered = AMI.state(each.state).shows_result
        assert not answered or each.call.results_at <= timezone.now()
        assert bool(each.told_orientations()) is answered
        if each.frozen:
            assert each.digest == digest_of(each.frozen)
            assert each.call.opens_at <= each.deposited_at < each.call.closes_at
            steps = [step.at for step in each.history.order_by("pk")]
            assert steps == sorted(steps)
    to_complete = [each.open_completion() for each in files if each.state == "a_completer"]
    assert Counter(each.is_overdue for each in to_complete) == {False: 3, True: 1}
    assert Meeting.objects.filter(state=Meeting.State.ACCEPTED).count() == 2
    assert CallPage.objects.filter(is_example=True).count() == 2
    assert {each.pages for each in Preview.objects.all()} == {1, 2}  # of a picture, of a plan
