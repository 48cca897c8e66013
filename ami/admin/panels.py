"""How staff fill a call in."""

from typing import Any

from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    Panel,
    TabbedInterface,
    TitleFieldPanel,
)
from wagtail.models import Page

from ami.kinds import get_kind
from ami.models import CallPage, CallQuestion, Dossier
from ami.readiness import advice, opening_gaps, question_faults
from ami.review_readiness import review_advice


class CallPageForm(WagtailAdminPageForm):
    """A call: a draft may lack anything, what is published lacks nothing that its opening needs.

    Questions that change once somebody has begun a file make a new version of the form: files
    already begun keep theirs.
    """

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        self.instance.must_be_ready = not self.is_deferred_validation
        if not self.is_deferred_validation:
            self._check_questions(cleaned.get("kind") or self.instance.kind)
        return cleaned

    def save(self, commit: bool = True) -> CallPage:
        questions = self.formsets.get("questions")
        if (questions and questions.has_changed()) or "requirements" in self.changed_data:
            self._raise_version()
        call: CallPage = super().save(commit)
        return call

    def _check_questions(self, kind: str) -> None:
        if "questions" not in self.formsets:
            return
        formset = self.formsets["questions"]
        if not formset.is_valid():
            return  # what is wrong with one alone is said first
        kept = [form for form in formset.forms if _holds_a_question(form, formset.deleted_forms)]
        by_question = {id(form.instance): form for form in kept}
        questions: list[CallQuestion] = [form.instance for form in kept]
        for question, gap in question_faults(get_kind(kind).form, questions):
            by_question[id(question)].add_error(gap.field, gap.text)

    def _raise_version(self) -> None:
        """Once for each version that somebody has begun with."""
        call = self.instance
        begun = Dossier.objects.filter(call=call.pk, definition__version=call.form_version)
        if call.pk and begun.exists():
            call.form_version += 1


def _holds_a_question(form: Any, deleted: list[Any]) -> bool:
    return form not in deleted and (form.instance.pk is not None or form.has_changed())


calls_page_panels = [*Page.content_panels, FieldPanel("intro"), FieldPanel("explanation")]


class ReadinessPanel(Panel):
    """What the call lacks, as it was last saved. The public page does not show it."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "ami/admin/readiness_panel.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            call = self.instance
            gaps = [gap.text for gap in opening_gaps(call)]
            faults = question_faults(call.call_kind.form, call.questions.all())
            gaps += [f"{question}\u00a0: {gap.text}" for question, gap in faults]
            context: dict[str, Any] = super().get_context_data(parent_context)
            return context | {"gaps": gaps, "advice": [*advice(call), *review_advice(call)]}


call_edit_handler = TabbedInterface(
    [
        ObjectList(
            [
                ReadinessPanel(heading="Avant d’ouvrir (l’équipe seule voit cette liste)"),
                TitleFieldPanel("title", heading="Titre de l’appel"),
                FieldPanel("kind"),
                FieldPanel("requirements"),
                FieldPanel("summary", help_text="Ce que les listes et les moteurs en montrent."),
                FieldPanel("presentation"),
                FieldPanel("objectives"),
                FieldPanel("eligibility"),
                FieldPanel("results"),
                InlinePanel("documents", heading="Documents", label="document"),
            ],
            heading="L’appel",
        ),
        ObjectList(
            [
                MultiFieldPanel(
                    [
                        FieldRowPanel([FieldPanel("opens_at"), FieldPanel("closes_at")]),
                        FieldRowPanel([FieldPanel("grace"), FieldPanel("results_at")]),
                    ],
                    heading="Dates, à la minute, heure de Paris",
                    help_text="L’appel ouvre et ferme seul. Pour une fin de journée, donnez le "
                    "lendemain à 00:00\u00a0: la page dira «\u00a0à minuit\u00a0» de la veille.",
                ),
                InlinePanel(
                    "phases",
                    heading="Calendrier",
                    label="étape",
                    help_text="Sans étape, la page montre les dates ci-dessus.",
                ),
            ],
            heading="Dates",
        ),
        ObjectList(
            [
                FieldPanel("minutes_needed"),
                InlinePanel(
                    "questions",
                    heading="Questions propres à cet appel",
                    label="question",
                    help_text="Elles s’ajoutent à celles de la sorte d’appel. Un dossier "
                    "déjà commencé garde les siennes.",
                ),
            ],
            heading="Formulaire",
        ),
        ObjectList(
            [
                InlinePanel(
                    "criteria",
                    heading="Grille de lecture",
                    label="critère",
                    help_text="Plusieurs personnes lisent chaque dossier et disent, critère par "
                    "critère, «\u00a0pas du tout\u00a0», «\u00a0un peu\u00a0», "
                    "«\u00a0plutôt\u00a0» ou «\u00a0tout à fait\u00a0», et pourquoi. Le dossier "
                    "montre leurs désaccords. La grille éclaire la réponse\u00a0: ni note, ni "
                    "classement. Un critère réécrit laisse aux lectures déjà données les mots "
                    "auxquels elles ont répondu.",
                ),
                FieldPanel("four_eyes"),
            ],
            heading="Étude",
        ),
        ObjectList(
            [
                MultiFieldPanel(
                    [
                        FieldPanel("service_name"),
                        FieldPanel("service_address"),
                        FieldRowPanel([FieldPanel("service_email"), FieldPanel("service_phone")]),
                    ],
                    heading="Service chargé du dossier",
                    help_text="L’accusé de réception doit le désigner (CRPA, article R. 112-11-1).",
                ),
                MultiFieldPanel(
                    [
                        FieldRowPanel([FieldPanel("silence"), FieldPanel("silence_months")]),
                        FieldPanel("receipt_note"),
                        FieldPanel("retention_years"),
                    ],
                    heading="Droit",
                ),
                InlinePanel("faq", heading="Questions et réponses", label="question"),
            ],
            heading="Service et droit",
        ),
        ObjectList(Page.promote_panels, heading="Référencement"),
    ],
    base_form_class=CallPageForm,
)
