"""Addresses of the managers' space: all about a place is under « /espace/lieux/<place>/ »."""

from django.urls import path

from .views.home import HomeView, PlaceHomeView
from .views.team import LeaveView, TeamView, WithdrawView

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
]
