"""Those who use the site meanwhile: each asks, waits, and sends again what got no answer."""

import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from threading import Event
from typing import Any

import requests

from core.unavailable import DATABASE
from tests.espace.managing import form_in
from tests.machines.steps import PASSWORD

HOST = "www.exemple.fr"
FRONT = {"Host": HOST, "Referer": f"https://{HOST}/"}
MACHINE = {"Host": HOST, "X-Forwarded-Proto": "https", "X-Forwarded-For": "192.0.2.1"}
PATIENCE = 90  # seconds
READING = 3.2  # seconds: nobody fills in a form faster
PDF = b"%PDF-1.7 essai"


@dataclass(frozen=True)
class Met:
    """What somebody was answered, and during which part of the story it began and ended."""

    phases: tuple[str, str]
    who: str
    method: str
    path: str
    status: int
    says_database: bool

    @property
    def is_right(self) -> bool:
        """Whether it is what that moment allows; a frozen or killed thing is not only its own."""
        during = " ".join(self.phases)
        if self.status in (200, 302):
            return True
        if self.status == 503:
            return "postgresql" in during and self.says_database
        if self.status == 422:  # a file that is refused in words
            return self.who == "carrier" and "store" in during
        # Sent to a machine that died before it answered: nobody knows what it did of it.
        return self.status == 502 and self.method == "POST" and "web" in during


@dataclass
class Story:
    """What goes on: *phase* is the part of it, until *ending* is set."""

    port: int
    places: dict[str, Any]
    phase: str = "calm"
    met: list[Met] = field(default_factory=list)
    ending: Event = field(default_factory=Event)
    done: dict[str, list[str]] = field(default_factory=dict)

    def goes_on(self) -> Iterator[int]:
        for number in count():
            if self.ending.is_set():
                return
            yield number

    def note(self, who: str, what: str) -> None:
        self.done.setdefault(who, []).append(what)


@dataclass
class Person:
    """Somebody in front of a browser."""

    story: Story
    who: str
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, path: str) -> requests.Response:
        return self._ask("GET", path)

    def post(self, path: str, data: Any = None, files: Any = None) -> requests.Response:
        return self._ask("POST", path, data=data, files=files)

    def _ask(self, method: str, path: str, **sent: Any) -> requests.Response:
        begun = self.story.phase
        response = requests.request(
            method,
            f"http://127.0.0.1:{self.story.port}{path}",
            headers=FRONT,
            cookies=self.cookies,
            allow_redirects=False,
            timeout=90,
            **sent,
        )
        self.cookies |= {each.name: str(each.value) for each in response.cookies}
        said = DATABASE in response.text and response.headers.get("Retry-After") == "10"
        phases = (begun, self.story.phase)
        met = Met(phases, self.who, method, path, response.status_code, said)
        self.story.met.append(met)
        return response

    def until(self, ask: Callable[[], requests.Response], *expected: int) -> requests.Response:
        """Ask again, as people do, until the answer is one of those *expected*."""
        end = time.monotonic() + PATIENCE
        while (response := ask()).status_code not in expected:
            if time.monotonic() > end:
                raise TimeoutError(f"{self.who}: {response.status_code} at {response.url}")
            time.sleep(0.5)
        return response


def read(story: Story) -> None:
    """Go through the pages, and find on each what it is for."""
    person = Person(story, "reader")
    expected = {
        "/": "annuaire",
        "/annuaire/": "Le Phare",
        "/annuaire/?q=phare": "Le Phare",
        story.places["sheet"]: "Le Phare 0",
        "/agenda/": "Premiers pas",
        "/annuaire/carte/": "Le Phare",
        "/recherche/?q=ordinateur": "Premiers pas",
    }
    for _ in story.goes_on():
        for path, words in expected.items():
            time.sleep(0.2)
            page = person.get(path)
            if page.status_code == 200 and words not in page.text:
                story.note("missing words", f"{words} in {path} during {story.phase}")


def search(story: Story) -> None:
    """Search, by addresses that nobody has asked: an answer of the last minute tells nothing."""
    person = Person(story, "searcher")
    for number in story.goes_on():
        time.sleep(0.2)
        for words, found in (("phare", "Le Phare"), ("ordinateur", "Premiers pas")):
            page = person.get(f"/recherche/?q={words}&essai={number}")
            if page.status_code == 200 and found not in without_marks(page):
                story.note("missing words", f"{found} for {words} during {story.phase}")


def without_marks(page: requests.Response) -> str:
    """Return the page without what shows the words that a search found in its results."""
    return re.sub(r"</?mark[^>]*>", "", page.text)


def hidden(page: requests.Response, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page.text)
    assert found, f"no {name}"
    return found[1]


def report(story: Story) -> None:
    person = Person(story, "reporter")
    addresses = story.places["reports"]
    for number in story.goes_on():
        path, message = addresses[number % len(addresses)], f"Fermé le lundi, vu {number} fois"
        page = person.until(lambda path=path: person.get(path), 200)
        time.sleep(READING)
        data = {"subject": "horaires", "message": message, "token": hidden(page, "token")}
        person.until(lambda path=path, data=data: person.post(path, data), 200, 302)
        story.note("reports", message)


def register(story: Story) -> None:
    person, path = Person(story, "registrant"), story.places["registration"]
    for number in story.goes_on():
        page = person.until(lambda: person.get(path), 200)
        time.sleep(READING)
        email = f"personne-{number:03d}@exemple.fr"
        data = {"token": hidden(page, "token"), "website": "", "name": "Camille", "seats": "1"}
        sent = data | {"contact": email}
        person.until(lambda sent=sent: person.post(path, sent), 200, 302)
        story.note("registrations", email)


def carry(story: Story) -> None:
    """Join a file to each draft, then deposit it until its receipt is shown."""
    for _, (cookie, attachments, summary, receipt) in zip(
        story.goes_on(), story.places["files"], strict=False
    ):
        person = Person(story, "carrier", {"dossier": cookie})

        def join(person: Person = person, path: str = attachments) -> requests.Response:
            return person.post(path, files={"files": ("plan.pdf", PDF)})

        person.until(join, 302)
        answer = person.until(lambda person=person, path=summary: person.post(path), 302)
        assert answer.headers["Location"] == receipt
        story.note("deposits", summary.split("/")[2])
        time.sleep(1)


def publish(story: Story, machines: list[int]) -> None:
    """Sign in, then change a sheet; read and find the change on each machine; again and again."""
    person = Person(story, "staff")
    page = person.until(lambda: person.get("/connexion/"), 200)
    token = {"csrfmiddlewaretoken": hidden(page, "csrfmiddlewaretoken")}
    sign_in = token | {"login": "camille", "password": PASSWORD}
    person.until(lambda: person.post("/connexion/", sign_in), 302)
    path = story.places["subject"]
    for number in story.goes_on():
        words = f"Arrêt numéro {number} du tramway"

        def change(words: str = words) -> requests.Response:
            opened = person.until(lambda: person.get(path), 200)
            return form_in(person, opened, path).send(summary=words)

        person.until(change, 302)
        story.note("changes", words)
        for port in machines:
            for shown in (story.places["sheet"], f"/recherche/?q=tramway+{number}"):
                if not _is_shown(port, shown, words):
                    story.note("unseen changes", f"{words} in {shown} during {story.phase}")
        time.sleep(1)


def _is_shown(port: int, path: str, words: str) -> bool:
    """Whether the machine on *port* shows *words* within the minute that caches may last."""
    end = time.monotonic() + 75
    while time.monotonic() < end:
        try:
            url = f"http://127.0.0.1:{port}{path}"
            if words in without_marks(requests.get(url, headers=MACHINE, timeout=30)):
                return True
        except requests.RequestException:  # this machine is the one that was killed
            pass
        time.sleep(0.5)
    return False
