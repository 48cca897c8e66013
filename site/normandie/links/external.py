"""Addresses of other sites, visited politely: several sites at once, each without haste."""

import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial

from core.net import REDIRECTIONS, FetchError, NoAnswer, parts_of, status_of

from .found import Gravity, Verdict, judged

REFUSED = {401, 403, 405, 406, 429, 451, 503, 999}  # what robots get where people may enter
GONE = {404, 410}


@dataclass(frozen=True, slots=True)
class Manners:
    """How other sites are visited.

    ``pause`` is between two questions to a site and ``timeout`` what one takes at most, in seconds;
    ``at_once`` how many sites are visited together, ``most`` how many addresses at all;
    ``private_too`` lets tests and intranets visit machines that are not public.
    """

    pause: float = 1.0
    timeout: float = 10.0
    at_once: int = 8
    most: int = 2000
    most_redirects: int = 5
    private_too: bool = False


def verdicts_on(addresses: Iterable[str], manners: Manners) -> dict[str, Verdict]:
    """Return what is wrong with each of *addresses*; those that answer well are left out."""
    by_host: dict[str, list[str]] = defaultdict(list)
    wanted = sorted(set(addresses))
    for address in wanted[: manners.most]:
        by_host[_host_of(address)].append(address)
    verdicts = {
        address: Verdict("non vérifié\u00a0: trop d’adresses à la fois", Gravity.DOUBTFUL)
        for address in wanted[manners.most :]
    }
    with ThreadPoolExecutor(manners.at_once) as pool:
        for found in pool.map(partial(_visit_host, manners=manners), by_host.values()):
            verdicts |= found
    return verdicts


def _host_of(address: str) -> str:
    parts = parts_of(address)
    return parts.netloc.lower() if parts else ""


def _visit_host(addresses: list[str], manners: Manners) -> dict[str, Verdict]:
    """Visit the *addresses* of one site, one after the other."""
    verdicts = {}
    question = _Question(manners)
    for address in addresses:
        judge = partial(_verdict, address, question, manners.most_redirects)
        if verdict := judged("lien vers un autre site", judge):
            verdicts[address] = verdict
    return verdicts


class _Question:
    """Asks, with a pause before each question but the first."""

    def __init__(self, manners: Manners) -> None:
        self.manners = manners
        self.last = 0.0

    def __call__(self, method: str, url: str) -> tuple[int, str]:
        wait = self.last + self.manners.pause - time.monotonic()
        if self.last and wait > 0:
            time.sleep(wait)
        try:
            return status_of(
                method, url, seconds=self.manners.timeout, private_too=self.manners.private_too
            )
        finally:
            self.last = time.monotonic()


def _verdict(
    address: str, question: Callable[[str, str], tuple[int, str]], most_redirects: int
) -> Verdict | None:
    met: set[str] = set()
    url = address
    while url not in met and len(met) <= most_redirects:
        met.add(url)
        try:
            status, target = _status(url, question)
        except FetchError as error:
            return Verdict(str(error))
        if status not in REDIRECTIONS:
            return _judged(status)
        if not target:
            return Verdict(f"redirection sans but ({status})")
        url = target.partition("#")[0]
    return Verdict("redirection sans fin")


def _status(url: str, question: Callable[[str, str], tuple[int, str]]) -> tuple[int, str]:
    """Ask for the head alone; some sites know nothing of it, so an error is asked again in full."""
    try:
        status, target = question("HEAD", url)
    except NoAnswer:
        return question("GET", url)
    return (status, target) if status < 400 else question("GET", url)


def _judged(status: int) -> Verdict | None:
    if status < 400:
        return None
    if status in GONE:
        return Verdict(f"page introuvable ({status})")
    if status in REFUSED:
        return Verdict(f"le site refuse les visites automatiques ({status})", Gravity.DOUBTFUL)
    if status >= 500:
        return Verdict(f"le site est en panne ({status})")
    return Verdict(f"le site répond par une erreur ({status})")
