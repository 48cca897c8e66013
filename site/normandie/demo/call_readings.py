"""Example readings of the files of the open call, some of them opposed. All of it is invented."""

from itertools import cycle

from django.contrib.auth import get_user_model

from ami.models import Assessment, CallCriterion, CallPage, Dossier
from ami.services.assessments import Answer, save_assessment
from normandie.demo.accounts import LEAD, REVIEWER

GRID = (
    ("Utilité pour les habitants", "Qui s’en servira, et pour quoi faire\u00a0?"),
    ("Ancrage dans le territoire", "Un lieu, des partenaires, une commune qui porte le projet."),
    ("Maturité du projet", "Calendrier, budget, personnes\u00a0: ce qui est prêt ou manque."),
    ("Suites possibles", "Ce que la Région et son réseau peuvent apporter."),
)
NO, LITTLE, RATHER, FULLY = range(4)
# What the two reviewers say of a file, by criterion; None of one who has not read it.
AGREED = ((FULLY, RATHER, RATHER, FULLY), (FULLY, RATHER, LITTLE, FULLY))
OPPOSED = ((FULLY, RATHER, NO, RATHER), (RATHER, RATHER, FULLY, None))
ALONE = ((RATHER, LITTLE, None, RATHER), None)
PATTERN = (AGREED, ALONE, (None, None), OPPOSED)
WHY: dict[int | None, str] = {  # of the third criterion
    NO: "Exemple\u00a0: rien n’est encore chiffré.",
    FULLY: "Exemple\u00a0: le devis et le local sont prêts.",
}


def grid() -> list[CallCriterion]:
    """Return the criteria of an example call."""
    return [CallCriterion(label=label, help=text) for label, text in GRID]


def create_example_readings() -> int:
    """Have two demo accounts read files of the open example call; return how many readings."""
    call = CallPage.objects.opened().filter(is_example=True).first()
    if call is None or Assessment.objects.filter(dossier__call=call).exists():
        return 0
    people = [get_user_model().objects.get(username=each.username) for each in (REVIEWER, LEAD)]
    criteria = list(call.criteria.all())
    files = Dossier.objects.deposited().underway().filter(call=call).order_by("pk")
    for dossier, readings in zip(files, cycle(PATTERN)):
        for person, levels in zip(people, readings, strict=True):
            if levels is not None:
                answers = [
                    Answer(each, level, WHY.get(level, "") if each == criteria[2] else "")
                    for each, level in zip(criteria, levels, strict=True)
                ]
                save_assessment(dossier, person, answers, "Exemple\u00a0: à relire à deux.")
    return Assessment.objects.filter(dossier__call=call).count()
