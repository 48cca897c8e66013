"""Addresses of the declaration of accessibility."""

from core.pages.routing import page_path
from normandie.accessibility import views

ACCESSIBILITY_PAGE = [
    page_path("", views.declaration, name="declaration"),
    page_path("facile-a-lire/", views.easy_declaration, name="easy"),
    page_path("signaler/", views.complain, name="complain"),
    page_path("signaler/recu/", views.receipt, name="receipt"),
]
