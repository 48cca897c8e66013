"""The listings and forms of the collective, under one menu."""

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import (
    IndexView,
    SnippetViewSet,
    SnippetViewSetGroup,
)

from core.admin.screens import NoChooser
from core.text.formats import short_moment
from normandie.espace.admin.yearly_reports import YearlyReportViewSet
from normandie.espace.models import Answer, Comment, NewsItem, Question, RoadmapAxis, SharedDocument

from .forms import DocumentForm, ModerationForm, NewsForm

EXCERPT = 80  # characters of a text in a listing


class NewsViewSet(SnippetViewSet):
    model = NewsItem
    chooser_viewset_class = NoChooser
    icon = "info-circle"
    menu_label = "Actualités"
    base_url_path = "collectif/actualites"
    copy_view_enabled = False
    list_display = [
        "title",
        "published_on",
        "expires_on",
        Column(
            "mailed_at",
            label="Envoyée",
            accessor=lambda item: short_moment(item.mailed_at) if item.mailed_at else "",
        ),
    ]
    search_fields = ["title", "text"]
    edit_handler = ObjectList(
        [
            FieldPanel("title"),
            FieldPanel("text", widget=forms.Textarea(attrs={"rows": 12})),
            FieldRowPanel([FieldPanel("published_on"), FieldPanel("expires_on")]),
            FieldPanel("by_mail"),
        ],
        base_form_class=NewsForm,
    )


class DocumentViewSet(SnippetViewSet):
    model = SharedDocument
    chooser_viewset_class = NoChooser
    icon = "doc-full"
    menu_label = "Documents"
    base_url_path = "collectif/documents"
    copy_view_enabled = False
    list_display = ["title", "name", "added_at"]
    search_fields = ["title", "description", "name"]
    edit_handler = ObjectList(
        [FieldPanel("title"), FieldPanel("description"), FieldPanel("file")],
        base_form_class=DocumentForm,
    )


class AxisIndexView(IndexView):
    def get_base_queryset(self) -> QuerySet:
        return super().get_base_queryset().with_counts()


class AxisViewSet(SnippetViewSet):
    model = RoadmapAxis
    chooser_viewset_class = NoChooser
    index_view_class = AxisIndexView
    icon = "list-ul"
    menu_label = "Feuille de route"
    base_url_path = "collectif/feuille-de-route"
    copy_view_enabled = False
    list_display = [
        "title",
        "order",
        Column("support_count", label="Soutiens", accessor="support_count"),
        Column("comment_count", label="Commentaires", accessor="comment_count"),
        Column(
            "to_validate",
            label="À valider",
            accessor=lambda axis: "Oui" if axis.to_validate else "",
        ),
    ]
    search_fields = ["title", "text"]
    panels = [
        FieldPanel("title"),
        FieldPanel("text"),
        FieldPanel("progress"),
        FieldRowPanel([FieldPanel("order"), FieldPanel("to_validate")]),
        FieldPanel("source"),
    ]


class ContributionFilterSet(WagtailFilterSet):
    hidden = django_filters.ChoiceFilter(
        label="Montré",
        choices=[("oui", "Masqué"), ("non", "Montré")],
        method="by_hidden",
        widget=forms.RadioSelect,
        empty_label="Tous",
    )

    class Meta:
        model: Any = None
        fields: list[str] = []

    def by_hidden(self, rows: Any, name: str, value: str) -> QuerySet:
        found: QuerySet = rows.hidden() if value == "oui" else rows.visible()
        return found


class ContributionIndexView(IndexView):
    def get_base_queryset(self) -> QuerySet:
        return super().get_base_queryset().with_authors()


def excerpt(written: Any) -> str:
    text = " ".join(written.text.split())
    return text if len(text) <= EXCERPT else f"{text[:EXCERPT].rstrip()}…"


class ContributionViewSet(SnippetViewSet):
    """What managers write: read, hidden with a reason, shown again; never changed."""

    chooser_viewset_class = NoChooser
    index_view_class = ContributionIndexView
    copy_view_enabled = False
    list_per_page = 50
    ordering = "-written_at"
    search_fields = ["text"]
    list_display: Any = [
        "__str__",
        Column("text", label="Message", accessor=excerpt),
        Column("author", label="De", accessor="author_name"),
        Column(
            "written_at",
            label="Écrit le",
            accessor=lambda written: short_moment(written.written_at),
            sort_key="written_at",
        ),
        Column(
            "hidden_at",
            label="Masqué le",
            accessor=lambda written: short_moment(written.hidden_at) if written.hidden_at else "",
        ),
    ]
    read: tuple[str, ...] = ("author", "written_at", "text")

    def get_edit_handler(self) -> Any:
        panels = [FieldPanel(name, read_only=True) for name in self.read]
        decision = [FieldPanel("is_hidden"), FieldPanel("hidden_reason")]
        handler = ObjectList([*panels, *decision], base_form_class=ModerationForm)
        return handler.bind_to_model(self.model)

    @property
    def filterset_class(self) -> type[WagtailFilterSet]:
        meta = type("Meta", (ContributionFilterSet.Meta,), {"model": self.model})
        return type("FilterSet", (ContributionFilterSet,), {"Meta": meta})


class QuestionViewSet(ContributionViewSet):
    model = Question
    icon = "help"
    menu_label = "Questions"
    base_url_path = "collectif/questions"
    search_fields = ["title", "text"]
    read = ("title", "author", "written_at", "text")


class AnswerViewSet(ContributionViewSet):
    model = Answer
    icon = "comment"
    menu_label = "Réponses"
    base_url_path = "collectif/reponses"
    read = ("question", "author", "written_at", "text")


class CommentViewSet(ContributionViewSet):
    model = Comment
    icon = "comment"
    menu_label = "Commentaires"
    base_url_path = "collectif/commentaires"
    read = ("axis", "author", "written_at", "text")


class CollectiveGroup(SnippetViewSetGroup):
    """The menu « Collectif des gérants »."""

    menu_label = "Collectif des gérants"
    menu_icon = "group"
    menu_order = 157
    items = (
        NewsViewSet,
        DocumentViewSet,
        AxisViewSet,
        QuestionViewSet,
        AnswerViewSet,
        CommentViewSet,
        YearlyReportViewSet,
    )
