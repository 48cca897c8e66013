"""Addresses of the component page, included under DEBUG only."""

from django.urls import path

from . import views

app_name = "styleguide"
urlpatterns = [
    path("", views.components, name="components"),
    path("blocs/", views.blocks, name="blocks"),
    path("liste/", views.example_list, name="list"),
    path("fiche/", views.example_place, name="place"),
]
