"""What accounts add to the admin."""

from django.http import HttpRequest
from django.urls import reverse
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry

from .lost_factor import REMOVED


@hooks.register("register_account_menu_item")
def lead_to_the_account(request: HttpRequest) -> dict[str, str]:
    """Password, address and second factor have their pages outside the admin."""
    return {
        "url": reverse("mfa_index"),
        "label": "Mot de passe, adresse et sécurité",
        "help_text": "Les changer, ajouter une protection, voir où votre compte est ouvert.",
    }


@hooks.register("register_log_actions")
def register_log_actions(actions: LogActionRegistry) -> None:
    actions.register_action(
        REMOVED, "Retirer la seconde protection", "Seconde protection perdue, retirée"
    )
