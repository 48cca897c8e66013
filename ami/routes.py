"""Addresses of the calls, page by page: what each answers."""

from ami import views
from core.pages.routing import page_path

CALLS_PAGE = [page_path("", views.calls, name="calls")]

CALL_PAGE = [
    page_path("", views.call, name="call"),
    page_path("repondre/", views.begin, name="begin"),
]
