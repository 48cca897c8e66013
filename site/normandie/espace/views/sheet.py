"""« Ma fiche »: what it lacks, and one small page for each of its subjects."""

import json
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models import prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.decorators import method_decorator

from core.pages.drafts import draft_of
from directory.models import DirectoryPage, PlacePage
from directory.units import MAX_PHOTOS, label_of, said, version_of
from directory.views.hours_preview import hours_preview
from directory.views.tiles import allow_tiles
from normandie.espace.access import ManagerView, PlaceView
from normandie.espace.forms.base import SheetForm
from normandie.espace.forms.photos import NewPhotoForm
from normandie.espace.publication import Outcome, publishes_directly
from normandie.espace.services.photos import PhotoRefused, add_photo
from normandie.espace.services.sheet import Sent, SheetLocked, change_sheet
from normandie.espace.sheet.reading import to_mend
from normandie.espace.sheet.subjects import BY_SLUG, SUBJECTS, Subject
from normandie.espace.sheet.waiting import Change, changes_between, waiting_of

REFUSED, CONFLICT = 422, 409
SAID = {
    Outcome.PUBLISHED: "C’est en ligne.",
    Outcome.WAITING: "C’est envoyé à l’équipe de la Région, qui relit avant de publier. D’ici là, "
    "la fiche en ligne ne change pas.",
    None: "Vous n’avez rien changé\u00a0: rien n’est envoyé.",
}
LOCKED = (
    "L’équipe de la Région travaille sur cette fiche et l’a fermée aux autres. Rien n’est "
    "enregistré\u00a0: écrivez-lui, ou réessayez plus tard. Les fermetures, elles, restent "
    "possibles."
)


class SheetView(PlaceView):
    """The subjects of the sheet, what it lacks, what waits for the team."""

    template_name = "espace/sheet/sheet.html"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        draft = draft_of(self.place)
        if draft:
            prefetch_related_objects([self.place], "terms")
        return self.render(
            subjects=SUBJECTS,
            missing=to_mend(self.place),
            waiting=waiting_of(self.place),
            changes=changes_between(self.place, draft) if draft else [],
        )


@method_decorator(allow_tiles, name="dispatch")
class SubjectView(PlaceView):
    """The page of one subject of the sheet.

    It carries the version that it was opened on, unit by unit, so that nobody writes over what
    somebody else has just changed.
    """

    template_name = "espace/sheet/subject.html"
    subject: Subject
    changes: list[Change]

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if kwargs["subject"] not in BY_SLUG:
            raise Http404
        self.subject = BY_SLUG[kwargs["subject"]]

    def sheet(self) -> PlacePage:
        """Return a copy of the sheet for a form, which writes on it whatever it is sent.

        What a draft changes is said of the same reading.
        """
        sheets = PlacePage.objects.select_related("commune").prefetch_related("terms")
        live = sheets.get(pk=self.place.pk)
        draft = draft_of(live)
        self.changes = changes_between(live, draft, self.subject.units) if draft else []
        return draft or live

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        sheet = self.sheet()
        return self.show(self.subject.form(instance=sheet), version_of(sheet, self.subject.units))

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        opened = _opened(request.POST.get("version", ""))
        form = self.subject.form(request.POST, instance=self.sheet())
        if not form.is_valid():
            return self.show(form, opened, status=REFUSED)
        mine = form.mine()
        try:
            sent = change_sheet(
                self.place,
                request.user,
                mine,
                opened,
                units=self.subject.units,
                sensitive=self.subject.sensitive,
            )
        except SheetLocked:
            messages.warning(request, LOCKED)
            return self.show(form, opened, status=CONFLICT)
        if sent.theirs:
            return self.show_both(form, opened, sent)
        messages.success(request, SAID[sent.outcome])
        return redirect("espace:sheet", self.place.pk)

    def show_both(self, form: SheetForm, opened: dict[str, str], sent: Sent) -> HttpResponse:
        """Show theirs beside what was typed; sent again, it is written in full knowledge.

        Only what is shown counts as read: the other units keep the version they were opened on.
        """
        assert sent.theirs is not None  # noqa: S101 -- for the type checker
        both = [
            {
                "label": label_of(unit),
                "theirs": said(sent.theirs, unit),
                "mine": said(form.instance, unit),
            }
            for unit in sent.conflicts
        ]
        read = opened | version_of(sent.theirs, sent.conflicts)
        return self.show(form, read, status=CONFLICT, both=both)

    def show(
        self, form: SheetForm, version: dict[str, str], *, status: int = 200, **context: Any
    ) -> HttpResponse:
        if "point" in form.fields:
            directory = DirectoryPage.open_to_all()
            outlines = f"{directory.get_url(self.request)}carte/fond.json" if directory else ""
            form.fields["point"].widget.map.background = outlines
        shown = {
            "subject": self.subject,
            "form": form,
            "version": json.dumps(version),
            "directly": not self.subject.sensitive and publishes_directly(self.place),
            "changes": self.changes,
            "waiting": waiting_of(self.place) if self.changes else None,
            "both": [],
        }
        if "photos" in form.lists:
            shown["new_photo"] = NewPhotoForm()
            shown["may_add"] = len(form.lists["photos"].forms) < MAX_PHOTOS
        return self.render(status=status, **shown | context)


class NewPhotoView(SubjectView):
    """One photo more: a page of its own kind, for its file could not be shown again."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs | {"subject": "photos"})

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return redirect("espace:subject", self.place.pk, "photos")

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form = NewPhotoForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.refuse(form)
        try:
            with transaction.atomic():
                outcome = add_photo(self.place, request.user, **form.cleaned_data)
        except PhotoRefused as refusal:
            form.add_error("file", str(refusal))
            return self.refuse(form)
        except SheetLocked:
            form.add_error("file", LOCKED)
            return self.refuse(form)
        messages.success(request, SAID[outcome])
        return redirect("espace:subject", self.place.pk, "photos")

    def refuse(self, form: NewPhotoForm) -> HttpResponse:
        sheet = self.sheet()
        words = self.subject.form(instance=sheet)
        version = version_of(sheet, self.subject.units)
        return self.show(words, version, status=REFUSED, new_photo=form)


class HoursPreviewView(ManagerView):
    """What the hours being typed say, for the script of their table."""

    def get(self, request: HttpRequest) -> HttpResponseBase:
        return hours_preview(request)

    post = get


def _opened(text: str) -> dict[str, str]:
    """Return the version that a form was opened on; none where it does not say: all is then new."""
    try:
        version = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return version if isinstance(version, dict) else {}
