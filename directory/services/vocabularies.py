"""Loading of the closed lists into the table of terms."""

from core.text.words import slug_of
from directory.caches import directory_cache
from directory.models import Term
from directory.standard.vocabularies import VOCABULARIES


def load_vocabularies() -> dict[str, int]:
    """Create or update the terms of every closed list; safe to repeat.

    Terms that have left a list are kept, for places may bear them. So are the plain labels and the
    order of terms that exist, which are the staff's.

    Returns:
        The number of entries, by list.
    """
    Term.objects.bulk_create(
        (
            Term(
                vocabulary=vocabulary,
                code=entry.code,
                slug=slug_of(entry.code),
                label=entry.label,
                plain_label=entry.plain_label,
                order=order,
            )
            for vocabulary, entries in VOCABULARIES.items()
            for order, entry in enumerate(entries, start=1)
        ),
        update_conflicts=True,
        unique_fields=["vocabulary", "code"],
        update_fields=["slug", "label"],
        batch_size=500,
    )
    directory_cache.invalidate()  # loading in bulk sends no signal
    return {vocabulary: len(entries) for vocabulary, entries in VOCABULARIES.items()}
