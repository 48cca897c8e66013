"""Addresses of the panorama: what each answers."""

from core.pages.routing import page_path
from normandie.panorama import views

PANORAMA_PAGE = [
    page_path("", views.panorama, name="now"),
    page_path("<int:year>/", views.panorama, name="year"),
    page_path("<int:year>.csv/", views.panorama_file, name="csv", extension="csv"),
    page_path("<int:year>.json/", views.panorama_file, name="json", extension="json"),
]
