from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from normandie.guide.views import ChapterView


@hooks.register("register_admin_urls")
def add_guide() -> list[URLPattern]:
    return [
        path("guide/", ChapterView.as_view(), name="guide"),
        path("guide/<slug:slug>/", ChapterView.as_view(), name="guide"),
    ]


@hooks.register("register_help_menu_item")
def offer_guide() -> MenuItem:
    return MenuItem("Guide des équipes", reverse("guide"), icon_name="help", order=10)
