from .pages import PartnerAction, PartnerContact, PartnerIndexPage, PartnerPage
from .proposal import EventProposal

__all__ = [
    "EventProposal",
    "PartnerAction",
    "PartnerContact",
    "PartnerIndexPage",
    "PartnerPage",
]
