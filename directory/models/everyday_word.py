"""Words of every day that the team adds to those of ``directory/guide/everyday_words.toml``."""

from django.db import models

from .vocabulary import Term, Vocabulary

# The closed lists that a word may lead to: what is done, found or met in a place.
LED_TO = (
    Vocabulary.SERVICE,
    Vocabulary.EQUIPMENT,
    Vocabulary.COWORKING,
    Vocabulary.KIND,
    Vocabulary.PROGRAMME,
    Vocabulary.TYPOLOGY,
)


def need_choices() -> list[tuple[str, str]]:
    from directory.guide.needs import NEEDS

    return [(need.slug, need.label) for need in NEEDS]


class EverydayWord(models.Model):
    """A word, or a few, that visitors type, and what answers it: a need, terms, or both."""

    wording = models.CharField(
        "mot ou expression",
        max_length=80,
        unique=True,
        help_text="Comme les gens l’écrivent\u00a0: «\u00a0carte grise\u00a0». Les accents et le "
        "pluriel ne comptent pas.",
    )
    need = models.CharField(
        "besoin",
        max_length=20,
        blank=True,
        choices=need_choices,
        help_text="Les lieux qui répondent à ce besoin sont trouvés.",
    )
    terms = models.ManyToManyField(
        Term,
        blank=True,
        related_name="+",
        verbose_name="termes",
        limit_choices_to={"vocabulary__in": LED_TO},
        help_text="Les lieux dont la fiche porte l’un de ces termes sont trouvés aussi.",
    )

    class Meta:
        verbose_name = "mot courant"
        verbose_name_plural = "mots courants"
        ordering = ["wording"]

    def __str__(self) -> str:
        return self.wording
