"""Addresses of the calls, page by page: what each answers."""

from ami import views
from core.pages.routing import page_path

CALLS_PAGE = [
    page_path("", views.calls, name="calls"),
    page_path("rss.xml/", views.feed, name="calls_rss", route="rss.xml"),
    page_path("atom.xml/", views.feed, name="calls_atom", route="atom.xml"),
]

CALL_PAGE = [
    page_path("", views.call, name="call"),
    page_path("questions/", views.questions, name="questions"),
    page_path("resultats/", views.results, name="results"),
    page_path("resultats.csv/", views.results_file, name="results_csv", extension="csv"),
    page_path("resultats.json/", views.results_file, name="results_json", extension="json"),
    page_path("prevenez-moi/", views.notice, name="notice"),
    page_path("prevenez-moi/<str:secret>/", views.notice_confirmation, name="notice_confirmation"),
    page_path("repondre/", views.begin, name="begin"),
    page_path("aider/", views.begin_for, name="begin_for"),
]
