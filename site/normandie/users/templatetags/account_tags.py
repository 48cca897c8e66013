"""What pages of accounts show."""

from django import template

register = template.Library()

# In this order: each browser says that it is those that come after it, too.
BROWSERS = {
    "Edg": "Edge",
    "OPR": "Opera",
    "SamsungBrowser": "Samsung Internet",
    "Firefox": "Firefox",
    "FxiOS": "Firefox",
    "CriOS": "Chrome",
    "Chrome": "Chrome",
    "Safari": "Safari",
}
SYSTEMS = {
    "Android": "un appareil Android",
    "iPhone": "un iPhone",
    "iPad": "un iPad",
    "Windows": "Windows",
    "Macintosh": "un Mac",
    "CrOS": "un Chromebook",
    "Linux": "Linux",
}


@register.filter
def device(user_agent: str) -> str:
    """Return which browser and system *user_agent* tells of, in words that people use."""
    browser = next((name for mark, name in BROWSERS.items() if mark in user_agent), "")
    system = next((name for mark, name in SYSTEMS.items() if mark in user_agent), "")
    if browser and system:
        return f"{browser} sur {system}"
    return browser or system or "Un navigateur que nous ne connaissons pas"
