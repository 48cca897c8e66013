"""Addresses of the managers' space: all about a place is under « /espace/lieux/<place>/ »."""

from django.urls import include, path

from .views.home import HomeView, PlaceHomeView

app_name = "espace"
urlpatterns = [
    path("", HomeView.as_view(), name="home"),
    path("lieux/<int:place>/", PlaceHomeView.as_view(), name="place"),
    path("collectif/", include("normandie.espace.collective_urls")),
]
