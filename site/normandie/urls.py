"""Addresses of the whole site. What is not here is a page of the Wagtail tree."""

from django.conf import settings
from django.conf.urls.static import static
from django.urls import include, path, re_path, reverse_lazy
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.contrib.sitemaps.views import sitemap
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.views import serve

from .espace.views.invitation import InvitationLinkView, InvitationView
from .sitemap import OpenSitemap
from .users.account import AccountView
from .views import healthz, robots, security_txt

urlpatterns = [
    # Before those of Wagtail: one address where people sign in, and our screen of the account,
    # which keeps its name.
    path("admin/login/", RedirectView.as_view(pattern_name="login", query_string=True)),
    re_path(
        "^admin/password_reset/",
        RedirectView.as_view(url=reverse_lazy("account_reset_password")),
    ),
    path("admin/account/", AccountView.as_view(), name="wagtailadmin_account"),
    path("admin/", include(wagtailadmin_urls)),
    path("", include("normandie.users.urls")),
    path("espace/", include("normandie.espace.urls")),
    path("invitation/", InvitationView.as_view(), name="invitation"),
    path("invitation/<str:secret>/", InvitationLinkView.as_view(), name="invitation_link"),
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

handler500 = "core.unavailable.failed"

# Wagtail's own pattern knows no dot: files that a page answers beside itself (lieux.csv).
PAGE_FILE = r"^((?:[\w-]+/)+[\w-]+(?:\.[a-z]+)+)$"

urlpatterns += [
    path("", include("directory.urls")),
    path("", include("events.urls")),
    path("", include("ami.urls")),
    path("", include("normandie.funding.urls")),
    path("", include("normandie.selfcheck.urls")),
    path("", include("normandie.partners.urls")),
    re_path(PAGE_FILE, serve, name="page_file"),
    path("", include(wagtail_urls)),
]
