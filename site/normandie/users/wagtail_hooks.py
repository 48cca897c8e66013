"""What accounts add to the admin."""

from django.http import HttpRequest
from django.urls import reverse
from wagtail import hooks


@hooks.register("register_account_menu_item")
def lead_to_the_account(request: HttpRequest) -> dict[str, str]:
    """Password, address and second factor have their pages outside the admin."""
    return {
        "url": reverse("mfa_index"),
        "label": "Mot de passe, adresse et sécurité",
        "help_text": "Les changer, ajouter une protection, voir où votre compte est ouvert.",
    }
