"""What the work done without anybody leaves behind it: its traces, and who is at it."""

from django.db import models


class JobRunQuerySet(models.QuerySet["JobRun"]):
    def last_of_each_job(self) -> "JobRunQuerySet":
        last = self.order_by().values("job").annotate(last=models.Max("pk")).values("last")
        return self.filter(pk__in=last)

    def same_before(self, run: "JobRun") -> "JobRunQuerySet":
        """The run of the same job just before *run*, if it ended and came to the same."""
        before = self.filter(job=run.job, pk__lt=run.pk).order_by("-pk").first()
        if before is None or before.duration is None:
            return self.none()
        came_to = before.figures, before.failures
        return self.filter(pk=before.pk if came_to == (run.figures, run.failures) else None)


class JobRun(models.Model):
    """One run of one job. Written as it begins, so that a run that was killed leaves a trace."""

    job = models.CharField("travail", max_length=100, db_index=True)
    started_at = models.DateTimeField("commencé le")
    duration = models.DurationField("durée", null=True)  # null until it ends
    figures = models.JSONField("chiffres", default=dict)  # words in French: number
    failures = models.TextField("ce qui a échoué", blank=True)  # types and numbers, nobody's data

    objects = JobRunQuerySet.as_manager()

    class Meta:
        verbose_name = "travail automatique"
        verbose_name_plural = "travaux automatiques"
        default_permissions = ("view",)

    def __str__(self) -> str:
        return f"{self.job} {self.pk}"


class Lease(models.Model):
    """Who does alone what is not done twice at once, and until when (``core.leases``)."""

    name = models.CharField(max_length=50, primary_key=True)
    holder = models.CharField(max_length=32, blank=True)
    until = models.DateTimeField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.name
