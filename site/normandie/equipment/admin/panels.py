"""How staff describe experiments."""

from typing import Any

from django import forms
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Page

experiments_panels: list[Any] = [*Page.content_panels, FieldPanel("lead")]
experiment_panels: list[Any] = [
    *Page.content_panels,
    FieldPanel("question"),
    FieldPanel("theme"),
    FieldRowPanel([FieldPanel("first_day"), FieldPanel("last_day")]),
    InlinePanel("places", heading="Lieux", label="lieu"),
    FieldPanel("method"),
    FieldPanel("outcome"),
    MultiFieldPanel(
        [
            FieldPanel("again"),
            FieldPanel("kit", widget=forms.Select),  # kits have no chooser
            FieldPanel("notice_document"),
        ],
        heading="Pour le refaire",
    ),
    MultiFieldPanel(
        [FieldPanel("calls_until"), FieldPanel("wanted")], heading="Recherche de lieux"
    ),
    FieldPanel("to_validate"),
]
