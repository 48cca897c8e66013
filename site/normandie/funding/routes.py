"""Addresses of the schemes: what each page answers."""

from core.pages.routing import page_path
from normandie.funding import views

INDEX_PAGE = [page_path("", views.index, name="funding")]
SCHEME_PAGE = [
    page_path("", views.scheme, name="scheme"),
    page_path("simulateur/", views.simulator, name="simulator"),
]
