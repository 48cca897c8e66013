"""WSGI entry point: ``gunicorn --pythonpath site normandie.wsgi``."""

import os
import re
from collections.abc import Iterable
from typing import Any

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "normandie.settings.production")

# And what is written as RFC 2231 has it, which says a charset of its own.
CHARSET = re.compile(r";\s*(?:charset|[^;=]*\*)\s*=[^;]*", re.IGNORECASE)


class Utf8Only:
    """Leaves out the charset that a request declares: ours are all in UTF-8.

    Django takes any codec of Python for one, and answers 500 to « charset=zlib » before it knows
    that there is a request.
    """

    def __init__(self, application: Any) -> None:
        self.application = application

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        environ["CONTENT_TYPE"] = CHARSET.sub("", environ.get("CONTENT_TYPE", ""))
        return self.application(environ, start_response)


application = Utf8Only(get_wsgi_application())
