"""The part of a form that chooses terms: checkboxes for each closed list."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings

from directory.models.vocabulary import Term, Vocabulary
from directory.standard.vocabularies import is_of_another_region


class TermsField(forms.TypedMultipleChoiceField):
    """The terms of one closed list, as checkboxes; gives their primary keys."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, vocabulary: Vocabulary, *, required: bool = False, **kwargs: Any) -> None:
        kwargs = {"label": vocabulary.label} | kwargs
        super().__init__(required=required, coerce=int, choices=self._terms, **kwargs)
        self.vocabulary = vocabulary

    def _terms(self) -> list[tuple[int, str]]:
        terms = Term.objects.filter(vocabulary=self.vocabulary)
        return [(term.pk, str(term)) for term in terms]


def field_name(vocabulary: Vocabulary) -> str:
    """Name of the form field that holds the terms of *vocabulary*."""
    return f"terms_{vocabulary.name.lower()}"


class ChoosesTerms:
    """Cuts ``terms`` of the page into one field per closed list; goes before the form of the page.

    Terms of lists that the form does not offer are left as they are. One that exists in another
    region alone, or that an earlier list of the form has, is offered only where it is chosen.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._terms = {term.pk: term for term in Term.objects.all()}
        chosen = {term.pk for term in self.instance.terms.all()}
        asked: set[str] = set()
        for name, field in self._terms_fields():
            of_the_list = [t for t in self._terms.values() if t.vocabulary == field.vocabulary]
            terms = [
                term
                for term in of_the_list
                if term.pk in chosen or not (term.code in asked or _is_foreign(term))
            ]
            asked |= {term.code for term in of_the_list}
            field.choices = [(term.pk, str(term)) for term in terms]
            self.initial[name] = [term.pk for term in terms if term.pk in chosen]

    # What the form has, said for the checks of types.
    instance: Any
    fields: dict[str, forms.Field]
    initial: dict[str, Any]
    cleaned_data: dict[str, Any]

    def _terms_fields(self) -> list[tuple[str, TermsField]]:
        return [(name, f) for name, f in self.fields.items() if isinstance(f, TermsField)]

    def save(self, commit: bool = True) -> Any:
        offered = {field.vocabulary for _, field in self._terms_fields()}
        kept = [term for term in self.instance.terms.all() if term.vocabulary not in offered]
        chosen = [
            self._terms[pk] for name, _ in self._terms_fields() for pk in self.cleaned_data[name]
        ]
        self.instance.terms = kept + chosen
        return super().save(commit=commit)  # type: ignore[misc]


def _is_foreign(term: Term) -> bool:
    return is_of_another_region(term.vocabulary, term.code, settings.REGION.name)


def terms_form(vocabularies: Iterable[Vocabulary]) -> type[forms.Form]:
    """Return the part of a form that chooses terms of *vocabularies*."""
    fields = {field_name(vocabulary): TermsField(vocabulary) for vocabulary in vocabularies}
    return type("TermsForm", (ChoosesTerms, forms.Form), fields)
