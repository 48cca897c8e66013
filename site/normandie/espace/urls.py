"""Addresses of the managers' space: all about a place is under « /espace/lieux/<place>/ »."""

from django.urls import path

from .views.home import HomeView, PlaceHomeView
from .views.reports import ReportsView, ReportView

app_name = "espace"
urlpatterns = [
    path("", HomeView.as_view(), name="home"),
    path("lieux/<int:place>/", PlaceHomeView.as_view(), name="place"),
    path("lieux/<int:place>/signalements/", ReportsView.as_view(), name="reports"),
    path("lieux/<int:place>/signalements/<int:report>/", ReportView.as_view(), name="report"),
]
