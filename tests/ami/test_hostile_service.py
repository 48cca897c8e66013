"""What staff and experts write is hostile too: it is shown as text, wherever it goes."""

import csv
import io
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from ami.exports.table import Selection, table_of
from ami.exports.writers import write_csv
from ami.models import Bordereau, Opinion, SavedQueue
from ami.services.review import add_note
from ami.services.tags import tag
from tests.ami.grid import a_call_with_grid, reads
from tests.ami.opinions import an_opinion, answer, ask_url, expert, opinion_url, page, read
from tests.ami.queue import LIST, a_file
from tests.ami.reviewing import DURING, screen
from tests.ami.test_hostile_answers import MARK, assert_nothing_runs
from tests.factories import UserFactory
from tests.roles import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(DURING, tick=False)]
RUNS = f'=1+1"><{MARK} onclick=alert(1)>\u202e{{{{ x }}}}'
SUPER = UserFactory.build(is_superuser=True)


def test_what_is_written_of_a_file_runs_nowhere() -> None:
    author = UserFactory(first_name=RUNS[:30], last_name="X", is_superuser=True)
    call = a_call_with_grid()
    call.criteria.update(label=RUNS, help=RUNS)
    dossier = a_file(call)
    reads(dossier, author, (0, RUNS), (1, RUNS), comment=RUNS)
    reads(dossier, UserFactory(), 3, 3)
    tag([dossier], [RUNS[:40]])
    add_note(dossier, RUNS, author, called=[author])
    opinion = an_opinion(dossier, name=RUNS, organisation=RUNS, question=RUNS)
    known = expert(opinion)
    assert_nothing_runs(read(known, opinion))
    assert answer(known, opinion, verdict="reserves", text=f"{RUNS}\0").status_code == 422
    assert answer(known, opinion, verdict="reserves", text=RUNS).status_code == 302
    assert_nothing_runs(read(known, opinion))
    awaited = an_opinion(dossier, name=RUNS, email="b@exemple.fr")
    SavedQueue.objects.create(owner=author, name=RUNS, query="", is_shared=True)

    client = signed_in("lead")
    assess = reverse("wagtailsnippets_ami_dossier:assess", args=(dossier.pk,))
    paper = reverse("wagtailsnippets_ami_dossier:paper", args=(dossier.pk,))
    texts = [screen(client, dossier)]
    for path in (
        *(LIST, assess, f"{paper}?notes=1", ask_url(dossier), reverse("ami_export:queue")),
        *(opinion_url(awaited, "extend"), opinion_url(awaited, "revoke")),
        f"{LIST}?q={RUNS}",
    ):
        response = client.get(path)
        assert response.status_code == 200, path
        texts.append(response.content.decode())
    for text in texts:
        assert_nothing_runs(text)
    assert MARK in texts[0]


def test_no_cell_of_what_is_written_is_a_formula() -> None:
    call, author = a_call_with_grid(), UserFactory(is_superuser=True)
    dossier = a_file(call)
    tag([dossier], ["=2+2"])
    reads(dossier, author, (0, "=1"), 1, comment="=1")
    bordereau = Bordereau.objects.create(number="BE-1", call=call, retention_years=5)
    bordereau.lines.create(
        number=dossier.number, deposited_on=DURING.date(), attachments=0, kept_reason="@SUM(1)"
    )

    table = table_of(Selection(call, author, with_readings=True))
    client = signed_in("lead")
    kept = client.get(reverse("ami_eliminations:file", args=(bordereau.pk, "csv")))
    for content in (b"".join(write_csv(table)), b"".join(kept.streaming_content)):
        rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
        assert not [cell for row in rows for cell in row if cell.startswith(("=", "@", "+"))]
    assert "'@SUM(1)" in rows[1]


@pytest.mark.parametrize("given", [{"verdict": "reserves"}, {"verdict": "forgé", "text": "x"}])
def test_what_an_expert_may_not_say_is_not_kept(given: dict[str, Any]) -> None:
    opinion = an_opinion(a_file(a_call_with_grid()))

    assert answer(expert(opinion), opinion, **given).status_code == 422
    too_long = {"verdict": "reserves", "text": "x" * 20_001}
    assert answer(expert(opinion), opinion, **too_long).status_code == 422
    assert answer(expert(opinion), opinion, action="approuver").status_code == 404

    opinion.refresh_from_db()
    assert (opinion.state, opinion.text) == (Opinion.State.ASKED, "")


def test_the_link_of_an_expert_opens_no_other_file_nor_opinion() -> None:
    call = a_call_with_grid()
    one, other = an_opinion(a_file(call)), an_opinion(a_file(call, "Autre"))
    client = expert(one)
    client.cookies["avis"] = client.cookies["avis"].value  # for every path, as a forger sends it

    for path in (page(other), *_around(other)):
        assert client.get(path).status_code in (403, 404, 405)
        assert client.post(path, {"action": "donner"}).status_code in (403, 404, 405)
    assert Client().get(page(one)).status_code == 403
    assert screen(client, one.dossier) == ""

    other.refresh_from_db()
    assert other.state == Opinion.State.ASKED


def _around(opinion: Opinion) -> list[str]:
    key = opinion.dossier.key
    joined = reverse("opinion_file", args=[opinion.key, key])
    carrier = [reverse(name, args=[key]) for name in ("dossier", "dossier_archive")]
    return [reverse("opinion_leave", args=[opinion.key]), joined, *carrier]
