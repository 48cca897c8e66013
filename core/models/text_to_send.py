"""What the search engine must be told of."""

from django.db import models


class TextToSend(models.Model):
    """Rows whose words changed, written with the change: see ``core.engine.queue``.

    One line for each change, so that nobody waits for another's; whoever sends takes the lines seen
    before reading the rows, and leaves those that came meanwhile.
    """

    fed = models.CharField(max_length=30)  # core.engine.indexes.Fed.name
    row = models.BigIntegerField()
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.fed} {self.row}"
