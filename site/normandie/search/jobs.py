"""What keeps the search engine true, without anybody."""

from datetime import timedelta

from core.engine import client
from core.engine.client import Away
from core.engine.feeding import missing, rebuild, send_waiting
from core.engine.indexes import indexes
from core.jobs import JobResult, daily, timed
from core.leases import LeaseHeld

AWAY = "le moteur de recherche ne répond pas, les tables répondent à sa place"
HELD = "moteur tenu par un autre travail"


@timed("Tenir à jour le moteur de recherche", timedelta(hours=1), repeats=True)
def feed() -> JobResult:
    """Each five minutes (``manage.py feed_search_engine``): what it missed, an index that is lost.

    It may be away for a while: nothing of the site fails meanwhile, and what waits stays.
    """
    if not client.is_set():
        return JobResult()
    try:
        made = sum(rebuild(index) for index in missing())
        return JobResult({"textes remis dans le moteur": made, "changements dits": send_waiting()})
    except Away:
        return JobResult({AWAY: 1})
    except LeaseHeld:  # by who does the same
        return JobResult({HELD: 1})


@daily("Refaire les index du moteur de recherche")
def rebuild_all() -> JobResult:
    """Whatever was missed during the day is there in the morning; one index answers meanwhile."""
    if not client.is_set():
        return JobResult()
    try:
        made = sum(rebuild(index) for index in indexes())
        send_waiting()
    except Away:
        return JobResult(failures=[AWAY])
    except LeaseHeld:
        return JobResult({HELD: 1})
    return JobResult({"textes dans le moteur": made})
