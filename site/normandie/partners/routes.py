"""Addresses of the partners: what each page answers."""

from core.pages.routing import page_path
from normandie.partners import views

INDEX_PAGE = [page_path("", views.index, name="partners")]
PARTNER_PAGE = [page_path("", views.partner, name="partner")]
