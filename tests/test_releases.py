"""A release serves after another, and comes back, while visitors come: none of them sees it."""

import re
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread

import pytest

from tests.releases import Installed, ask

STYLES = re.compile(r'href="(/static/CACHE/css/[^"]+\.css)"')


@pytest.fixture
def site(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Installed]:
    # Not an argument: the release is the same on every database, and tried on SQLite alone.
    site = Installed(tmp_path, request.getfixturevalue("database_file"))
    yield site
    site.stop()


class Visitor(Thread):
    """Asks a page, then its styles, again and again, until told to leave."""

    def __init__(self, door: Path) -> None:
        super().__init__()
        self.door, self.leaves = door, Event()
        self.seen: list[tuple[int, int]] = []
        self.styles: list[str] = []

    def run(self) -> None:
        while not self.leaves.is_set():
            status, page = ask(self.door, "/connexion/")
            found = STYLES.findall(page)
            self.styles += found
            self.seen += [(status, ask(self.door, each)[0]) for each in found] or [(status, 0)]
            time.sleep(0.02)


def test_nobody_sees_the_site_change_nor_come_back(site: Installed) -> None:
    first = site.release()
    site.switch(first)
    door = site.folder / "current.sock"
    before = STYLES.findall(ask(door, "/connexion/")[1])
    visitors = [Visitor(door), Visitor(door)]
    for visitor in visitors:
        visitor.start()
    try:
        tokens = site.clone / "static/css/tokens.css"
        tokens.write_text(tokens.read_text("utf-8") + "\n:root { --of-another-version: 1; }\n")
        site.commit()
        second = site.release()
        made = site.folder / "releases"
        for name in ("20180101-old", "20190101-way-back"):
            (made / name).mkdir()
            (made / name / ".ready").touch()
        for name in ("20200101-failed", "20200102-failed", "29990101-being-made"):
            (made / name).mkdir()
        while_made = {each for visitor in visitors for each in visitor.styles}
        site.switch(second)
        after = STYLES.findall(ask(door, "/connexion/")[1])
        late = [ask(door, each)[0] for each in before]
        site.switch(first)
        back = STYLES.findall(ask(door, "/connexion/")[1])
    finally:
        for visitor in visitors:
            visitor.leaves.set()
            visitor.join()

    seen = [each for visitor in visitors for each in visitor.seen]
    assert len(seen) > 20
    assert set(seen) == {(200, 200)}
    assert while_made == set(before), "nothing changes until the switch"
    assert before == back != after
    assert set(late) == {200}, "who had read the page before has its styles"
    kept = {"20190101-way-back", first, second, "29990101-being-made"}
    assert {each.name for each in made.iterdir()} == kept
    assert site.switch().splitlines()[-1] == second
    asked = site.log.read_text()
    assert f"disable --quiet --now normandie-web@{second}" in asked
    assert asked.count("restart normandie-worker normandie-slow normandie-metrics") == 3
