"""A manager at work: pages opened and forms sent back as a browser does."""

from dataclasses import dataclass, field
from typing import Any

from bs4 import BeautifulSoup, Tag
from django.test import Client
from django.urls import reverse

from directory.models import PlacePage
from normandie.espace.models import PlaceSettings
from tests.factories import PlacePageFactory, UserFactory


@dataclass
class OpenForm:
    """A form as it was read on a page: it keeps what it said, whatever happens meanwhile."""

    client: Client
    address: str
    values: dict[str, Any] = field(default_factory=dict)

    def send(self, **changes: Any) -> Any:
        """Send it with *changes*; None leaves a box unticked or a hidden field out."""
        data = {name: value for name, value in (self.values | changes).items() if value is not None}
        return self.client.post(self.address, data)


@dataclass
class Manager:
    """Somebody who looks after ``place``, in front of a browser."""

    place: PlacePage
    user: Any = field(default_factory=UserFactory)
    client: Client = field(default_factory=Client)

    def __post_init__(self) -> None:
        self.place.managers.add(self.user)
        self.client.force_login(self.user)

    def address(self, name: str, *args: Any) -> str:
        return reverse(f"espace:{name}", args=[self.place.pk, *args])

    def page(self, name: str, *args: Any) -> Any:
        return self.client.get(self.address(name, *args))

    def open(self, subject: str) -> OpenForm:
        """Open the page of *subject*, and return its form."""
        return form_in(self.client, self.page("subject", subject), self.address("subject", subject))

    def change(self, subject: str, **changes: Any) -> Any:
        """Open the page of *subject*, change it, send it, and follow where it leads."""
        return self.client.get(self.open(subject).send(**changes)["Location"])

    def tap(self, name: str, **data: Any) -> Any:
        """Press the button that sends *data* to the address *name*, and follow where it leads."""
        return self.client.post(self.address(name), data, follow=True)

    @property
    def public(self) -> PlacePage:
        """The sheet as the public reads it now."""
        return PlacePage.objects.get(pk=self.place.pk)

    @property
    def draft(self) -> PlacePage:
        """The version that is not published yet."""
        assert self.public.has_unpublished_changes
        return self.public.get_latest_revision_as_object()


def manager(*, trusted: bool = False, **place: Any) -> Manager:
    """Return who looks after a new place, that the Région trusts or not."""
    managed = PlacePageFactory(**place)
    if trusted:
        trust(managed)
    return Manager(managed)


def trust(place: PlacePage) -> None:
    """Have the Région let *place* publish without being read first."""
    PlaceSettings.objects.create(place=place, publishes_directly=True)


def colleague(of: Manager) -> Manager:
    """Return somebody else who looks after the same place."""
    return Manager(PlacePage.objects.get(pk=of.place.pk))


def approve(place: PlacePage, moderator: Any) -> None:
    """Have *moderator* publish what waits, as the screen of the team does."""
    step = place.current_workflow_task_state
    step.task.specific.on_action(step, moderator, "approve")


def reject(place: PlacePage, moderator: Any, comment: str) -> None:
    step = place.current_workflow_task_state
    step.task.specific.on_action(step, moderator, "reject", comment=comment)


def form_in(client: Client, page: Any, address: str) -> OpenForm:
    """Return the form of *page* that is sent to *address*, with what a browser would send."""
    soup = BeautifulSoup(page.content.decode(), "html.parser")
    (form,) = soup.select(f'form[action="{address}"], form:not([action]):has([name="version"])')
    values: dict[str, Any] = {}
    for tag in form.select("input[name], textarea[name], select[name]"):
        _take(values, tag)
    return OpenForm(client, address, values)


def _take(values: dict[str, Any], tag: Tag) -> None:
    name = str(tag["name"])
    kind = tag.get("type", "")
    if tag.name == "textarea":
        values[name] = tag.get_text().removeprefix("\n")
    elif tag.name == "select":
        chosen = tag.select("option[selected]") or tag.select("option")[:1]
        values[name] = chosen[0]["value"]
    elif kind in ("checkbox", "radio"):
        if tag.has_attr("checked"):
            values.setdefault(name, [])
            values[name].append(tag.get("value", "on"))
    elif kind != "file":
        values[name] = tag.get("value", "")


def manager_of(*places: PlacePage) -> Client:
    """Return the browser of somebody who manages *places*."""
    user = UserFactory()
    for place in places:
        place.managers.add(user)
    client = Client()
    client.force_login(user)
    return client
