"""What may become of an attribution of a label, and of what a label asks."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from core.admin.incoming.views import StatefulEditView
from core.workflow import TEAM, Actor, NotNow, ReasonMissing, WorkflowError
from directory.label_workflow import GRANTS, REQUIREMENTS
from directory.models import LabelGrant, LabelRequirements
from directory.models.label import Standing
from tests.directory.labels import do, publish
from tests.factories import LabelFactory, LabelGrantFactory, LabelRequirementsFactory, UserFactory
from tests.roles import signed_in

pytestmark = pytest.mark.django_db
STAFF = Actor(TEAM)


@pytest.mark.one_engine
def test_the_table_of_attributions_whole() -> None:
    states = ("accorde", "suspendu", "retire")
    ways = {
        (each.action, source, each.target) for each in GRANTS.transitions for source in each.sources
    }

    assert ways == {
        ("suspendre", "accorde", "suspendu"),
        ("lever", "suspendu", "accorde"),
        ("retirer", "accorde", "retire"),
        ("retirer", "suspendu", "retire"),
        ("retablir", "retire", "accorde"),
        *(("noter", state, state) for state in states),
    }
    assert all(each.needs_reason for each in GRANTS.transitions)


def test_a_suspension_then_its_end_are_in_the_history_with_who_and_why() -> None:
    grant, user = LabelGrantFactory(), UserFactory()

    do(grant, "suspendre", "Plus d’accueil depuis mars", user)
    assert grant.standing() == Standing.SUSPENDED
    do(grant, "lever", "L’accueil a repris", user)

    assert grant.standing() == Standing.VALID
    assert [(each.action, each.user, each.reason) for each in grant.history.all()] == [
        ("suspendre", user, "Plus d’accueil depuis mars"),
        ("lever", user, "L’accueil a repris"),
    ]


def test_nothing_is_suspended_twice_nor_without_saying_why() -> None:
    grant = LabelGrantFactory()
    with pytest.raises(ReasonMissing):
        do(grant, "suspendre", " ")
    do(grant, "suspendre")

    with pytest.raises(NotNow):
        do(grant, "suspendre")


def test_a_suspension_is_not_lifted_over_an_attribution_given_meanwhile() -> None:
    grant = LabelGrantFactory(granted_on=date(2026, 1, 1))
    do(grant, "suspendre")
    LabelGrantFactory(place=grant.place, label=grant.label, granted_on=date(2026, 6, 1))

    with pytest.raises(WorkflowError, match="déjà ce label"):
        do(grant, "lever")

    assert LabelGrant.objects.get(pk=grant.pk).state == LabelGrant.State.SUSPENDED


def test_numbers_follow_the_year_of_the_attribution_and_the_code_is_of_its_own() -> None:
    first, second, later = (
        LabelGrantFactory(granted_on=day)
        for day in (date(2025, 3, 1), date(2025, 4, 1), date(2026, 1, 1))
    )

    numbers = [each.number for each in (first, second, later)]
    assert numbers == ["LAB-2025-0001", "LAB-2025-0002", "LAB-2026-0001"]
    assert len({first.code, second.code, later.code}) == 3
    first.save()
    assert first.number == "LAB-2025-0001"


def a_version_of_another() -> LabelRequirements:
    return LabelRequirementsFactory(label=LabelFactory(slug="epn", name="EPN"))


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"label": lambda: LabelFactory(slug="epn", name="EPN")}, "autre label"),
        ({"granted_on": lambda: date(2024, 1, 1), "expires_on": lambda: None}, "ne précède pas"),
        ({"requirements": lambda: a_version_of_another()}, "celui d’un autre"),
    ],
)
def test_a_renewal_follows_an_attribution_of_the_same_label(changed: dict, said: str) -> None:
    former = LabelGrantFactory(granted_on=date(2024, 1, 1), expires_on=date(2025, 12, 31))
    renewal = former.following()
    assert renewal.granted_on == date(2026, 1, 1)
    renewal.full_clean(exclude=["number"])
    for name, make in changed.items():
        setattr(renewal, name, make())

    with pytest.raises(Exception, match=said):
        renewal.clean()


def test_an_expired_attribution_that_another_follows_is_renewed() -> None:
    former = LabelGrantFactory(granted_on=date(2020, 1, 1), expires_on=date(2021, 12, 31))
    assert former.standing() == Standing.EXPIRED
    renewal = former.following()
    renewal.save()
    former = LabelGrant.objects.get(pk=former.pk)

    assert (former.standing(), renewal.standing()) == (Standing.RENEWED, Standing.VALID)
    assert list(LabelGrant.objects.standing(Standing.RENEWED)) == [former]
    assert not LabelGrant.objects.standing(Standing.EXPIRED).exists()


def test_a_published_version_changes_no_more_and_the_next_keeps_its_codes() -> None:
    first = LabelRequirementsFactory(codes=("horaires", "accueil"), in_force_from=date(2026, 1, 1))
    publish(first)
    with pytest.raises(Exception, match="préparez la suivante"):
        first.full_clean()

    REQUIREMENTS.apply(first, "suivante", STAFF)
    second = LabelRequirements.objects.get(number=2)
    assert {each.code for each in second.criteria.all()} == {"horaires", "accueil"}
    assert not second.is_frozen
    with pytest.raises(WorkflowError, match="déjà en préparation"):
        REQUIREMENTS.apply(first, "suivante", STAFF)
    with pytest.raises(WorkflowError, match="le même jour ou après"):
        publish(second)

    second.in_force_from = date(2026, 7, 1)
    second.save()
    publish(second)
    for day, number in ((date(2026, 6, 30), 1), (date(2026, 7, 1), 2)):
        assert [each.number for each in LabelRequirements.objects.in_force(day)] == [number]


def test_a_version_without_a_criterion_is_not_published() -> None:
    version = LabelRequirementsFactory(codes=())

    with pytest.raises(WorkflowError, match="aucun critère"):
        publish(version)

    version.refresh_from_db()
    assert version.state == LabelRequirements.State.DRAFT


def test_a_published_version_goes_neither_alone_nor_with_others() -> None:
    version = publish(LabelRequirementsFactory())
    admin = signed_in("admin")
    for url in (
        reverse("wagtailsnippets_directory_labelrequirements:delete", args=[version.pk]),
        f"/admin/bulk/directory/labelrequirements/delete/?id={version.pk}",
    ):
        admin.post(url, follow=True)

    assert LabelRequirements.objects.filter(pk=version.pk).exists()


def test_a_form_of_staff_undoes_no_decision_taken_meanwhile(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    grant = LabelGrantFactory(decision="CP 1")
    admin = signed_in("admin")
    url = reverse("wagtailsnippets_directory_labelgrant:edit", args=[grant.pk])
    typed = {"place": grant.place_id, "label": grant.label_id, "granted_on": grant.granted_on}
    written = StatefulEditView.save_instance

    def suspended_meanwhile(view: StatefulEditView) -> Any:
        do(LabelGrant.objects.get(pk=grant.pk), "suspendre")
        return written(view)

    monkeypatch.setattr(StatefulEditView, "save_instance", suspended_meanwhile)
    admin.post(url, typed | {"decision": "CP 2"})

    grant.refresh_from_db()
    assert (grant.decision, grant.state) != ("CP 2", "accorde")
    monkeypatch.undo()
    admin.post(url, typed | {"decision": "CP 3"})
    grant.refresh_from_db()
    assert grant.decision == "CP 3"
