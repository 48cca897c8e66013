"""Addresses of the site with the component page, which exists under DEBUG only."""

from django.urls import include, path

from normandie.urls import urlpatterns as site_urls

urlpatterns = [path("styleguide/", include("normandie.styleguide.urls")), *site_urls]
