"""Addresses of the calls outside the tree of pages."""

from django.urls import path

from ami import views

# As printed in 2021, with a digit for a letter, and as it was meant.
PRINTED = ("appe1_a_manifestation_d_interet", "appel_a_manifestation_d_interet")

urlpatterns = [
    path(f"webform/{name}{slash}", views.printed_address) for name in PRINTED for slash in ("", "/")
]
