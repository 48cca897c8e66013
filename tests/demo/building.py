"""Building the demo site as a developer does."""

from io import StringIO

from django.core.management import call_command

from tests.factories import empty_the_site


def build() -> str:
    """Run the command and return what it prints."""
    output = StringIO()
    call_command("demo", stdout=output)
    return output.getvalue()


def build_from_nothing() -> str:
    """Do so on a site just installed."""
    empty_the_site()
    return build()
