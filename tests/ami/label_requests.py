"""Requests for a label, for the tests: a call with criteria, and files that answer it."""

from datetime import date
from typing import Any

from ami.kinds import LEAD, REVIEWER
from ami.kinds.label_form import ANSWERED
from ami.models import CallPage, Dossier
from ami.services.deposit import deposit
from core.workflow import TEAM, Actor
from directory.label_workflow import REQUIREMENTS
from directory.models import LabelRequirements, PlacePage
from tests.ami.factories import COMPLETE, CallPageFactory, a_draft
from tests.factories import LabelRequirementsFactory, PlacePageFactory

STAFF, CHIEF = Actor(REVIEWER), Actor(LEAD)
CODES = ("horaires", "accueil")


def published(codes: tuple[str, ...] = CODES, **fields: Any) -> LabelRequirements:
    """Return a version in force of the cahier des charges of the label of the factory."""
    version = LabelRequirementsFactory(codes=codes, **fields)
    REQUIREMENTS.apply(version, "publier", Actor(TEAM))
    return version


def label_call(requirements: LabelRequirements | None = None, **fields: Any) -> CallPage:
    """Return a call open all year, by which the label is asked for."""
    given = {"kind": "label", "title": "Demander le label", "closes_at": None, "results_at": None}
    given |= {"silence": "rejet", "requirements": requirements or published()}
    return CallPageFactory(**given | fields)


def answers(place: PlacePage, codes: tuple[str, ...] = CODES) -> dict[str, dict[str, Any]]:
    """Return the answers of a request for *place* that meets every criterion."""
    return {
        "lieu": {
            "fiche": place.slug,
            "nom": place.title,
            "adresse": "1 place de la Mairie",
            "projet": "Aider les habitants.",
        },
        "criteres-fonctionnement": {f"{ANSWERED}{code}": "oui" for code in codes},
        "engagement": {"respect": "oui", "visite": "oui"},
    }


def a_request(call: CallPage | None = None, place: PlacePage | None = None) -> Dossier:
    """Return a deposited request, taken by the service."""
    place = place or PlacePageFactory()
    given = {each: COMPLETE[each] for each in ("structure", "contact")} | answers(place)
    dossier = deposit(a_draft(call or label_call(), **given))
    dossier.call_kind.transitions.apply(dossier, "prendre", STAFF)
    return dossier


def decision(**given: Any) -> dict[str, Any]:
    """Return what the form of an award is sent with."""
    return {
        "granted_on": "2026-12-01",
        "expires_on": "2029-11-30",
        "decision": "CP D 26-11-9",
    } | given


DECIDED_ON = date(2026, 12, 1)
