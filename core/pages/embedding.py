"""Pages that stand in a frame of another site, and the line that puts them there.

They set no cookie and have no script of their own; « layout/embedded.html » is what they extend.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from csp.decorators import csp_replace
from django.http.response import HttpResponseBase
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.views.decorators.clickjacking import xframe_options_exempt

View = Callable[..., HttpResponseBase]

# In the address of such a page: light whatever the device of the visitor prefers, since many sites
# that show it have no dark version.
LIGHT = ("apparence", "clair")


def embeddable(view: View) -> View:
    """Let any site frame what *view* shows, which search engines leave out."""
    framed = xframe_options_exempt(csp_replace({"frame-ancestors": ["*"]})(view))

    @wraps(view)
    def wrapper(*args: Any, **kwargs: Any) -> HttpResponseBase:
        response: HttpResponseBase = framed(*args, **kwargs)
        response["X-Robots-Tag"] = "noindex"
        return response

    return wrapper


def snippet(url: str, title: str, height: int, *, allow: str = "") -> SafeString:
    """Return the lines to copy: an iframe on *url*, *height* pixels high, that may do *allow*.

    Browsers draw a sunken border around a frame that does not say it has none.
    """
    permissions = format_html(' allow="{}"', allow) if allow else ""
    return format_html(
        '<iframe src="{}" title="{}" style="width:100%;height:{}px;border:0" loading="lazy" '
        'referrerpolicy="strict-origin-when-cross-origin"{}></iframe>',
        url,
        title,
        height,
        permissions,
    )
