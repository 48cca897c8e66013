"""Addresses of the whole site. What is not here is a page of the Wagtail tree."""

from django.conf import settings
from django.conf.urls.static import static
from django.contrib.auth.views import LogoutView
from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.contrib.sitemaps.views import sitemap
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.views import serve

from .users.views import LoginView
from .views import healthz, robots

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("connexion/", LoginView.as_view(), name="login"),
    path("deconnexion/", LogoutView.as_view(next_page="login"), name="logout"),
    path("documents/", include(wagtaildocs_urls)),
    path("healthz", healthz, name="healthz"),
    path("robots.txt", robots, name="robots"),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("recherche/", include("normandie.search.urls")),
]

if settings.DEBUG:
    urlpatterns += [
        path("styleguide/", include("normandie.styleguide.urls")),
        *static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT),
    ]

# Wagtail's own pattern knows no dot: files that a page answers beside itself (lieux.csv).
PAGE_FILE = r"^((?:[\w-]+/)+[\w-]+(?:\.[a-z]+)+)$"

urlpatterns += [
    path("", include("directory.urls")),
    path("", include("events.urls")),
    re_path(PAGE_FILE, serve, name="page_file"),
    path("", include(wagtail_urls)),
]
