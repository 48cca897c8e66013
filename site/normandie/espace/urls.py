"""Addresses of the managers' space: all about a place is under « /espace/lieux/<place>/ »."""

from django.urls import path

from .views.closures import ClosedTodayView, ClosuresView, ReopenView, UnchangedView
from .views import registrations as views
from .views.home import HomeView, PlaceHomeView
from .views.team import LeaveView, TeamView, WithdrawView
from .views.preview import PreviewView, RecordView
from .views.sheet import HoursPreviewView, NewPhotoView, SheetView, SubjectView
from .views.verification import confirm_by_link
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
from .views.reports import ReportsView, ReportView

PLACE = "lieux/<int:place>/"
REGISTERED = f"{PLACE}ateliers/dates/<int:date>/inscriptions/"
from .views.embedding import EmbeddingView
from .views.home import HomeView, PlaceHomeView
from .views.kit import CodeView, KitView, LogoView
from .views.papers import PlaquePDFView, PlaqueView, WallProgrammePDFView, WallProgrammeView
from .views.traffic import TrafficCSVView, TrafficView

KIT = "lieux/<int:place>/communication/"

app_name = "espace"
urlpatterns = [
    path("", HomeView.as_view(), name="home"),
    path("lieux/<int:place>/", PlaceHomeView.as_view(), name="place"),
    path("lieux/<int:place>/equipe/", TeamView.as_view(), name="team"),
    path("lieux/<int:place>/equipe/<int:person>/", LeaveView.as_view(), name="team_leave"),
    path(
        "lieux/<int:place>/equipe/invitations/<int:invitation>/",
        WithdrawView.as_view(),
        name="team_withdraw",
    ),
    # The sheet
    path("lieux/<int:place>/fiche/", SheetView.as_view(), name="sheet"),
    path("lieux/<int:place>/fiche/apercu/", PreviewView.as_view(), name="preview"),
    path("lieux/<int:place>/fiche/standard/", RecordView.as_view(), name="record"),
    path("lieux/<int:place>/fiche/photos/ajouter/", NewPhotoView.as_view(), name="new_photo"),
    path("lieux/<int:place>/fiche/<slug:subject>/", SubjectView.as_view(), name="subject"),
    path("lieux/<int:place>/fermetures/", ClosuresView.as_view(), name="closures"),
    path("lieux/<int:place>/fermetures/retirer/", ReopenView.as_view(), name="reopen"),
    path(
        "lieux/<int:place>/fermetures/aujourdhui/", ClosedTodayView.as_view(), name="closed_today"
    ),
    path("lieux/<int:place>/rien-na-change/", UnchangedView.as_view(), name="unchanged"),
    path("horaires/", HoursPreviewView.as_view(), name="hours_preview"),
    path("verifier/<str:secret>/", confirm_by_link, name="confirm"),
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
    path("lieux/<int:place>/signalements/", ReportsView.as_view(), name="reports"),
    path("lieux/<int:place>/signalements/<int:report>/", ReportView.as_view(), name="report"),
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
    path("lieux/<int:place>/frequentation/", TrafficView.as_view(), name="traffic"),
    path("lieux/<int:place>/frequentation.csv", TrafficCSVView.as_view(), name="traffic_csv"),
    path(KIT, KitView.as_view(), name="kit"),
    path(f"{KIT}code-qr.svg", CodeView.as_view(), {"extension": "svg"}, name="code_svg"),
    path(f"{KIT}code-qr.png", CodeView.as_view(), {"extension": "png"}, name="code_png"),
    path(f"{KIT}logos/<slug:label>/", LogoView.as_view(), name="logo"),
    path(f"{KIT}programme/", WallProgrammeView.as_view(), name="wall_programme"),
    path(f"{KIT}programme.pdf", WallProgrammePDFView.as_view(), name="wall_programme_pdf"),
    path(f"{KIT}plaque/", PlaqueView.as_view(), name="plaque"),
    path(f"{KIT}plaque.pdf", PlaquePDFView.as_view(), name="plaque_pdf"),
    path(f"{KIT}integrer/", EmbeddingView.as_view(), name="embedding"),
]
