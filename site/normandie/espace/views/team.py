"""Who manages a place: colleagues and those invited, listed, invited, taken off."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from normandie.espace.access import PlaceView, managers_of
from normandie.espace.forms.people import InviteForm
from normandie.espace.services.invitations import take_off, withdraw


class TeamView(PlaceView):
    """Colleagues see one another: they answer for the same sheet."""

    template_name = "espace/team.html"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self._show(InviteForm())

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form = InviteForm(request.POST)
        if not (form.is_valid() and form.invite_to(self.place, request.user)):
            return self._show(form, status=422)
        messages.success(request, f"L’invitation part à {form.cleaned_data['email']}.")
        return redirect("espace:team", self.place.pk)

    def _show(self, form: InviteForm, status: int = 200) -> HttpResponse:
        return self.render(
            status=status,
            form=form,
            managers=managers_of(self.place),
            invitations=self.place.invitations.waiting(),
        )


class LeaveView(PlaceView):
    """Taking off a colleague, or oneself: asked first, for what cannot be undone by oneself."""

    template_name = "espace/team_leave.html"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        person = get_object_or_404(self.place.managers, pk=kwargs["person"])
        is_last = self.place.managers.count() == 1
        return self.render(person=person, is_last=is_last)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        person = get_object_or_404(self.place.managers, pk=kwargs["person"])
        take_off(self.place, person, request.user)
        if person == request.user:
            messages.success(request, f"Vous ne gérez plus «\u00a0{self.place.title}\u00a0».")
            return redirect("espace:home")
        name = person.get_full_name() or person.email
        messages.success(request, f"{name} ne gère plus ce lieu.")
        return redirect("espace:team", self.place.pk)


class WithdrawView(PlaceView):
    """An invitation is withdrawn: its link opens nothing any more."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        invitation = get_object_or_404(self.place.invitations.waiting(), pk=kwargs["invitation"])
        withdraw(invitation)
        messages.success(request, f"L’invitation envoyée à {invitation.email} est retirée.")
        return redirect("espace:team", self.place.pk)
