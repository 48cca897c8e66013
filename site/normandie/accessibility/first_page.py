"""The declaration that the law wants from the first day."""

from wagtail.models import Page

from .models import AccessibilityPage

DECLARATION = {"title": "Déclaration d’accessibilité", "slug": "accessibilite"}


def create_declaration(home: Page) -> AccessibilityPage:
    """Create the declaration under *home* if there is none; safe to repeat."""
    page = AccessibilityPage.objects.first()
    return page or home.add_child(instance=AccessibilityPage(**DECLARATION))
