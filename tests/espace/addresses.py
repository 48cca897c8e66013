"""Who opens which address of the admin of the managers' space."""

from typing import Any

from normandie.espace.models import Answer, NewsItem, YearlyReport
from tests.admin_addresses import snippet
from tests.espace.collective import a_comment, a_document, a_manager, a_question, an_answer
from tests.factories import PlacePageFactory
from tests.roles import NOBODY, STAFF

WHO = {
    **dict.fromkeys(
        (
            f"wagtailsnippets_espace_{each}:*"
            for each in ("newsitem", "shareddocument", "roadmapaxis")
        ),
        STAFF,
    ),
    # What managers write is hidden with a reason, never written, nor erased, for them.
    **{
        f"wagtailsnippets_espace_{each}:{action}": who
        for each in ("question", "answer", "comment")
        for action, who in (("*", STAFF), ("add", NOBODY), ("delete", NOBODY))
    },
    # Reports are read as their managers sent them.
    "wagtailsnippets_espace_yearlyreport:*": STAFF,
    **{
        f"wagtailsnippets_espace_yearlyreport:{action}": NOBODY
        for action in ("add", "edit", "delete", "history*", "usage")
    },
}


def things() -> dict[str, Any]:
    user = a_manager()
    question = a_question(user)
    answer: Answer = an_answer(question, user)
    comment = a_comment(user)
    return {
        **snippet("espace_newsitem", NewsItem.objects.create(title="Une", text="…").pk),
        **snippet("espace_shareddocument", a_document().pk),
        **snippet("espace_roadmapaxis", comment.axis_id),
        **snippet("espace_question", question.pk),
        **snippet("espace_answer", answer.pk),
        **snippet("espace_comment", comment.pk),
        **snippet(
            "espace_yearlyreport",
            YearlyReport.objects.create(place=PlacePageFactory(), year=2025).pk,
        ),
    }
