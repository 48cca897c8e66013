from typing import Any

from django.core.management.base import BaseCommand

from normandie.demo.examples.photos import FOLDER
from tools.drawing.photos import draw_all


class Command(BaseCommand):
    help = "Dessine les images des lieux d’exemple de la démonstration, et remplace leurs fichiers."

    def handle(self, *args: Any, **options: Any) -> None:
        FOLDER.mkdir(exist_ok=True)
        drawn = {f"{name}.png": canvas for name, canvas in draw_all()}
        for old in FOLDER.glob("*.png"):
            if old.name not in drawn:
                old.unlink()
        for name, canvas in drawn.items():
            canvas.save(FOLDER / name)
        weight = sum((FOLDER / name).stat().st_size for name in drawn)
        self.stdout.write(f"{len(drawn)} images dessinées, {weight // 1024} ko.")
