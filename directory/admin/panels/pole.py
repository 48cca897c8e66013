"""The page of a pôle de proximité in the admin."""

from django import forms
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, ObjectList, TabbedInterface
from wagtail.models import Page

from core.admin.counted import CountedText
from directory.admin.forms.pole import PolePageForm

about = ObjectList(
    [
        FieldPanel("title", heading="Nom du pôle"),
        FieldPanel(
            "summary",
            widget=CountedText,
            help_text="Deux phrases\u00a0: ce que l’équipe fait, et pour qui.",
        ),
        FieldPanel("carrier", help_text="La collectivité ou l’association qui porte le pôle."),
        FieldRowPanel(
            [
                FieldPanel("email", help_text="Une adresse de service."),
                FieldPanel("phone", help_text="Par exemple 02 31 00 00 00."),
            ],
            heading="Joindre le pôle",
        ),
        FieldPanel("website"),
        FieldPanel("sheet"),
        FieldPanel("body"),
        InlinePanel("news", heading="Actualités", label="actualité"),
    ],
    heading="Le pôle",
)

territory = ObjectList(
    [
        FieldPanel("communes"),
        FieldPanel("epcis", widget=forms.CheckboxSelectMultiple),
    ],
    heading="Territoire",
)

pole_edit_handler = TabbedInterface(
    [
        about,
        territory,
        ObjectList(Page.promote_panels, heading="Publication"),
        ObjectList(Page.settings_panels, heading="Réglages"),
    ],
    base_form_class=PolePageForm,
)
