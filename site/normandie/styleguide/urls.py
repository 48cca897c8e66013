"""Addresses of the component page, included under DEBUG only."""

from django.urls import path

from directory.views.hours_preview import hours_preview

from . import form_page, views

app_name = "styleguide"
urlpatterns = [
    path("", views.components, name="components"),
    path("blocs/", views.blocks, name="blocks"),
    path("liste/", views.example_list, name="list"),
    path("fiche/", views.example_place, name="place"),
    path("formulaires/", form_page.form_fields, name="form_fields"),
    path("formulaires/horaires/", hours_preview, name="hours_preview"),
    path("formulaires/dates/", form_page.event_dates, name="dates_preview"),
]
