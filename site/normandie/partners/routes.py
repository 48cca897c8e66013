"""Addresses of the partners: what each page answers."""

from core.pages.routing import page_path
from normandie.partners import views

INDEX_PAGE = [
    page_path("", views.index, name="partners"),
    page_path("proposer-un-evenement/", views.propose, name="propose_event"),
    page_path("proposer-un-evenement/merci/", views.thanks, name="event_proposed"),
]
PARTNER_PAGE = [page_path("", views.partner, name="partner")]
