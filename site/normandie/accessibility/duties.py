"""« Ce que la loi attend encore » of the declaration: what forbids to publish it, what is left.

Law 2005-102, article 47; decree 2019-768; order of 20 September 2019; RGAA 4.1.2, « obligations ».
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from django.utils import timezone

from normandie.frame.models import AccessibilityState, FrameSettings

if TYPE_CHECKING:
    from normandie.accessibility.models import AccessibilityPage

VALID_YEARS = 3  # of a declaration
LEAST_RATE = 50  # per cent: below, nothing is said to be partly so
SCREEN_READERS = ("NVDA", "VoiceOver", "JAWS", "TalkBack", "Orca")
SETTINGS = "dans «\u00a0En-tête et pied de page\u00a0»"


def blocking(page: AccessibilityPage, frame: FrameSettings) -> Iterator[str]:
    """Yield what would make *page* untrue, or leave nobody to write to."""
    if not (frame.email or frame.phone or frame.postal_address):
        yield (
            "Donner un courriel, un téléphone ou une adresse postale du service "
            f"{SETTINGS}\u00a0: le formulaire ne suffit pas."
        )
    if frame.accessibility_state == AccessibilityState.NONE:
        return
    if not page.audited_on or not page.auditor or page.rate is None:
        yield (
            "Donner la date, l’auteur et le taux de l’audit, ou choisir «\u00a0non conforme\u00a0» "
            f"{SETTINGS}\u00a0: sans audit, aucun autre état ne se déclare."
        )
    elif page.rate < (
        LEAST_RATE if frame.accessibility_state == AccessibilityState.PARTIAL else 100
    ):
        yield f"Choisir {SETTINGS} l’état que dit l’audit ({page.rate:n}\u00a0% des critères)."


def awaited(page: AccessibilityPage, frame: FrameSettings, today: date) -> Iterator[str]:
    """Yield what the law wants and that the declaration may say that it lacks."""
    if not page.audited_on:
        yield "Faire auditer le site, puis donner la date, l’auteur et le taux de l’audit."
    elif page.rate is None or not page.auditor:
        yield "Donner l’auteur de l’audit et le taux de critères respectés."
    if not page.scheme:
        yield "Publier le schéma pluriannuel d’accessibilité (trois ans au plus), sous cette page."
    if not page.plan:
        yield "Publier le plan d’action de l’année, sous cette page."
    if not any(reader in page.environments for reader in SCREEN_READERS):
        yield "Tester avec un lecteur d’écran (NVDA, VoiceOver…) et le dire ici."
    since = page.updated_on or page.established_on
    if since and today.year - since.year >= VALID_YEARS:
        yield "Refaire la déclaration\u00a0: elle vaut trois ans."
    yield (
        "Déposer la déclaration par le téléservice de l’État à chaque nouvelle version\u00a0; la "
        "refaire au plus tard trois ans après, ou dix-huit mois après une nouvelle version du RGAA."
    )


def duties_of(page: AccessibilityPage) -> dict[str, list[str]]:
    """Return both lists for the screen of *page*, read once."""
    frame = FrameSettings.of(page.get_site())
    return {
        "blocking": list(blocking(page, frame)),
        "awaited": list(awaited(page, frame, timezone.localdate())),
    }
