"""« Dossier »: all that a file holds, what is near it and what may be done now, on one screen.

What a draft holds is its carrier's alone until the deposit: nothing of it shows here but who began
it, so that a delay asked for by telephone finds its file.
"""

from collections import defaultdict
from collections.abc import Container
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from wagtail.snippets.views.snippets import InspectView

from ami.admin.addresses import (
    ACTION,
    ASK_OPINION,
    ASSESS,
    EXTEND,
    NOTE,
    NOTE_TYPED,
    TAGS,
    WRITE,
)
from ami.admin.forms.actions import form_of
from ami.admin.four_eyes import withheld
from ami.admin.notes import note_form
from ami.admin.opinions import opinion_events, panel_of
from ami.admin.queue import queue_params
from ami.admin.queue_way import way_of
from ami.admin.tags import TagsForm
from ami.around import around
from ami.attention import quiet_for
from ami.deadlines import deadlines_of
from ami.dossier_timeline import author_of, entrusted_to, name_of, timeline_of
from ami.grid import grid_of
from ami.kinds.people import ASSIGN, HAND_OVER
from ami.kinds.people import EXTEND as EXTEND_ACTION
from ami.mentions import colleagues_of, people_of
from ami.models import (
    Assessment,
    Attachment,
    Completion,
    Dossier,
    DossierTag,
    InternalNote,
    Mention,
    Message,
    NoteDraft,
    Opinion,
)
from ami.models.dossier import DossierQuerySet
from ami.neighbours import MOST, neighbours_of
from ami.permissions import actor_on, with_rights_of
from ami.review_reading import read_reviewed
from ami.services.completions import labels_of
from ami.services.results import SEND
from ami.services.review import Shown, note_opened
from core.models import HistoryEntry
from core.text.formats import file_size
from core.workflow import Transition


def whole_for(user: Any) -> DossierQuerySet:
    """Return the files that *user* may read, whole, in as many queries whatever they hold.

    Besides what a file has: what *user* may do of it (``with_rights_of``), ``last_step`` and
    ``is_quiet`` (``DossierQuerySet.quiet``), and ``typed_note``, what they left of a note.
    """
    quiet = Dossier.objects.quiet(timezone.now() - quiet_for()).order_by()
    typed = NoteDraft.objects.filter(dossier=OuterRef("pk"), author=user.pk)
    rows = with_rights_of(user, Dossier.objects.readable_by(user)).with_last_step()
    found: DossierQuerySet = (
        rows.annotate(
            is_quiet=Exists(quiet.filter(pk=OuterRef("pk"))),
            typed_note=Subquery(typed.values("text")[:1]),
        )
        .select_related("call", "commune", "place", "reviewer")
        .prefetch_related(
            Prefetch("history", HistoryEntry.objects.select_related("user")),
            Prefetch("messages", Message.objects.select_related("author")),
            Prefetch("notes", InternalNote.objects.select_related("author")),
            Prefetch("opinions", Opinion.objects.select_related("asked_by", "revoked_by")),
            Prefetch("attachments", Attachment.objects.select_related("preview")),
            Prefetch("assessments", Assessment.objects.select_related("author")),
            "opinions__attachments",
            "attachments__preview__pictures",
            "assessments__ratings",
            "call__criteria",
            "completions",
            "follow_ups",
            "meetings",
            "orientations",
        )
    )
    return found


CLOSE = "clore"
NOT_OFFERED = {EXTEND_ACTION, HAND_OVER, ASSIGN}  # they have screens or places of their own


class DossierInspectView(InspectView):
    """The file, its neighbourhood, its history; beside it, where it stands and what may be done."""

    page_title = "Dossier"
    template_name = "ami/admin/dossier.html"

    def get_object(self, queryset: Any = None) -> Dossier:
        # « id », since « pk » fails on a number without end.
        return get_object_or_404(whole_for(self.request.user), id=self.pk)

    def get_fields_context(self) -> list[Any]:
        """Return nothing: the screen shows each thing in its place, not field by field."""
        return []

    def get_page_subtitle(self) -> str:
        names = [str(self.object), self.object.carrier_name]
        return ", ".join(filter(None, names))

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = super().get(request, *args, **kwargs)
        note_opened(self.object, request.user, self.shown, may_review=self.actor is not None)
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        dossier: Dossier = self.object
        actor = self.actor = actor_on(self.request.user, dossier)
        kept = withheld(dossier, actor) if actor else {}
        messages, notes = list(dossier.messages.all()), list(dossier.notes.all())
        mentions = list(Mention.objects.filter(note__dossier=dossier).select_related("user"))
        tags = list(DossierTag.objects.in_use_for(self.request.user).told_of(dossier))
        opinions = list(dossier.opinions.all())
        people = people_of(dossier, entrusted_to(dossier))
        self.shown = Shown(mentions, messages)
        return super().get_context_data(**kwargs) | {
            "dossier": dossier,
            "state": dossier.state_words,
            "may_act": actor is not None,
            "actions": self._actions(dossier, actor.role, kept) if actor else [],
            "withheld": set(kept.values()),
            "timeline": timeline_of(
                dossier, messages, notes, people, opinion_events(opinions), opinions
            ),
            "opinions": [panel_of(each, self._query) for each in opinions],
            "ask_opinion_url": self._url(ASK_OPINION) if dossier.state_words.awaits_answer else "",
            "content": {} if dossier.is_draft else self._content(dossier, messages),
            "notes": [_note(each, mentions) for each in notes],
            "tags": [each for each in tags if each.is_borne],
            "suggested_tags": tags,
            "write_url": self._url(WRITE),
            "note_url": self._url(NOTE),
            "assess_url": self._url(ASSESS),
            "way": way_of(dossier, self.request),
            "assign_url": self._url(ACTION, ASSIGN),
            **(self._forms(dossier, people) if actor else {}),
        }

    def _forms(self, dossier: Dossier, people: list[Any]) -> dict[str, Any]:
        """Return what a reviewer writes on the screen itself: a note, tags."""
        colleagues = colleagues_of(self.request.user, people)
        return {
            "note_form": note_form(dossier, colleagues, dossier.typed_note),
            "note_typed_url": self._url(NOTE_TYPED),
            "tags_form": TagsForm(),
            "tags_url": self._url(TAGS),
        }

    def _content(self, dossier: Dossier, messages: list[Any]) -> dict[str, Any]:
        """Return what is read of a deposited file, in as many queries whatever it holds."""
        completions = self.shown.completions = list(dossier.completions.all())
        files = _files_by_owner(dossier)
        same_carrier, same_commune = neighbours_of(dossier, self.request.user)
        return {
            "parts": read_reviewed(dossier, completions),
            "grid": grid_of(dossier, self.request.user, completions),
            "files": files["", 0],
            "completions": [
                _completion(each, files["completion", each.pk]) for each in completions
            ],
            "messages": [
                {"message": each, "author": author_of(each), "files": files["message", each.pk]}
                for each in messages
            ],
            "meetings": dossier.meetings.all(),
            "deadlines": deadlines_of(dossier, dossier.last_step if dossier.is_quiet else None),
            "orientations": dossier.orientations.all(),
            "follow_ups": dossier.follow_ups.all(),
            "is_told": dossier.result_told_at is not None,
            "same_carrier": same_carrier,
            "same_commune": same_commune,
            "around": around(dossier),
            "most": MOST,
        }

    def _actions(self, dossier: Dossier, role: str, kept: Container[str]) -> list[dict[str, Any]]:
        """Return what *role* may do now, but for the actions that are *kept* from the person."""
        if dossier.is_draft:
            return [_link("Prolonger le dépôt", self._url(EXTEND))]
        possible = dossier.call_kind.transitions.possible(dossier.state, [role])
        return [
            _link(
                each.label,
                self._url(ACTION, each.action),
                at_once=form_of(each).asks_nothing(each),
            )
            for each in possible
            if _makes_sense(dossier, each) and each.action not in kept
        ]

    def _url(self, name: str, *args: str) -> str:
        """Return the address of a screen of the file, with the queue that it is read in."""
        return reverse(name, args=(self.object.pk, *args)) + self._query

    @cached_property
    def _query(self) -> str:
        """What its addresses say of the queue: « ?state=… », or nothing."""
        query = queue_params(self.request.GET).urlencode()
        return f"?{query}" if query else ""


def _note(note: InternalNote, mentions: list[Mention]) -> dict[str, Any]:
    called = [name_of(each.user) for each in mentions if each.note_id == note.pk]
    return {"note": note, "author": name_of(note.author), "called": called}


def _makes_sense(dossier: Dossier, transition: Transition) -> bool:
    """Whether it is offered here: not what waits for the date of the results."""
    waits = transition.action in (SEND, CLOSE) and not dossier.results_are_out()
    return transition.action not in NOT_OFFERED and not waits


def _link(label: str, url: str, *, at_once: bool = False) -> dict[str, Any]:
    return {"label": label, "url": url, "at_once": at_once}


def _files_by_owner(dossier: Dossier) -> dict[tuple[str, int], list[dict[str, Any]]]:
    """Return the files of the deposit (« », 0), of each message and of each completion."""
    owners = defaultdict(list)
    for each in dossier.attachments.all():
        owner = ("", 0)
        if each.message_id:
            owner = ("message", each.message_id)
        elif each.completion_id:
            owner = ("completion", each.completion_id)
        owners[owner].append(
            {
                "file": each,
                "size": file_size(each.size),
                "is_refused": each.scan == Attachment.Scan.INFECTED,
                "preview": getattr(each, "preview", None) if each.may_be_served else None,
            }
        )
    return owners


def _completion(completion: Completion, files: list[dict[str, Any]]) -> dict[str, Any]:
    """Say a completion; the files of one that is awaited are its carrier's still."""
    return {
        "completion": completion,
        "labels": labels_of(completion),
        "files": files if completion.sent_at else [],
    }
