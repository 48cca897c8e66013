"""What the site search reads of pages (docs/decisions/0011-site-search.md)."""

from django.db import models

from core.text.index import IndexedWord
from core.text.matching import MatchingQuerySet


class PageText(models.Model):
    """The text of a published page, read once when it changes.

    ``text`` is plain, one line for each block, for excerpts; ``sort_name`` is the folded title.
    """

    page = models.OneToOneField(
        "wagtailcore.Page", models.CASCADE, primary_key=True, related_name="searched_text"
    )
    sort_name = models.CharField(max_length=255)
    text = models.TextField(blank=True)

    wagtail_reference_index_ignore = True  # staff are told of the uses of a page: this is none

    objects = MatchingQuerySet.as_manager()

    class Meta:
        verbose_name = "texte indexé d’une page"
        verbose_name_plural = "textes indexés des pages"

    def __str__(self) -> str:
        return self.sort_name


class PageWord(IndexedWord):
    """A stem that a page contains."""

    page_text = models.ForeignKey(PageText, models.CASCADE, related_name="words")

    class Meta:
        verbose_name = "mot indexé d’une page"
        verbose_name_plural = "mots indexés des pages"
        constraints = [
            models.UniqueConstraint(fields=["stem", "page_text"], name="one_row_per_stem_of_a_page")
        ]
