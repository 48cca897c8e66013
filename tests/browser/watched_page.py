"""A browser page that remembers whatever a visitor should not meet."""

from urllib.parse import urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Request

PATIENCE = 30_000  # milliseconds: a busy machine is slow, not wrong
NO_NETWORK = "net::ERR_INTERNET_DISCONNECTED"
LOOPBACK = {"127.0.0.1", "localhost", "::1"}


class WatchedPage:
    """One page in a context of its own; what went wrong is in ``problems``.

    ``expected_errors`` holds the statuses that the test provokes on purpose: Chromium writes
    « Failed to load resource » to the console for a page that answers 404. ``goes_offline`` says
    that the test cuts the network, and that what is asked meanwhile may fail.
    """

    def __init__(
        self,
        browser: Browser,
        base_url: str,
        *,
        javascript: bool = True,
        scheme: str = "light",
        width: int = 1280,
        height: int = 800,
        reduced_motion: str = "reduce",
        touch: bool = False,
        expected_errors: tuple[int, ...] = (),
        goes_offline: bool = False,
    ) -> None:
        self.problems: list[str] = []
        self.expected_errors = expected_errors
        self.goes_offline = goes_offline
        self.context = browser.new_context(
            base_url=base_url,
            java_script_enabled=javascript,
            color_scheme=scheme,
            viewport={"width": width, "height": height},
            reduced_motion=reduced_motion,
            has_touch=touch,
            is_mobile=touch,
            locale="fr-FR",
            timezone_id="Europe/Paris",
        )
        self.context.set_default_timeout(PATIENCE)
        self.page = self.context.new_page()
        self.page.on("console", self.read_console)
        self.page.on("pageerror", lambda error: self.problems.append(f"page error: {error}"))
        self.context.on("request", self.note_outside)
        self.page.on("requestfailed", self.note_failure)

    def note_outside(self, request: Request) -> None:
        if is_outside(request.url):
            self.problems.append(f"request to another machine: {request.url}")

    def read_console(self, message: ConsoleMessage) -> None:
        if message.type != "error":
            return
        if any(f"status of {status}" in message.text for status in self.expected_errors):
            return
        if self.goes_offline and NO_NETWORK in message.text:
            return
        self.problems.append(f"console: {message.text} ({message.location.get('url')})")

    def note_failure(self, request: Request) -> None:
        # A page left before it is complete aborts what it was loading: that is no failure.
        if self.goes_offline and request.failure == NO_NETWORK:
            return
        if request.failure != "net::ERR_ABORTED" and not is_outside(request.url):
            self.problems.append(f"request failed: {request.url} ({request.failure})")

    def close(self) -> None:
        self.context.close()


def is_outside(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme in {"http", "https", "ws", "wss"} and parts.hostname not in LOOPBACK
