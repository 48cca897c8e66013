"""How long what the managers' space writes is kept."""

from datetime import timedelta

from core.retention import keep
from normandie.espace.models import PlaceViews

keep(
    "fréquentation des lieux",
    PlaceViews.objects.all,
    since="month",
    kept=timedelta(days=3 * 365),
    basis="Sans donnée personnelle\u00a0: comparer une année à la précédente.",
)
