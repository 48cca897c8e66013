"""Take out of the images that the site holds what cameras wrote beside them."""

from typing import Any

from django.core.management.base import BaseCommand

from core.pictures.stored import clean_stored_pictures


class Command(BaseCommand):
    help = (
        "Take out of every stored image what it says beside what it shows: place, date, author, "
        "camera. Safe to repeat."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        cleaning = clean_stored_pictures()
        self.stdout.write(
            f"Images nettoyées\u00a0: {cleaning.cleaned}\u00a0; déjà propres\u00a0: "
            f"{cleaning.already_clean}."
        )
        for name in cleaning.refused:
            self.stderr.write(
                f"{name}\u00a0: illisible, animée ou trop grande, laissée telle quelle. "
                "Remplacez-la ou supprimez-la."
            )
