"""What the managers' space holds of places, and what its people share."""

from normandie.espace.traffic.models import PlaceViews

from .invitation import Invitation
from .place_settings import PlaceSettings
from .verification import VerificationReminder

__all__ = ["Invitation", "PlaceSettings", "PlaceViews", "VerificationReminder"]
