"""Addresses of the managers' space: all about a place is under « /espace/lieux/<place>/ »."""

from django.urls import path

from .views import registrations as views
from .views.home import HomeView, PlaceHomeView

PLACE = "lieux/<int:place>/"
REGISTERED = f"{PLACE}ateliers/dates/<int:date>/inscriptions/"

app_name = "espace"
urlpatterns = [
    path("", HomeView.as_view(), name="home"),
    path(PLACE, PlaceHomeView.as_view(), name="place"),
    path(f"{PLACE}inscriptions/", views.RegistrationsView.as_view(), name="registrations"),
    path(REGISTERED, views.DateRegistrationsView.as_view(), name="date_registrations"),
    path(f"{REGISTERED}ajouter/", views.AddRegistrationView.as_view(), name="add_registration"),
    path(f"{REGISTERED}liste/", views.PrintedListView.as_view(), name="printed_registrations"),
    path(f"{REGISTERED}presence/", views.PresenceView.as_view(), name="presence"),
    path(f"{REGISTERED}<int:registration>/retirer/", views.TakeOffView.as_view(), name="take_off"),
    path(f"{REGISTERED}<int:registration>/prevenu/", views.ToldView.as_view(), name="told"),
    path(f"{PLACE}chiffres/", views.FiguresView.as_view(), name="figures"),
    path(f"{PLACE}chiffres.csv", views.FiguresCsvView.as_view(), name="figures_csv"),
]
