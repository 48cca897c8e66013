"""Building the demo site as a developer does."""

from io import StringIO

from django.core.management import call_command


def build() -> str:
    """Run the command and return what it prints."""
    output = StringIO()
    call_command("demo", stdout=output)
    return output.getvalue()
