"""The grid by which several reviewers read the files of a call, and what each of them says.

It advises whoever prepares the answer. Nothing here adds levels up, nor ranks files.
"""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Max, Min
from django.utils import timezone
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from ami.models.dossier import Dossier

OPPOSED = 2  # levels between two ratings that are opposed


class Level(models.IntegerChoices):
    """How far a file meets a criterion. Who does not say has no level at all."""

    NOT_AT_ALL = 0, "Pas du tout"
    A_LITTLE = 1, "Un peu"
    RATHER = 2, "Plutôt"
    FULLY = 3, "Tout à fait"


NO_LEVEL = "Ne se prononce pas"


class CallCriterion(Orderable):
    """What one call asks reviewers to look at.

    ``key`` names it whatever its words become: what was said of it before keeps the words of then
    (``Rating``). A call that is copied has the same keys, of its own files.
    """

    call = ParentalKey("ami.CallPage", on_delete=models.CASCADE, related_name="criteria")
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    label = models.CharField("critère", max_length=150)
    help = models.CharField(
        "ce qu’il faut regarder",
        max_length=400,
        blank=True,
        help_text="Se lit sous le critère, au moment de donner son appréciation.",
    )

    class Meta(Orderable.Meta):
        verbose_name = "critère"

    def __str__(self) -> str:
        return self.label


class Assessment(models.Model):
    """What one reviewer says of a file by the grid (« lecture »): one each, changed by them alone.

    ``version`` rises at each save, so that a late one replaces nothing in silence.
    """

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="assessments")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    comment = models.TextField("avis d’ensemble", max_length=3000, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    saved_at = models.DateTimeField("enregistrée le", default=timezone.now)

    class Meta:
        verbose_name = "lecture"
        verbose_name_plural = "lectures"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["dossier", "author"], name="one_assessment_each")
        ]

    def __str__(self) -> str:
        return f"lecture {self.pk}"

    @property
    def author_name(self) -> str:
        """Who reads; their account may be gone."""
        author = self.author
        return author.get_full_name() or author.get_username() if author else "un compte effacé"


class RatingQuerySet(models.QuerySet["Rating"]):
    def opposed(self) -> models.QuerySet:
        """Return the criteria of files on which two reviewers differ by ``OPPOSED`` levels.

        They are values: « assessment__dossier », then the criterion with the words that were
        answered, since what was said of other words is no disagreement.
        """
        said = self.exclude(level=None).order_by()
        asked = said.values("assessment__dossier", "criterion", "label", "help")
        gaps = asked.annotate(gap=Max(F("level")) - Min(F("level")))
        return gaps.filter(gap__gte=OPPOSED)


class Rating(models.Model):
    """What an assessment says of one criterion, with the words that it answered."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="ratings")
    criterion = models.UUIDField("clé du critère")
    label = models.CharField("critère", max_length=150)
    help = models.CharField("ce qu’il fallait regarder", max_length=400, blank=True)
    level = models.SmallIntegerField("appréciation", choices=Level, null=True, blank=True)
    comment = models.TextField("commentaire", max_length=2000, blank=True)

    objects = RatingQuerySet.as_manager()

    class Meta:
        verbose_name = "appréciation"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "criterion"], name="one_rating_a_criterion"
            )
        ]

    def __str__(self) -> str:
        return f"{self.label}\u00a0: {self.level_words.lower()}"

    @property
    def level_words(self) -> str:
        return NO_LEVEL if self.level is None else str(Level(self.level).label)

    @property
    def words(self) -> tuple[str, str]:
        """What was asked: the criterion, then what to look at."""
        return self.label, self.help
