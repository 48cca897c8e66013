"""Addresses of the whole site. What is not here is a page of the Wagtail tree."""

from django.conf import settings
from django.conf.urls.static import static
from django.contrib.auth.views import LogoutView
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.contrib.sitemaps.views import sitemap
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.views import serve

from .sitemap import OpenSitemap
from .users.account import AccountView
from .users.views import LoginView
from .views import healthz, robots, security_txt

urlpatterns = [
    # Before those of Wagtail: one address where people sign in, and our screen of the account. It
    # keeps its name, by which ``normandie.users.rate_limits`` counts passwords.
    path("admin/login/", RedirectView.as_view(pattern_name="login", query_string=True)),
    path("admin/account/", AccountView.as_view(), name="wagtailadmin_account"),
    path("admin/", include(wagtailadmin_urls)),
    path("connexion/", LoginView.as_view(), name="login"),
    path("deconnexion/", LogoutView.as_view(next_page="login"), name="logout"),
    path("espace/", include("normandie.espace.urls")),
    path("documents/", include(wagtaildocs_urls)),
    path("healthz", healthz, name="healthz"),
    path("robots.txt", robots, name="robots"),
    path(".well-known/security.txt", security_txt, name="security_txt"),
    path("sitemap.xml", sitemap, {"sitemaps": {"wagtail": OpenSitemap}}, name="sitemap"),
    path("recherche/", include("normandie.search.urls")),
    path("_util/login/", RedirectView.as_view(pattern_name="login", query_string=True)),
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
    path("", include("ami.urls")),
    re_path(PAGE_FILE, serve, name="page_file"),
    path("", include(wagtail_urls)),
]
