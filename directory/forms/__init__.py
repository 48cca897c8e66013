"""Forms and fields about places, for public pages and the admin alike: no Wagtail admin here."""
