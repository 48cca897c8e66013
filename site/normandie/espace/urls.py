"""Addresses of the managers' space: all about a place is under « /espace/lieux/<place>/ »."""

from django.urls import path

from .views.closures import ClosedTodayView, ClosuresView, ReopenView, UnchangedView
from .views.home import HomeView, PlaceHomeView
from .views.team import LeaveView, TeamView, WithdrawView
from .views.preview import PreviewView, RecordView
from .views.sheet import HoursPreviewView, NewPhotoView, SheetView, SubjectView
from .views.verification import confirm_by_link

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
]
