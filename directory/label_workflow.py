"""What may become of an attribution of a label, and of a version of its requirements."""

from datetime import timedelta

from core.workflow import TEAM, Change, Transition, TransitionTable, WorkflowError
from directory.caches import directory_cache
from directory.models import (
    Label,
    LabelCriterion,
    LabelGrant,
    LabelRequirements,
    PlacePage,
)
from directory.services.refresh import refresh_places

Granted = LabelGrant.State
Version = LabelRequirements.State
STAFF = frozenset({TEAM})


def _check_that_it_is_alone(change: Change) -> None:
    """Another attribution may have been given while this one was not in force.

    The place is locked meanwhile, as it is by who grants one.
    """
    PlacePage.objects.select_for_update(of=("self",)).get(pk=change.subject.place_id)
    if change.subject.overlapping().exists():
        raise WorkflowError(
            "Ce lieu a déjà ce label sur une partie de cette période, par une autre attribution."
        )


def _refresh_the_place(change: Change) -> None:
    """Have every page, list and map follow at once: their cards hold what is in force."""
    refresh_places(pk=change.subject.place_id)


GRANTS = TransitionTable(
    Granted.values,
    (
        Transition(
            "suspendre",
            "Suspendre",
            frozenset({Granted.GRANTED}),
            Granted.SUSPENDED,
            STAFF,
            (_refresh_the_place,),
            needs_reason=True,
        ),
        Transition(
            "lever",
            "Lever la suspension",
            frozenset({Granted.SUSPENDED}),
            Granted.GRANTED,
            STAFF,
            (_check_that_it_is_alone, _refresh_the_place),
            needs_reason=True,
        ),
        Transition(
            "retirer",
            "Retirer le label",
            frozenset({Granted.GRANTED, Granted.SUSPENDED}),
            Granted.WITHDRAWN,
            STAFF,
            (_refresh_the_place,),
            needs_reason=True,
        ),
        Transition(
            "retablir",
            "Revenir sur le retrait",
            frozenset({Granted.WITHDRAWN}),
            Granted.GRANTED,
            STAFF,
            (_check_that_it_is_alone, _refresh_the_place),
            needs_reason=True,
        ),
        *(
            Transition("noter", "Noter", frozenset({state}), state, STAFF, needs_reason=True)
            for state in Granted
        ),
    ),
)


def _replace_the_former(change: Change) -> None:
    """The version in force until now ends on the day before: one applies on each day."""
    version = change.subject
    Label.objects.select_for_update().get(pk=version.label_id)  # two may be published at once
    if not version.criteria.exists():
        raise WorkflowError("Cette version n’a aucun critère\u00a0: ajoutez-en d’abord.")
    others = version.label.requirements.published().exclude(pk=version.pk)
    if others.filter(in_force_from__gte=version.in_force_from).exists():
        raise WorkflowError(
            "Une version publiée entre en vigueur le même jour ou après\u00a0: changez la date."
        )
    others.filter(in_force_until__isnull=True).update(
        in_force_until=version.in_force_from - timedelta(days=1)
    )
    directory_cache.invalidate()


def _copy_into_a_draft(change: Change) -> None:
    """The next version starts from this one, with the same codes."""
    version = change.subject
    if version.label.requirements.filter(state=Version.DRAFT).exists():
        raise WorkflowError("Une autre version de ce cahier des charges est déjà en préparation.")
    following = LabelRequirements.objects.create(
        label=version.label,
        in_force_from=version.in_force_from,
        is_example=version.is_example,
        source=version.source,
    )
    kept = [field.name for field in LabelCriterion._meta.fields if field.name not in OWN]
    LabelCriterion.objects.bulk_create(
        LabelCriterion(requirements=following, **{name: getattr(criterion, name) for name in kept})
        for criterion in version.criteria.all()
    )


OWN = {"id", "requirements"}  # fields of a criterion that its copy has of its own

REQUIREMENTS = TransitionTable(
    Version.values,
    (
        Transition(
            "publier",
            "Publier cette version",
            frozenset({Version.DRAFT}),
            Version.PUBLISHED,
            STAFF,
            (_replace_the_former,),
        ),
        Transition(
            "suivante",
            "Préparer la version suivante",
            frozenset({Version.PUBLISHED}),
            Version.PUBLISHED,
            STAFF,
            (_copy_into_a_draft,),
        ),
    ),
)
