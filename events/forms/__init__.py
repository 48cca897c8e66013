"""Forms and fields about events, for public pages and the admin alike: no Wagtail admin here."""
