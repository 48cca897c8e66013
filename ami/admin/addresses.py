"""Addresses of the screens of a file."""

from django.urls import reverse

from ami.models import Dossier

LIST = "wagtailsnippets_ami_dossier:list"
INSPECT = "wagtailsnippets_ami_dossier:inspect"
EXTEND = "wagtailsnippets_ami_dossier:extend"
ACTION = "wagtailsnippets_ami_dossier:action"
WRITE = "wagtailsnippets_ami_dossier:write"
NOTE = "wagtailsnippets_ami_dossier:note"
ATTACHMENT = "wagtailsnippets_ami_dossier:attachment"


def inspect_url(dossier: Dossier) -> str:
    return reverse(INSPECT, args=(dossier.pk,))
