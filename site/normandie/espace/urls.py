"""Addresses of the managers' space: all about a place is under « /espace/lieux/<place>/ »."""

from django.urls import path

from .views.embedding import EmbeddingView
from .views.home import HomeView, PlaceHomeView
from .views.kit import CodeView, KitView, LogoView
from .views.papers import PlaquePDFView, PlaqueView, ProgrammePDFView, ProgrammeView
from .views.traffic import TrafficCSVView, TrafficView

KIT = "lieux/<int:place>/communication/"

app_name = "espace"
urlpatterns = [
    path("", HomeView.as_view(), name="home"),
    path("lieux/<int:place>/", PlaceHomeView.as_view(), name="place"),
    path("lieux/<int:place>/frequentation/", TrafficView.as_view(), name="traffic"),
    path("lieux/<int:place>/frequentation.csv", TrafficCSVView.as_view(), name="traffic_csv"),
    path(KIT, KitView.as_view(), name="kit"),
    path(f"{KIT}code-qr.svg", CodeView.as_view(), {"extension": "svg"}, name="code_svg"),
    path(f"{KIT}code-qr.png", CodeView.as_view(), {"extension": "png"}, name="code_png"),
    path(f"{KIT}logos/<slug:label>/", LogoView.as_view(), name="logo"),
    path(f"{KIT}programme/", ProgrammeView.as_view(), name="programme"),
    path(f"{KIT}programme.pdf", ProgrammePDFView.as_view(), name="programme_pdf"),
    path(f"{KIT}plaque/", PlaqueView.as_view(), name="plaque"),
    path(f"{KIT}plaque.pdf", PlaquePDFView.as_view(), name="plaque_pdf"),
    path(f"{KIT}integrer/", EmbeddingView.as_view(), name="embedding"),
]
