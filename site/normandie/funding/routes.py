"""Addresses of the schemes: what each page answers."""

from core.pages.routing import page_path
from normandie.funding import views

INDEX_PAGE = [
    page_path("", views.index, name="funding"),
    page_path("subventions/", views.subventions, name="subventions"),
    page_path("subventions.csv/", views.subventions_file, name="subventions_csv", extension="csv"),
    page_path(
        "subventions.json/", views.subventions_file, name="subventions_json", extension="json"
    ),
]
SCHEME_PAGE = [
    page_path("", views.scheme, name="scheme"),
    page_path("simulateur/", views.simulator, name="simulator"),
]
