"""What the managers' space adds to Wagtail."""

from wagtail import hooks

from normandie.espace.traffic.counting import count_views

# The last, so the nearest to the page: who is stopped before it has read nothing.
hooks.register("on_serve_page", count_views, order=1000)
