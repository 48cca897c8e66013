"""Visitors who search at once on a running site: no error, and the same answer for the same words.

    python tools/search_load.py http://127.0.0.1:8000 --visitors 8 --seconds 60

Half of what they type are words of the site, half are words that nobody knows, which cost most.
Words of the site are asked again alone at the end: what a visitor was given with others must be
what one is given alone, or the words of two visitors were mixed up (docs/development.md).
"""

import argparse
import random
import re
import statistics
import string
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.client import HTTPConnection
from itertools import product
from urllib.parse import quote, urlsplit

LOOPBACK = ("127.0.0.1", "localhost", "::1")
MOST_SECONDS, MOST_VISITORS, MOST_SEARCHES = 300, 32, 20_000
ASKED_ALONE = 6  # times, so that every worker answers once at least, most likely
WORDS = (
    *("ordinateurs", "imprimante", "démarches", "médiathèques", "coworking", "formations"),
    *("ateliers", "accompagnement", "numériques", "internet", "télétravail", "fablab"),
    *("administratives", "communautaire", "découvertes", "associations", "réunions", "jeunesse"),
)
TEXTS = [*WORDS, *(" ".join(pair) for pair in product(WORDS[:6], WORDS[6:]))]
ENDINGS = ("tion", "ement", "eux", "ateur", "er", "s", "")
MAIN = re.compile(r"<main.*</main>", re.DOTALL)
ADDRESS = re.compile(r'href="([^"#?]+)"')

Answer = tuple[str, ...]  # the addresses that a page of results gives, in their order


@dataclass
class Report:
    """What the visitors were answered."""

    statuses: Counter[int] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)
    answers: defaultdict[str, set[Answer]] = field(default_factory=lambda: defaultdict(set))

    def different(self) -> list[str]:
        """Return the texts that were not answered the same each time."""
        return [text for text, answers in self.answers.items() if len(answers) > 1]


def search(site: str, text: str, report: Report) -> None:
    """Search *text* once, and write in *report* what comes back."""
    parts = urlsplit(site)
    begun = time.monotonic()
    connection = HTTPConnection(str(parts.hostname), parts.port or 80, timeout=60)
    try:
        connection.request("GET", f"/recherche/?q={quote(text)}")
        response = connection.getresponse()
        page = response.read().decode()
    finally:
        connection.close()
    report.seconds.append(time.monotonic() - begun)
    report.statuses[response.status] += 1
    if response.status == 200 and text in TEXTS:
        main = MAIN.search(page)
        report.answers[text].add(tuple(ADDRESS.findall(main[0] if main else "")))


def typed(seed: int) -> Iterator[str]:
    """Yield what a visitor types: words of the site in a changing order, and unknown ones."""
    chance = random.Random(seed)  # noqa: S311 -- nothing to guess
    while True:
        for text in chance.sample(TEXTS, len(TEXTS)):
            yield text
            letters = chance.choices(string.ascii_lowercase, k=chance.randint(4, 10))
            yield "".join(letters) + chance.choice(ENDINGS)


def visit(site: str, seed: int, seconds: float, most: int, report: Report) -> None:
    """Search one text after the other for *seconds*, *most* times at most."""
    until = time.monotonic() + seconds
    for _, text in zip(range(most), typed(seed), strict=False):
        if time.monotonic() > until:
            return
        search(site, text, report)


def run(site: str, visitors: int, seconds: float) -> Report:
    """Let *visitors* search together, then ask again alone what they found."""
    report = Report()
    with ThreadPoolExecutor(visitors) as pool:
        most = MOST_SEARCHES // visitors
        visits = [pool.submit(visit, site, n, seconds, most, report) for n in range(visitors)]
    for each in visits:
        each.result()
    for text in list(report.answers):
        for _ in range(ASKED_ALONE):
            search(site, text, report)
    return report


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Eight visitors who search at once, for a minute.")
    parser.add_argument("site", help="address of the site, on this machine")
    parser.add_argument("--visitors", type=int, default=8)
    parser.add_argument("--seconds", type=float, default=60)
    asked = parser.parse_args()
    if urlsplit(asked.site).hostname not in LOOPBACK:
        parser.error("this program loads a site of this machine only")
    asked.visitors = min(max(asked.visitors, 1), MOST_VISITORS)
    asked.seconds = min(asked.seconds, MOST_SECONDS)
    return asked


def main() -> int:
    asked = read_arguments()
    report = run(asked.site, asked.visitors, asked.seconds)
    different = report.different()
    print(f"searches by status: {dict(sorted(report.statuses.items()))}")
    print(f"median {statistics.median(report.seconds):.3f} s, worst {max(report.seconds):.3f} s")
    print(f"texts with an answer: {len(report.answers)}, not always the same: {different}")
    return 1 if different or set(report.statuses) != {200} else 0


if __name__ == "__main__":
    sys.exit(main())
