"""Examples for the register of labels. They are granted to nobody: the places are real."""

from directory.models import Label

NOTICE = "Exemple\u00a0: les critères de ce label restent à valider par la Région."
EXAMPLES = {
    "epn-normandie": "EPN Normandie",
    "tiers-lieux-normandie": "Tiers-Lieux Normandie",
}


def create_labels() -> None:
    """Create the example labels that are missing."""
    for slug, name in EXAMPLES.items():
        Label.objects.get_or_create(
            slug=slug, defaults={"name": name, "description": NOTICE, "is_example": True}
        )
