"""« /espace/pole/<slug>/ »: the territory of a pôle, its page, its contacts."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from directory.models import PolePage
from normandie.espace.access import PoleView
from normandie.espace.forms.poles import ContactFormSet, NewsFormSet, PoleForm, as_in_the_space
from normandie.espace.poles import territory_of
from normandie.espace.publication import Outcome, publishes_directly, send
from normandie.espace.sheet.waiting import waiting_of

LOCKED = "L’équipe de la Région a cette page en main\u00a0: réessayez plus tard."
NEWS = "news"  # what the names of the fields begin with


class PoleHomeView(PoleView):
    template_name = "espace/poles/home.html"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self.render(
            territory=territory_of(self.pole, request), waiting=waiting_of(self.pole)
        )


class PolePageView(PoleView):
    """The presentation and the news: parts of the page, read by the team as those of a sheet."""

    template_name = "espace/poles/page.html"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        draft = self.pole.get_latest_revision_as_object()
        return self._show(PoleForm(instance=draft), NewsFormSet(instance=draft, prefix=NEWS))

    @transaction.atomic
    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        # Two at once: the second sees what the first has written, by the version of its form.
        self.pole = PolePage.objects.select_for_update(of=("self",)).get(pk=self.pole.pk)
        if self.pole.locked or self.pole.approved_schedule:
            messages.warning(request, LOCKED)
            return redirect("espace:pole", self.pole.slug)
        draft = self.pole.get_latest_revision_as_object()
        form = PoleForm(request.POST, instance=draft)
        news = NewsFormSet(request.POST, instance=draft, prefix=NEWS)
        if not all([form.is_valid(), news.is_valid()]):
            return self._show(form, news, status=422)
        if not (form.has_changed() or news.has_changed()):
            messages.info(request, "Rien n’a changé.")
            return redirect("espace:pole", self.pole.slug)
        news.save(commit=False)
        outcome = send(form.mine(), request.user, directly=self._directly())
        messages.success(
            request,
            "C’est en ligne."
            if outcome is Outcome.PUBLISHED
            else "C’est envoyé\u00a0: l’équipe de la Région le relit avant de le publier.",
        )
        return redirect("espace:pole", self.pole.slug)

    def _show(self, form: PoleForm, news: Any, status: int = 200) -> HttpResponse:
        return self.render(
            status=status,
            form=form,
            news=as_in_the_space(news),
            waiting=waiting_of(self.pole),
            directly=self._directly(),
        )

    def _directly(self) -> bool:
        """Never with what staff have in hand: another draft, or a page that they took down."""
        pole = self.pole
        return pole.live and not pole.has_unpublished_changes and publishes_directly(pole)


class PoleContactsView(PoleView):
    """Whom one asks, by function: what changes is online at once, and a name leaves at once."""

    template_name = "espace/poles/contacts.html"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self.render(contacts=as_in_the_space(ContactFormSet(instance=self.pole)))

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        contacts = ContactFormSet(request.POST, instance=self.pole)
        if not contacts.is_valid():
            return self.render(status=422, contacts=as_in_the_space(contacts))
        contacts.save()
        messages.success(request, "Les contacts sont à jour, en ligne dès maintenant.")
        return redirect("espace:pole", self.pole.slug)
