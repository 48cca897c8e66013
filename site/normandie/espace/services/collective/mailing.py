"""The mails that go to many managers: news, summary of the questions; and leaving them."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from core.mail.kinds import MailKind
from core.mail.queue import queue_mail, wake_worker
from core.rows import for_each
from core.tokens import find_token, issue_token
from normandie.espace.mails import DIGEST, NEWS, absolute
from normandie.espace.models import Answer, ManagerProfile, NewsItem, Question
from normandie.espace.people import current_managers, profile_of

# What the link of each mail ends: its purpose, and what it changes of the profile. Who asks for the
# summary again reads of what comes, not of the past.
LEAVING: dict[str, dict[str, Any]] = {
    "collective-news": {"news_by_mail": False},
    "collective-digest": {
        "questions_by_mail": ManagerProfile.Pace.NEVER,
        "digested_at": None,
    },
}
TO_LEAVE = timedelta(days=365)
MOST_QUESTIONS = 30  # told by one summary; the others are counted
FIRST_DIGEST = timedelta(days=1)  # what it tells of


@dataclass(frozen=True)
class Leaving:
    """What a link « ne plus recevoir » opens: whose profile, and which mail it ends."""

    profile: ManagerProfile
    purpose: str

    @property
    def what(self) -> str:
        if self.purpose == "collective-news":
            return "les actualités du collectif"
        return "le résumé des questions entre gérants"


def preferences_url() -> str:
    """Return the absolute address where one chooses mails, signed in."""
    return absolute(reverse("espace:collective_profile"))


def mail_news(today: date | None = None) -> tuple[int, list[str]]:
    """Write to each manager the news of the day that the team wants told; once each.

    Return how many mails are written, and the news that failed. Safe to repeat, and to run twice
    at once.
    """
    written = 0

    def tell(found: NewsItem) -> None:
        nonlocal written
        item = NewsItem.objects.select_for_update().to_mail(today).filter(pk=found.pk).first()
        if item is None:  # told meanwhile
            return
        url = absolute(reverse("espace:collective_news"))
        for user in current_managers().exclude(email=""):
            profile = profile_of(user)
            if profile.news_by_mail:
                _queue(NEWS, item, profile, "collective-news", {"item": item, "url": url})
                written += 1
        NewsItem.objects.filter(pk=item.pk).update(mailed_at=timezone.now())

    failures = for_each(list(NewsItem.objects.to_mail(today)), tell)
    wake_worker()
    return written, failures


def send_digests(now: datetime | None = None) -> tuple[int, list[str]]:
    """Write the summary of the day to who wants it, if others wrote something since the last one.

    Return how many are written, and the profiles that failed. Safe to repeat.
    """
    now = now or timezone.now()
    written = 0

    def tell(found: ManagerProfile) -> None:
        nonlocal written
        profile = ManagerProfile.objects.select_for_update().get(pk=found.pk)
        since = profile.digested_at or now - FIRST_DIGEST
        questions = _news_of_questions(profile.user, since, now)
        if questions:
            told, others = questions[:MOST_QUESTIONS], questions[MOST_QUESTIONS:]
            url = absolute(reverse("espace:collective_questions"))
            context = {"questions": told, "others": len(others), "url": url}
            occasion = f"{now:%Y-%m-%dT%H:%M}"
            _queue(DIGEST, profile, profile, "collective-digest", context, occasion)
            written += 1
        # Never back: a run that began before another would have its news told again.
        ManagerProfile.objects.filter(pk=profile.pk).update(digested_at=max(since, now))

    wanting = ManagerProfile.objects.filter(
        questions_by_mail=ManagerProfile.Pace.DAILY,
        user__in=current_managers().exclude(email=""),
    )
    failures = for_each(list(wanting), tell)
    wake_worker()
    return written, failures


def _news_of_questions(user: Any, since: datetime, until: datetime) -> list[dict[str, Any]]:
    """Return the questions in which others wrote meanwhile, with how many answers are new."""
    answers: dict[int, int] = {}
    found = Answer.objects.visible().written_between(since, until).by_others(user)
    for key in found.values_list("question_id", flat=True):
        answers[key] = answers.get(key, 0) + 1
    standing = Question.objects.visible().standing()
    new = standing.written_between(since, until).by_others(user)
    asked = set(new.values_list("pk", flat=True))
    told = standing.filter(pk__in=asked | answers.keys()).newest_first()
    return [
        {
            "title": each.title,
            "is_new": each.pk in asked,
            "answers": answers.get(each.pk, 0),
            "url": absolute(each.get_absolute_url()),
        }
        for each in told
    ]


def _queue(
    kind: MailKind,
    about: Any,
    profile: ManagerProfile,
    purpose: str,
    context: dict[str, Any],
    occasion: str = "",
) -> None:
    end_url = absolute(reverse("espace:collective_leave", args=(issue_leaving(purpose, profile),)))
    queue_mail(
        kind,
        about=about,
        occasion=occasion,
        to=[profile.user.email],
        context={**context, "leave_url": end_url},
        headers={
            # RFC 8058: mailboxes show a button that sends this very POST.
            "List-Unsubscribe": f"<{end_url}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
        wake=False,
    )


def issue_leaving(purpose: str, profile: ManagerProfile) -> str:
    """Return a new secret that ends the mails of *purpose* to the person, and opens nothing."""
    return issue_token(purpose, profile, lasting=TO_LEAVE)


def find_leaving(secret: str) -> Leaving | None:
    """Return what *secret* ends; None where it is wrong or over."""
    token = find_token(secret, *LEAVING)
    profile = token.subject if token else None
    return Leaving(profile, token.purpose) if token and profile else None


@transaction.atomic
def leave(leaving: Leaving) -> None:
    """Send no more of these mails to the person. Safe to repeat."""
    profiles = ManagerProfile.objects.filter(pk=leaving.profile.pk)
    profiles.update(**LEAVING[leaving.purpose])
