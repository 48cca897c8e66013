"""Where an address is, asked of a geocoder by our server: off unless ``GEOCODER_URL`` is set.

What is understood is the answer of the « géocodage » of the Géoplateforme (IGN), a GeoJSON
FeatureCollection (RFC 7946) whose features have a ``label``, a ``score`` and a ``citycode``.
"""

import json
import logging
from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings

from core.cache import keep_for
from core.limits import DAY, LimitExceeded, RateLimit, check_limits
from core.net import FetchError, download
from directory.models import Commune

LEAST_SURE = 0.5  # of a score that goes from 0 to 1
SECONDS = 2.0  # a visitor waits
MAX_BYTES = 100_000
# All visitors together: what the Géoplateforme gives is shared, and a list may be asked by robots.
PER_MINUTE = 300

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Located:
    """An address as the geocoder writes it, and its point, in WGS84 degrees."""

    label: str
    latitude: float
    longitude: float


def locate(typed: str) -> Located | None:
    """Return where the address *typed* is in the region; None where it is not known, or not asked.

    Neither the address nor what is answered is written in a log.
    """
    if not settings.GEOCODER_URL or " " not in typed.strip():
        return None
    return keep_for(DAY, "geocoder", " ".join(typed.lower().split()), lambda: _ask(typed))


def _ask(typed: str) -> Located | None:
    try:
        check_limits([RateLimit("geocoder", PER_MINUTE, 60, is_brake=True)])
        query = urlencode({"q": typed, "limit": 1})
        # The address of the geocoder is the operator's own: it may be on a private network.
        answer = download(
            f"{settings.GEOCODER_URL}?{query}", MAX_BYTES, seconds=SECONDS, private_too=True
        )
        return _read(json.loads(answer))
    except LimitExceeded:
        logger.warning("the geocoder is not asked: too many addresses in a minute")
    except FetchError as error:
        logger.warning("the geocoder does not answer: %s", error)
    except (ValueError, TypeError, KeyError, IndexError, AttributeError):
        logger.warning("the geocoder gave an answer that cannot be read")
    return None


def _read(answer: dict) -> Located | None:
    """Return the first feature, where it is sure enough and in a commune of the region."""
    if not answer["features"]:
        return None
    feature = answer["features"][0]
    known = feature["properties"]
    if float(known["score"]) < LEAST_SURE:
        return None
    if not Commune.objects.filter(insee_code=str(known["citycode"])).exists():
        return None
    longitude, latitude = map(float, feature["geometry"]["coordinates"][:2])
    return Located(str(known["label"])[:100], round(latitude, 4), round(longitude, 4))
