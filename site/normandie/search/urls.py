"""Addresses of the site search."""

from django.urls import path

from . import views

urlpatterns = [
    path("", views.search, name="search"),
    path("suggestions.json", views.suggestions, name="search_suggestions"),
    path("opensearch.xml", views.opensearch, name="opensearch"),
]
