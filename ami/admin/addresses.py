"""Addresses of the screens of a file."""

from django.urls import reverse

from ami.models import Dossier

LIST = "wagtailsnippets_ami_dossier:list"
INSPECT = "wagtailsnippets_ami_dossier:inspect"
EXTEND = "wagtailsnippets_ami_dossier:extend"
ACTION = "wagtailsnippets_ami_dossier:action"
WRITE = "wagtailsnippets_ami_dossier:write"
NOTE = "wagtailsnippets_ami_dossier:note"
ASSESS = "wagtailsnippets_ami_dossier:assess"
NOTE_TYPED = "wagtailsnippets_ami_dossier:note_typed"
TAGS = "wagtailsnippets_ami_dossier:tags"
ASK_OPINION = "wagtailsnippets_ami_dossier:ask_opinion"
EXTEND_OPINION = "wagtailsnippets_ami_dossier:extend_opinion"
REVOKE_OPINION = "wagtailsnippets_ami_dossier:revoke_opinion"
ATTACHMENT = "wagtailsnippets_ami_dossier:attachment"
EXPORTS = "ami_export:asked"
PAPER = "wagtailsnippets_ami_dossier:paper"
PAPER_PDF = "wagtailsnippets_ami_dossier:paper_pdf"


def inspect_url(dossier: Dossier | int, query: str = "") -> str:
    """Return the address of the screen of a file, or of its key, with the *query* of the queue."""
    pk = dossier.pk if isinstance(dossier, Dossier) else dossier
    return reverse(INSPECT, args=(pk,)) + (f"?{query}" if query else "")


def paper_url(dossier: Dossier, *, with_notes: bool = False, as_pdf: bool = False) -> str:
    """Return the address of a file to print, or as PDF; with internal notes where asked."""
    address = reverse(PAPER_PDF if as_pdf else PAPER, args=(dossier.pk,))
    return f"{address}?notes=oui" if with_notes else address
