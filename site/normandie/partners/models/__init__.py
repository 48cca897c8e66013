from .pages import PartnerAction, PartnerContact, PartnerIndexPage, PartnerPage

__all__ = ["PartnerAction", "PartnerContact", "PartnerIndexPage", "PartnerPage"]
