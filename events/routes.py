"""Addresses of the agenda and of its events: what each answers."""

from core.pages.routing import page_path
from directory.views import communes
from events import views

# What an agenda is followed by, the same on each page that has dates.
CHANNELS = [
    page_path("agenda.ics/", views.channel, name="calendar", route="agenda.ics"),
    page_path("rss.xml/", views.channel, name="rss", route="rss.xml"),
    page_path("atom.xml/", views.channel, name="atom", route="atom.xml"),
    page_path("evenements.json/", views.channel, name="json", route="evenements.json"),
]

AGENDA_PAGE = [
    page_path("", views.agenda, name="list"),
    page_path("suivre/", views.follow, name="follow"),
    page_path("integree/", views.embedded_agenda, name="embedded"),
    page_path("integrer/", views.agenda_snippet, name="snippet"),
    page_path("lettre/", views.letter, name="letter"),
    page_path("lettre/<str:token>/", views.confirmation, name="letter_confirmation"),
    page_path("lettre/<str:token>/desabonnement/", views.leaving, name="letter_leaving"),
    page_path("evenements.schema.json/", views.schema, name="schema"),
    page_path("communes.json/", communes, name="communes"),
    page_path("archives/", views.archives, name="archives"),
    page_path("d/<int:number>/", views.short, name="short"),
    *CHANNELS,
]

EVENT_PAGE = [
    page_path("", views.event, name="event"),
    page_path("affiche/", views.poster, name="poster"),
    page_path("dates/<int:pk>.ics/", views.date_calendar, name="date_calendar"),
    page_path("inscription/<int:pk>/", views.registration, name="registration"),
    page_path("inscription/lien/<str:token>/", views.withdrawal, name="withdrawal"),
    *CHANNELS,
]
