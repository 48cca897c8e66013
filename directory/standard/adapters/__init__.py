"""Files that are not of the standard, brought to its rows.

An adapter turns the cells of one row into texts under the names of the standard. It may add what
the standard has no column for under the names of ``fields.EXTRAS``.
"""

from .adapter import Adapter
from .france_services import FRANCE_SERVICES
from .tiers_lieux_2019 import TIERS_LIEUX_2019

ADAPTERS: dict[str, Adapter] = {
    "france-services": FRANCE_SERVICES,
    "tiers-lieux-2019": TIERS_LIEUX_2019,
}

__all__ = ["ADAPTERS", "Adapter"]
