"""The directory of peers, writing to one of them, and how one shows there oneself."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from normandie.espace.forms.collective import MessageForm, PeerFilterForm, ProfileForm
from normandie.espace.models.collective import titles_in_words
from normandie.espace.people import profile_of, read_profile_of
from normandie.espace.search.peers import Peer, listed_profiles
from normandie.espace.services.collective.profiles import keep_profile, write_to

from .frame import CollectiveFormView, CollectiveView


class PeersView(CollectiveView):
    """Those who agreed to be shown, by text, département, equipment or service of their places."""

    template_name = "espace/collective/peers.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        form = PeerFilterForm(request.GET)
        found = form.search().peers()
        return self.render(
            form=form,
            is_listed=read_profile_of(request.user).is_listed,
            **self.page_of(found, form.pairs),
        )


class MessageView(CollectiveFormView):
    """A message to one peer, by mail, that shows no address but by consent."""

    template_name = "espace/collective/message.html"
    form_class = MessageForm
    done = "Votre message part dans quelques minutes."

    def _peer(self) -> Peer:
        peer = Peer.of(get_object_or_404(listed_profiles(), pk=self.kwargs["peer"]))
        if peer.profile.user == self.request.user:
            raise Http404
        return peer

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(peer=self._peer(), **kwargs)

    def save(self, form: MessageForm) -> str:
        places = titles_in_words([place.title for place in self.places if place.live])
        write_to(self._peer().profile, self.request.user, places, **form.cleaned_data)
        return reverse("espace:collective_peers")


class ProfileView(CollectiveFormView):
    """How one shows to the others, and the mails that one gets."""

    template_name = "espace/collective/profile.html"
    done = "Vos choix sont enregistrés."

    def get_form(self, data: Any = None) -> ProfileForm:
        find = read_profile_of if data is None else profile_of
        return ProfileForm(data, instance=find(self.request.user))

    def save(self, form: ProfileForm) -> str:
        keep_profile(form.save(commit=False))
        return reverse("espace:collective_profile")
