"""The texts that staff start their messages from."""

from typing import Any

from wagtail.snippets.views.snippets import SnippetViewSet

from ami.models import MessageTemplate
from core.admin.screens import NoChooser


class MessageTemplateViewSet(SnippetViewSet):
    model = MessageTemplate
    icon = "mail"
    menu_label = "Modèles de messages"
    base_url_path = "appels/modeles"
    chooser_viewset_class = NoChooser
    list_display: Any = ["title"]
    search_fields = ["title", "text"]
    ordering = "title"
    copy_view_enabled = False
