"""The pages of the labels, under a page that stands for that of the label."""

from typing import Any

from core.workflow import TEAM, Actor
from directory.label_workflow import GRANTS, REQUIREMENTS
from directory.models import LabelGrant, LabelRequirements, RegisterPage, RequirementsPage
from tests.editorial.pages import StandardPageFactory

REGISTER = "/label/registre/"


def label_pages() -> tuple[RegisterPage, RequirementsPage]:
    """Make « /label/registre/ » and « /label/cahier-des-charges/ »."""
    label = StandardPageFactory(title="Le label", slug="label")
    register = label.add_child(instance=RegisterPage(title="Registre", slug="registre"))
    asked = RequirementsPage(title="Cahier des charges", slug="cahier-des-charges")
    return register, label.add_child(instance=asked)


def verify_url(grant: LabelGrant) -> str:
    return f"/label/verifier/{grant.reference}/"


def do(grant: LabelGrant, action: str, reason: str = "Le motif", user: Any = None) -> None:
    """Do *action* on *grant*, as the team."""
    GRANTS.apply(grant, action, Actor(TEAM, user), reason=reason)


def publish(version: LabelRequirements) -> LabelRequirements:
    REQUIREMENTS.apply(version, "publier", Actor(TEAM))
    return version
