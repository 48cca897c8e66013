"""What is watched of the directory: that its places can be found."""

from core.health_checks import Finding, check, indexed
from directory.models import PlacePage


@check("search.places")
def search() -> Finding:
    places = PlacePage.objects.live()
    return indexed(places.filter(words=None).count(), places.count(), "Lieux")
