"""Example templates of workshops, from which the managers of the demo start."""

from directory.models import Term, Vocabulary
from events.models import Theme, WorkshopTemplate
from normandie.demo.events import EXAMPLES, MARK

TEMPLATES = 6


def create_workshop_templates() -> int:
    """Create the templates, unless there are some already; return how many are new."""
    if WorkshopTemplate.objects.exists():
        return 0
    terms = {term.code: term for term in Term.objects.filter(vocabulary=Vocabulary.AUDIENCE)}
    for example in EXAMPLES[:TEMPLATES]:
        template = WorkshopTemplate.objects.create(
            title=f"{example.title}{MARK}",
            summary=example.summary,
            kind=example.kind,
            level=example.level,
        )
        template.themes.set(Theme.objects.filter(name=example.theme))
        template.terms.set([terms[example.audience]] if example.audience in terms else [])
    return TEMPLATES
