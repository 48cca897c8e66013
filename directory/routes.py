"""Addresses of the directory, page by page: what each answers."""

from core.pages.routing import page_path
from directory import views

DIRECTORY_PAGE = [
    page_path("", views.place_list, name="list"),
    page_path("orientation/", views.guide, name="guide"),
    page_path("comparer/", views.compare_places, name="compare"),
    page_path("passages/", views.passages, name="passages"),
    page_path("carte/", views.map_page, name="map"),
    page_path("carte/integree/", views.embedded_map, name="embedded_map"),
    page_path("carte/integrer/", views.map_snippet, name="map_snippet"),
    page_path("carte/<str:name>.json/", views.map_file, name="map_file"),
    page_path("communes.json/", views.communes, name="communes"),
    page_path("lieux.csv/", views.export, name="csv", extension="csv"),
    page_path("lieux.json/", views.export, name="json", extension="json"),
    page_path("lieux.geojson/", views.export, name="geojson", extension="geojson"),
    page_path("donnees-ouvertes/", views.open_data, name="open_data"),
]

REQUIREMENTS_PAGE = [
    page_path("", views.requirements_index, name="index"),
    page_path("<slug:label>/", views.requirements, name="current"),
    page_path("<slug:label>/version-<int:number>/", views.requirements, name="version"),
]

REGISTER_PAGE = [
    page_path("", views.register, name="list"),
    page_path("attributions.csv/", views.register_file, name="csv", extension="csv"),
    page_path("attributions.json/", views.register_file, name="json", extension="json"),
    page_path("<slug:place>/", views.register_of_place, name="place"),
]

COVERAGE_PAGE = [
    page_path("", views.coverage_page, name="coverage"),
    page_path("communes.csv/", views.coverage_file, name="csv"),
]

PLACE_PAGE = [
    page_path("", views.place, name="sheet"),
    page_path("facile-a-lire/", views.easy_sheet, name="easy"),
    page_path("sur-la-carte/", views.map_sections, name="map_sections"),
    page_path("integree/", views.embedded_place, name="embedded"),
    page_path("signaler/", views.report_place, name="report"),
    page_path("signaler/merci/", views.report_thanks, name="report_thanks"),
]

POLE_INDEX_PAGE = [page_path("", views.pole_index, name="poles")]

POLE_PAGE = [page_path("", views.pole, name="pole")]
