"""Addresses of the managers' space: all about a place is under « /espace/lieux/<place>/ »."""

from django.urls import path

from .views.dates import DateView, DeedView, MoveView
from .views.home import HomeView, PlaceHomeView
from .views.programme import ProgrammeCsvView, ProgrammePdfView, ProgrammeView
from .views.workshop_form import DatesPreviewView, EditWorkshopView, NewWorkshopView
from .views.workshop_sending import CallOffView, CheckView, PagePreviewView, WithdrawView
from .views.workshop_sources import SourcesView
from .views.workshops import WorkshopHomeView, WorkshopsView

PLACE = "lieux/<int:place>/"
WORKSHOP = f"{PLACE}ateliers/<int:event>/"
DATE = f"{PLACE}dates/<int:date>/"

app_name = "espace"
urlpatterns = [
    path("", HomeView.as_view(), name="home"),
    path(PLACE, PlaceHomeView.as_view(), name="place"),
    path(f"{PLACE}ateliers/", WorkshopsView.as_view(), name="workshops"),
    path(f"{PLACE}ateliers/nouveau/", NewWorkshopView.as_view(), name="workshop_new"),
    path(f"{PLACE}ateliers/modeles/", SourcesView.as_view(), name="workshop_sources"),
    path(f"{PLACE}ateliers/apercu-des-dates/", DatesPreviewView.as_view(), name="dates_preview"),
    path(WORKSHOP, WorkshopHomeView.as_view(), name="workshop"),
    path(f"{WORKSHOP}modifier/", EditWorkshopView.as_view(), name="workshop_edit"),
    path(f"{WORKSHOP}verifier/", CheckView.as_view(), name="workshop_check"),
    path(f"{WORKSHOP}apercu/", PagePreviewView.as_view(), name="workshop_preview"),
    path(f"{WORKSHOP}annuler/", CallOffView.as_view(), name="workshop_call_off"),
    path(f"{WORKSHOP}retirer/", WithdrawView.as_view(), name="workshop_withdraw"),
    path(DATE, DateView.as_view(), name="date"),
    path(f"{DATE}deplacer/", MoveView.as_view(), name="date_move"),
    path(f"{DATE}<slug:deed>/", DeedView.as_view(), name="date_deed"),
    path(f"{PLACE}programme/", ProgrammeView.as_view(), name="programme"),
    path(f"{PLACE}programme.pdf", ProgrammePdfView.as_view(), name="programme_pdf"),
    path(f"{PLACE}programme.csv", ProgrammeCsvView.as_view(), name="programme_csv"),
]
