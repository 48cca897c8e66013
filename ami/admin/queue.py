"""The queue: files to review, by where they stand, and all that narrows, sorts and finds them.

What narrows it is in its address, which the screen of a file keeps (``ami.admin.queue_way``) and
which staff save under a name (``ami.admin.saved_queues``).
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

import django_filters
from django import forms
from django.contrib.auth import get_user_model
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.timezone import localtime
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.forms.search import SearchForm
from wagtail.admin.ui.tables import Column
from wagtail.admin.utils import get_user_display_name
from wagtail.snippets.views.snippets import IndexView

from ami.attention import GONE, ME, NOBODY, attentions, followed_by
from ami.kinds import kinds, state_labels
from ami.models import CallPage, Dossier, DossierTag, SavedQueue
from ami.permissions import reviewers
from ami.querysets import DossierQuerySet
from core.admin.incoming.views import NOTHING
from core.text.formats import counted
from directory.models import Departement, Epci

DEFAULT_ORDER = "-deposited_at"
NO_SUCH_FILTER = "Un filtre de cette adresse n’existe plus\u00a0: choisissez-le à nouveau."


def attention_choices() -> list[tuple[str, str]]:
    return [(key, each.label) for key, each in attentions().items()]


def theme_choices() -> list[tuple[str, str]]:
    return _choices(
        choice
        for kind in kinds()
        for part, field in kind.form.fields()
        if part.repeated and field.column == "themes"
        for choice in field.choices
    )


def legal_form_choices() -> list[tuple[str, str]]:
    return _choices(
        choice
        for kind in kinds()
        for _, field in kind.form.fields()
        if field.column == "legal_form"
        for choice in field.choices
    )


def _choices(found: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return each choice once: kinds of calls share them."""
    return list(dict(found).items())


class SeveralChoices(django_filters.MultipleChoiceFilter):
    """Boxes to tick, whose choices are read when the filter is made."""

    def __init__(self, label: str, **kwargs: Any) -> None:
        super().__init__(label=label, widget=forms.CheckboxSelectMultiple, **kwargs)


def calls_of_reader(request: HttpRequest) -> QuerySet:
    return CallPage.objects.with_files_for(request.user).order_by("-opens_at")


class DossierFilterSet(WagtailFilterSet):
    """What narrows the queue."""

    attention = SeveralChoices("À regarder", choices=attention_choices, method="by_attention")
    state = SeveralChoices("État", choices=lambda: list(state_labels().items()))
    follower = django_filters.ChoiceFilter(
        label="Suivi par", method="by_follower", empty_label="N’importe qui"
    )
    call = django_filters.ModelChoiceFilter(
        label="Appel", queryset=calls_of_reader, empty_label="Tous"
    )
    tag = django_filters.ModelMultipleChoiceFilter(
        label="Étiquette",
        queryset=lambda request: DossierTag.objects.in_use_for(request.user),
        method="by_tag",
        widget=forms.CheckboxSelectMultiple,
    )
    theme = SeveralChoices("Thème d’un projet", choices=theme_choices, method="by_theme")
    legal_form = SeveralChoices("Forme de la structure", choices=legal_form_choices)
    departement = django_filters.ModelMultipleChoiceFilter(
        label="Département",
        field_name="commune__departement",
        queryset=Departement.objects.all(),
        widget=forms.CheckboxSelectMultiple,
    )
    epci = django_filters.ModelChoiceFilter(
        label="Intercommunalité",
        field_name="commune__epci",
        queryset=Epci.objects.all(),
        empty_label="Toutes",
    )

    class Meta:
        model = Dossier
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # In a function, which alone is copied with each form.
        self.filters["follower"].extra["choices"] = lambda: self._followers()

    def _followers(self) -> list[tuple[str, str]]:
        following = Dossier.objects.readable_by(self.request.user).order_by().values("reviewer")
        may = reviewers().order_by().values("pk")
        people = get_user_model().objects.filter(Q(pk__in=following) | Q(pk__in=may))
        named = sorted((who_follows(each), str(each.pk)) for each in people)
        words = [(ME, "Moi"), (NOBODY, "Personne"), (GONE, "Quelqu’un qui n’étudie plus")]
        return words + [(pk, name) for name, pk in named]

    def by_follower(self, rows: DossierQuerySet, name: str, value: str) -> DossierQuerySet:
        return rows.filter(followed_by(value, self.request.user))

    def by_attention(self, rows: DossierQuerySet, name: str, value: list[str]) -> DossierQuerySet:
        """Keep what is all that was ticked."""
        for each in value:
            rows = attentions()[each].narrow(rows, self.request.user)
        return rows

    def by_tag(self, rows: DossierQuerySet, name: str, value: QuerySet) -> DossierQuerySet:
        return rows.tagged(value) if value else rows

    def by_theme(self, rows: DossierQuerySet, name: str, value: list[str]) -> DossierQuerySet:
        return rows.about(value) if value else rows


def queue_params(params: QueryDict) -> QueryDict:
    """Return what *params* say of the queue: filters, search and order, and nothing else."""
    kept = QueryDict(mutable=True)
    for name in (*DossierFilterSet.base_filters, "q", "ordering"):
        if values := [value for value in params.getlist(name) if value]:
            kept.setlist(name, values)
    return kept


def queue_rows(params: QueryDict, request: HttpRequest) -> DossierQuerySet:
    """Return the files that *params* narrow, as the listing does, in no order.

    None where one of *params* is no filter any more: to show all would mislead.
    """
    rows = Dossier.objects.readable_by(request.user).order_by()
    filters = DossierFilterSet(params, queryset=rows, request=request)
    rows = filters.qs if filters.is_valid() else rows.none()
    search = SearchForm(params)
    if search.is_valid() and (text := search.cleaned_data["q"]):
        rows = rows.found_by(text)
    return rows


def queue_order(params: QueryDict) -> str:
    """Return the order that *params* ask, of a column of the listing."""
    ordering = params.get("ordering", DEFAULT_ORDER)
    known = {column.sort_key for column in COLUMNS if column.sort_key}
    return ordering if ordering.removeprefix("-") in known else DEFAULT_ORDER


def who_follows(user: Any) -> str:
    return get_user_display_name(user) or NOTHING


def _projects(dossier: Dossier) -> str:
    """Name the first project, and say how many others there are."""
    titles = [project.title for project in dossier.projects.all()]
    if len(titles) < 2:
        return "".join(titles) or NOTHING
    others = len(titles) - 1
    return f"{titles[0]} (et {counted(others, 'autre')})"


def _day(moment: datetime | None) -> str:
    return date_format(localtime(moment), "d/m/Y") if moment else NOTHING


def _deadline(dossier: Any) -> str:
    day: date | None = dossier.deadline  # of ``with_deadline``
    if day is None:
        return NOTHING
    passed = " (passée)" if day < timezone.localdate() else ""
    return f"{date_format(day, 'd/m/Y')}{passed}"


COLUMNS = [
    Column(
        "carrier",
        label="Porteur",
        accessor=lambda dossier: dossier.carrier_name or dossier.access_email,
        sort_key="carrier_name",
    ),
    Column(
        "commune",
        label="Commune",
        accessor=lambda dossier: dossier.commune.name if dossier.commune else NOTHING,
        sort_key="commune__name",
    ),
    Column("projects", label="Projets", accessor=_projects),
    Column("state", label="État", accessor="state_words.label", sort_key="state"),
    Column(
        "deposited_at",
        label="Déposé le",
        accessor=lambda dossier: _day(dossier.deposited_at),
        sort_key="deposited_at",
    ),
    Column(
        "reviewer",
        label="Suivi par",
        accessor=lambda dossier: who_follows(dossier.reviewer),
        sort_key="reviewer",
    ),
    Column("deadline", label="Échéance", accessor=_deadline, sort_key="deadline"),
]


class DossierIndexView(IndexView):
    """The queue, under the number of files in each state."""

    table_classname = "listing queue"

    def get_base_queryset(self) -> QuerySet:
        return Dossier.objects.readable_by(self.request.user).for_listing().with_deadline()

    def filter_queryset(self, queryset: DossierQuerySet) -> DossierQuerySet:
        if self.filters and not self.filters.is_valid():
            messages.warning(self.request, NO_SUCH_FILTER)
            return queryset.none()
        narrowed: DossierQuerySet = super().filter_queryset(queryset)
        return narrowed

    def order_queryset(self, queryset: DossierQuerySet) -> DossierQuerySet:
        return queryset.in_order(self.ordering)

    def search_queryset(self, queryset: DossierQuerySet) -> DossierQuerySet:
        return queryset.found_by(self.search_query) if self.is_searching else queryset

    @cached_property
    def params(self) -> QueryDict:
        return queue_params(self.request.GET)

    def get_inspect_url(self, instance: Dossier) -> str | None:
        """Lead to the file with the queue that it is read in."""
        url: str | None = super().get_inspect_url(instance)
        query = self.params.urlencode()
        return f"{url}?{query}" if url and query else url

    def get_list_buttons(self, instance: Dossier) -> list[Any]:
        """Offer nothing beside the number, which leads to the file."""
        return []

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        query = self.params.urlencode()
        saved = SavedQueue.objects.open_to(self.request.user)
        return context | {"chips": self._chips(), "saved_queues": saved, "queue_query": query}

    def _chips(self) -> list[dict[str, Any]]:
        """Count the files in each state, under what else narrows the queue."""
        params = self.params.copy()
        chosen = params.pop("state", [])
        rows = queue_rows(params, self.request)
        numbers = dict(rows.values_list("state").annotate(Count("pk")))
        chips = [self._chip("", "Tous", sum(numbers.values()), chosen)]
        return chips + [
            self._chip(state, label, numbers.get(state, 0), chosen)
            for state, label in state_labels().items()
            if numbers.get(state) or state in chosen
        ]

    def _chip(self, state: str, label: str, number: int, chosen: list[str]) -> dict[str, Any]:
        params = self.params.copy()
        params.setlist("state", [state] if state else [])
        return {
            "label": label,
            "number": number,
            "url": f"{self.index_url}?{params.urlencode()}",
            "is_chosen": chosen == ([state] if state else []),
        }
