"""A workshop written, or written again: kept as a draft, then checked before it is sent."""

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.crypto import get_random_string
from django.utils.dateparse import parse_date
from django.utils.functional import cached_property

from core.rows import typed_key
from directory.models import PlacePage
from events.models import EventPage, WorkshopTemplate
from events.views.preview import dates_preview
from normandie.espace.access import PlaceView
from normandie.espace.forms.workshop import WorkshopForm
from normandie.espace.services.photos import PhotoRefused
from normandie.espace.services.workshops import (
    Outdated,
    TooManyDrafts,
    save_draft,
    uid_of_form,
)
from normandie.espace.workshops import drafts, prefilled
from normandie.espace.workshops.changes import changes_between
from normandie.espace.workshops.lists import WAITING, shared_with, workshops_of
from normandie.espace.workshops.stages import Stage, standing_of

from .workshops import WorkshopView

LONGEST_KEY = 40  # characters


class NewWorkshopView(PlaceView):
    """Four fields; what else is known is filled in, and folded.

    A place that holds as many drafts as it may is told before anything is typed; whoever made the
    last one meanwhile keeps what was typed.
    """

    template_name = "espace/workshops/new.html"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if drafts.holds_enough(self.place):
            return self.render(form=None, **self._refusal())
        return self.render(form=self._form(self.start), key=get_random_string(LONGEST_KEY))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{"refusal": ""} | kwargs)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        key = request.POST.get("key", "")[:LONGEST_KEY] or get_random_string(LONGEST_KEY)
        uid = uid_of_form(self.place, key)
        known = workshops_of(self.place).filter(uid=uid).first()
        if known and standing_of(known).stage is not Stage.DRAFT:
            messages.info(request, "Cet atelier est déjà envoyé\u00a0: le voici.")
            return redirect("espace:workshop", self.place.pk, known.pk)
        if known and known.get_latest_revision().user_id != request.user.pk:
            # A colleague went on with it: nothing is written over theirs unread.
            return EditWorkshopView.as_view()(request, place=self.place.pk, event=known.pk)
        event = known.get_latest_revision_as_object() if known else self.start
        event.uid = uid
        form = self._form(event)
        if not form.is_valid():
            return self.render(form=form, key=key, status=422)
        try:
            saved = _save(form, self.place, request)
        except TooManyDrafts:
            return self.render(form=form, key=key, status=409, **self._refusal())
        except PhotoRefused as refusal:
            form.add_error("picture", str(refusal))
            return self.render(form=form, key=key, status=422)
        return redirect("espace:workshop_check", self.place.pk, saved.pk)

    def _refusal(self) -> dict[str, Any]:
        """Say that the place holds as many drafts as it may, and where they are."""
        url = f"{reverse('espace:workshops', args=(self.place.pk,))}?voir={WAITING}"
        return {
            "refusal": f"Ce lieu a déjà {drafts.MOST} brouillons qui n’ont jamais été envoyés. "
            "Envoyez-en ou retirez-en un avant d’en commencer un autre.",
            "ways_out": [{"label": "Voir les brouillons", "url": url}],
        }

    @cached_property
    def start(self) -> EventPage:
        """What the address asks to start from (« refaire », « reprendre », « modele »)."""
        asked = self.request.GET
        if again := typed_key(asked.get("refaire", "")):
            source = get_object_or_404(workshops_of(self.place), id=again)
            return prefilled.from_event(self.place, source, _day(asked.get("le")))
        if taken := typed_key(asked.get("reprendre", "")):
            source = get_object_or_404(shared_with(self.place), id=taken)
            return prefilled.from_event(self.place, source)
        if template := self.network_template:
            return prefilled.from_template(self.place, template)
        return prefilled.from_place(self.place)

    @cached_property
    def network_template(self) -> WorkshopTemplate | None:
        asked = typed_key(self.request.GET.get("modele", ""))
        return get_object_or_404(WorkshopTemplate, id=asked) if asked else None

    @cached_property
    def usual_length(self) -> timedelta:
        if self.network_template:
            return timedelta(minutes=self.network_template.minutes)
        return prefilled.usual_length(self.place)

    def _form(self, event: EventPage) -> WorkshopForm:
        sent = self.request.method == "POST"
        data, files = (self.request.POST, self.request.FILES) if sent else (None, None)
        return WorkshopForm(data, files, instance=event, usual_length=self.usual_length)


class EditWorkshopView(WorkshopView):
    """The newest version, written again; who was overtaken meanwhile sees both."""

    template_name = "espace/workshops/edit.html"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        return self.locked() or self.render(form=self._form(), seen=self.event.latest_revision_id)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        if refusal := self.locked():
            return refusal
        seen = typed_key(request.POST.get("seen", ""))
        form = self._form(request.POST, request.FILES)
        if not form.is_valid():
            return self.render(form=form, seen=seen, status=422)
        try:
            _save(form, self.place, request, seen=seen or 0)
        except Outdated:
            return self._both(form)
        except PhotoRefused as refusal:
            form.add_error("picture", str(refusal))
            return self.render(form=form, seen=seen, status=422)
        return redirect(self.url("workshop_check"))

    def _form(self, data: Any = None, files: Any = None) -> WorkshopForm:
        length = prefilled.length_of(self.version.start_time, self.version.end_time)
        return WorkshopForm(data, files, instance=self.version, usual_length=length)

    def _both(self, form: WorkshopForm) -> HttpResponse:
        """Show what was typed beside what somebody else saved meanwhile; nothing is lost."""
        newest = self.event.get_latest_revision()
        other = newest.as_object()
        return self.render(
            form=form,
            seen=newest.pk,
            changes=changes_between(other, form.instance),
            changed_by=newest.user,
            changed_at=newest.created_at,
            has_lost_picture=bool(form.cleaned_data.get("picture")),
            status=409,
        )


class DatesPreviewView(PlaceView):
    """The dates of what is being typed, asked for by a script at each change."""

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        asked = typed_key(request.GET.get("atelier", ""))
        event = get_object_or_404(workshops_of(self.place), id=asked) if asked else EventPage()
        return dates_preview(request, event)


def _save(
    form: WorkshopForm, place: PlacePage, request: HttpRequest, seen: int | None = None
) -> EventPage:
    event = form.save(commit=False)
    event.themes.set(form.cleaned_data["themes"])
    picture = form.cleaned_data.get("picture")
    return save_draft(event, place, request.user, picture=picture, seen=seen)


def _day(text: str | None) -> date | None:
    try:
        return parse_date(text or "")
    except ValueError:
        return None
