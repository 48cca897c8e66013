"""What is kept of the agenda, until an event, a date or a place changes."""

from directory.freshness import Shelf

AGENDA = Shelf("agenda")
renew_agenda = AGENDA.renew
kept = AGENDA.kept
