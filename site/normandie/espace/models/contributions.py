"""What managers write to one another: questions, answers, comments on the road map."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, ClassVar, Self

from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.db.models import Count, Exists, OuterRef, Prefetch, Q
from django.urls import reverse
from django.utils import timezone

from directory.models import PlacePage

from .collective import shown_name, titles_in_words

WITHDRAWN = "Message retiré par son auteur"  # the title of a question without its words


class ContributionQuerySet(models.QuerySet[Any]):
    def visible(self) -> Self:
        return self.filter(hidden_at=None)

    def hidden(self) -> Self:
        return self.filter(hidden_at__isnull=False)

    def seen_by(self, user: Any) -> Self:
        """What *user* reads: what is not hidden, and what is theirs with why it is hidden."""
        return self.filter(Q(hidden_at=None) | Q(author=user))

    def written_between(self, since: datetime, until: datetime) -> Self:
        return self.filter(written_at__gt=since, written_at__lte=until)

    def by_others(self, user: Any) -> Self:
        return self.exclude(author=user)

    def with_authors(self) -> Self:
        """Bring what their signature needs: name, and places that are published."""
        places = PlacePage.objects.live().only("title").order_by("title")
        return self.select_related("author__collective_profile").prefetch_related(
            Prefetch("author__managed_places", places)
        )


class Contribution(models.Model):
    """A text that a manager wrote for the others.

    It outlives the account of its author, without their name. The team hides it with a reason,
    which its author is told (``services.collective.moderation``); its author takes it back
    (``services.collective.withdrawal``).
    """

    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name="auteur",
    )
    text = models.TextField("message", max_length=5000)
    written_at = models.DateTimeField("écrit le", default=timezone.now, editable=False)
    hidden_at = models.DateTimeField("masqué le", null=True, editable=False)
    hidden_reason = models.TextField("motif", max_length=500, blank=True)
    outgoing_mails = GenericRelation("core.OutgoingMail", "about_id", "about_type")

    objects: ClassVar[Any] = ContributionQuerySet.as_manager()
    get_absolute_url: Callable[[], str]  # where managers read it; each kind says so

    class Meta:
        abstract = True

    def __str__(self) -> str:
        # Neither name nor words: this text goes into logs.
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def author_name(self) -> str:
        return shown_name(self.author)

    @property
    def author_places(self) -> str:
        """The published places of the author, those that ``with_authors`` brought."""
        author: Any = self.author
        titles = [place.title for place in author.managed_places.all()] if author else []
        return titles_in_words(titles)

    @property
    def withdrawal_url(self) -> str:
        """Where its author takes it back."""
        return reverse(f"espace:collective_withdraw_{self._meta.model_name}", args=(self.pk,))


class QuestionQuerySet(ContributionQuerySet):
    def unresolved(self) -> Self:
        return self.standing().filter(resolved_at=None)

    def resolved(self) -> Self:
        return self.filter(resolved_at__isnull=False)

    def standing(self) -> Self:
        """Those that their author did not take back: each has its words."""
        return self.exclude(text="")

    def withdrawn_and_alone(self) -> Self:
        """Those that were, of which no answer is left either."""
        return self.filter(text="", answers=None)

    def with_counts(self) -> Self:
        """Add ``answer_count``: the answers that everybody reads."""
        counted = Count("answers", filter=Q(answers__hidden_at=None))
        return self.annotate(answer_count=counted)

    def newest_first(self) -> Self:
        """The last one that somebody wrote in comes first."""
        return self.order_by("-last_message_at", "-pk")


class Question(Contribution):
    """What a manager asks of all the others.

    One that its author took back keeps its place, without words, while it has answers.
    """

    title = models.CharField("question", max_length=150)
    resolved_at = models.DateTimeField("résolue le", null=True, editable=False)
    last_message_at = models.DateTimeField(
        "dernier message", default=timezone.now, editable=False, db_index=True
    )

    answer_count: int  # ``with_counts``

    objects: ClassVar[Any] = QuestionQuerySet.as_manager()

    class Meta:
        verbose_name = "question"
        verbose_name_plural = "questions"
        ordering = ["-written_at", "-pk"]

    def get_absolute_url(self) -> str:
        return reverse("espace:collective_question", args=(self.pk,))

    @property
    def is_withdrawn(self) -> bool:
        return not self.text


class Answer(Contribution):
    question = models.ForeignKey(Question, models.CASCADE, related_name="answers", editable=False)

    class Meta:
        verbose_name = "réponse"
        verbose_name_plural = "réponses"
        ordering = ["written_at", "pk"]

    def get_absolute_url(self) -> str:
        return self.question.get_absolute_url()


class RoadmapAxisQuerySet(models.QuerySet["RoadmapAxis"]):
    def with_counts(self) -> RoadmapAxisQuerySet:
        """Add ``support_count`` and ``comment_count``."""
        seen = Q(comments__hidden_at=None)
        return self.annotate(
            support_count=Count("supports", distinct=True),
            comment_count=Count("comments", filter=seen, distinct=True),
        )

    def with_support_of(self, user: Any) -> RoadmapAxisQuerySet:
        """Add ``is_supported``: whether *user* supports it."""
        given = Support.objects.filter(axis=OuterRef("pk"), user=user)
        return self.annotate(is_supported=Exists(given))


class RoadmapAxis(models.Model):
    """One direction of the road map of the label, that managers support and comment."""

    title = models.CharField("titre", max_length=150)
    text = models.TextField("texte", max_length=3000)
    progress = models.TextField(
        "où en est l’équipe",
        max_length=3000,
        blank=True,
        help_text="Ce que vous faites de ce que les gérants en disent.",
    )
    source = models.CharField(
        "source", max_length=250, blank=True, help_text="Le texte d’où cet axe est tiré."
    )
    to_validate = models.BooleanField(
        "à valider",
        default=True,
        help_text="Les gérants lisent que la Région ne l’a pas encore arrêté.",
    )
    order = models.PositiveSmallIntegerField("ordre", default=0)

    support_count: int  # ``with_counts``
    comment_count: int
    is_supported: bool  # ``with_support_of``

    objects = RoadmapAxisQuerySet.as_manager()

    class Meta:
        verbose_name = "axe de la feuille de route"
        verbose_name_plural = "axes de la feuille de route"
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.title


class Support(models.Model):
    """« Je soutiens »: one for each person and axis, taken back at will."""

    axis = models.ForeignKey(RoadmapAxis, models.CASCADE, related_name="supports")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    given_at = models.DateTimeField("donné le", default=timezone.now)

    class Meta:
        verbose_name = "soutien"
        constraints = [
            models.UniqueConstraint(fields=["axis", "user"], name="one_support_for_each_person")
        ]

    def __str__(self) -> str:
        return f"soutien {self.pk}"


class Comment(Contribution):
    axis = models.ForeignKey(RoadmapAxis, models.CASCADE, related_name="comments", editable=False)

    class Meta:
        verbose_name = "commentaire"
        verbose_name_plural = "commentaires de la feuille de route"
        ordering = ["written_at", "pk"]

    def get_absolute_url(self) -> str:
        return reverse("espace:collective_axis", args=(self.axis_id,))
