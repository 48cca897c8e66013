"""How staff fill in what surrounds every page."""

from typing import Any

from django.conf import settings
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel, ObjectList, TabbedInterface

from core.forms.fields import PhoneField
from normandie.frame.models import DEFAULT_AUTHORITY, DEFAULT_DESCRIPTION

MENUS = frozenset({"main_menu", "footer_columns", "legal_menu"})


class FrameSettingsForm(WagtailAdminModelForm):
    """Menus that an editor changed are no longer rebuilt when a default page is created."""

    phone = PhoneField(label="Téléphone", required=False)

    def save(self, commit: bool = True) -> Any:
        if MENUS.intersection(self.changed_data):
            self.instance.menus_are_default = False
        return super().save(commit)


identity_panels = [
    MultiFieldPanel(
        [
            FieldPanel("service_name", help_text=f"Vide : {settings.REGION.network}."),
            FieldPanel("authority_name", help_text=f"Vide : {DEFAULT_AUTHORITY}."),
            FieldPanel(
                "authority_url",
                help_text="Vide : celui de la Région, tant que vous ne nommez pas une autre "
                "collectivité.",
            ),
            FieldPanel("description", help_text=f"Vide : « {DEFAULT_DESCRIPTION} »"),
        ],
        heading="Noms",
    ),
    MultiFieldPanel(
        [FieldPanel("email"), FieldPanel("phone"), FieldPanel("postal_address")],
        heading="Contact",
        help_text="Ce qui est rempli paraît en pied de page. Rien n’est obligatoire.",
    ),
    FieldPanel("social_links"),
]
menu_panels = [
    HelpPanel(
        "Tant que personne ne les modifie ici, les menus se complètent seuls quand une page "
        "attendue est créée. Ensuite, ils sont à vous."
    ),
    FieldPanel("main_menu", help_text="De cinq à sept entrées, la plus utile en premier."),
    FieldPanel("footer_columns"),
    FieldPanel("legal_menu", help_text="La mention d’accessibilité la précède toujours."),
]
alert_panels = [
    FieldPanel(
        "alerts",
        help_text="Chacune paraît en haut de toutes les pages entre ses deux dates, à la "
        "minute près. Les autres attendent ici.",
    )
]
accessibility_panels = [
    FieldPanel(
        "accessibility_state",
        help_text="« Non conforme » tant qu’aucun audit valable n’existe ou sous 50 % de "
        "critères respectés. La mention paraît au pied de chaque page.",
    )
]
frame_edit_handler = TabbedInterface(
    [
        ObjectList(identity_panels, heading="Identité"),
        ObjectList(menu_panels, heading="Menus"),
        ObjectList(alert_panels, heading="Alertes"),
        ObjectList(accessibility_panels, heading="Accessibilité"),
    ],
    base_form_class=FrameSettingsForm,
)
