"""Addresses of the self-check: the secret of one follows « mes-reponses/ », which logs mask."""

from core.pages.routing import page_path
from normandie.selfcheck import views

SELF_CHECK_PAGE = [
    page_path("", views.presentation, name="presentation"),
    page_path("commencer/", views.start, name="start"),
    page_path("mes-reponses/<str:secret>/", views.results, name="results"),
    page_path("mes-reponses/<str:secret>/commune/", views.commune, name="commune"),
    page_path("mes-reponses/<str:secret>/recevoir/", views.receive_link, name="receive_link"),
    page_path("mes-reponses/<str:secret>/effacer/", views.erase, name="erase"),
    page_path("mes-reponses/<str:secret>/demander/<int:call>/", views.request_label, name="ask"),
    page_path("mes-reponses/<str:secret>/<slug:family>/", views.part, name="part"),
]
