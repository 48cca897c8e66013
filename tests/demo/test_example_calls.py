"""The example calls: a file in every state that exists, and no answer before its date."""

from collections import Counter

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone

from ami.kinds import AMI
from ami.models import (
    Assessment,
    Bordereau,
    CallPage,
    Dossier,
    FollowUp,
    Meeting,
    Opinion,
    Preview,
)
from ami.services.deposit import digest_of
from core.models import OutgoingMail
from normandie.demo.accounts import create_accounts
from normandie.demo.call_readings import create_example_readings
from normandie.demo.calls import create_example_call
from normandie.roles import EDITORS_GROUP, TEAM_GROUP, apply_roles
from tests.ami.factories import CallsPageFactory

pytestmark = pytest.mark.django_db


def test_every_state_is_shown_truly_and_told_at_its_date() -> None:
    CallsPageFactory()

    assert create_example_call() == 43
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
    assert Opinion.objects.awaited().count() > Opinion.objects.overdue().count() > 0
    assert Opinion.objects.filter(state=Opinion.State.GIVEN).exists()
    assert CallPage.objects.filter(is_example=True).count() == 3
    assert {each.pages for each in Preview.objects.all()} == {1, 2}  # of a picture, of a plan


def test_what_comes_after_the_answer_is_shown_too() -> None:
    CallsPageFactory()
    create_example_call()

    asked = FollowUp.objects.count()
    assert asked == 7  # those that something was proposed to
    assert 0 < FollowUp.objects.sent().count() < asked
    bordereau = Bordereau.objects.get()
    assert bordereau.leaving().count() == 3
    assert bordereau.state == Bordereau.State.PROPOSED


def test_files_of_the_open_call_are_read_by_two_people_who_sometimes_disagree() -> None:
    CallsPageFactory()
    create_example_call()
    apply_roles()
    team, editors = (Group.objects.get(name=name) for name in (TEAM_GROUP, EDITORS_GROUP))
    create_accounts(team, editors, [])

    assert create_example_readings() == Assessment.objects.count() > 0
    assert create_example_readings() == 0  # they are there

    files = Dossier.objects.filter(call__is_example=True)
    assert files.divided().exists()
    assert files.unassessed().exists()
    assert len({each.author for each in Assessment.objects.all()}) == 2
