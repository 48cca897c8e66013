"""What the forms of the sheet have in common: a version of it, changed in memory."""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from django import forms
from django.db.models import prefetch_related_objects
from django.forms.formsets import BaseFormSet, formset_factory

from directory.forms.terms import TermsField
from directory.models import PlacePage
from directory.presenters import LISTS_SHOWN
from directory.units import DETAILS, details

BLANK_ROWS = 2  # ready to be filled
MAX_ROWS = 40


class SheetForm(forms.ModelForm):
    """Part of the sheet: fields, closed lists (``terms_form`` first), lists of details.

    ``rows`` gives the form of one detail of each list. Nothing is saved here: ``mine`` is the sheet
    as this person would have it.
    """

    rows: ClassVar[dict[str, type[forms.ModelForm]]] = {}
    read_with: ClassVar[tuple[str, ...]] = ()  # what the details name, read all at once
    instance: PlacePage

    class Meta:
        model = PlacePage
        fields: tuple[str, ...] = ()

    def __init__(self, data: Any = None, *, instance: PlacePage) -> None:
        super().__init__(data, instance=instance)
        for field in self.fields.values():
            if isinstance(field, TermsField):
                # What the sheet calls the list, rather than the standard.
                field.label = LISTS_SHOWN.get(field.vocabulary, field.label)
        self.lists = {name: self._formset(name, form, data) for name, form in self.rows.items()}

    def _formset(self, name: str, form: type[forms.ModelForm], data: Any) -> BaseFormSet:
        kind = formset_factory(
            form,
            extra=BLANK_ROWS,
            can_delete=True,
            max_num=MAX_ROWS,
            validate_max=True,
            absolute_max=MAX_ROWS + BLANK_ROWS,
        )
        names = DETAILS[name][1]
        held = list(getattr(self.instance, name).all())
        prefetch_related_objects(held, *self.read_with)
        initial = [self.initial_of(detail, names) for detail in held]
        formset: BaseFormSet = kind(data, prefix=name, initial=initial)
        for row in formset:
            row.fields["DELETE"].label = "Retirer"
        return formset

    def initial_of(self, detail: Any, names: Iterable[str]) -> dict[str, Any]:
        """Return what the row of a *detail* shows of it."""
        return {each: getattr(detail, each) for each in names}

    def is_valid(self) -> bool:
        return all([super().is_valid(), *(formset.is_valid() for formset in self.lists.values())])

    def mine(self) -> PlacePage:
        """Return the sheet with what was typed; only once the form is valid."""
        self.save(commit=False)
        for name, formset in self.lists.items():
            setattr(self.instance, name, details(name, _filled(formset)))
        return self.instance

    @property
    def problems(self) -> list[dict[str, str]]:
        """What to correct, each with the address of its field."""
        parts = [self, *(row for formset in self.lists.values() for row in formset)]
        found = [problem for form in parts for problem in _problems(form)]
        whole = [e for formset in self.lists.values() for e in formset.non_form_errors()]
        return found + [{"label": str(error), "url": ""} for error in whole]


def _filled(formset: BaseFormSet) -> list[Mapping[str, Any]]:
    """Return the rows that say something and are not taken away."""
    return [row for row in formset.cleaned_data if row and not row.get("DELETE")]


def _problems(form: forms.BaseForm) -> list[dict[str, str]]:
    found = [{"label": str(error), "url": ""} for error in form.non_field_errors()]
    for name, errors in form.errors.items():
        if name in form.fields:
            url = f"#{_first_input(form, name)}"
            label = form[name].label
            found += [{"label": f"{label}\u00a0: {error}", "url": url} for error in errors]
    return found


def _first_input(form: forms.BaseForm, name: str) -> str:
    field = form[name]
    if isinstance(field.field.widget, forms.CheckboxSelectMultiple):
        return str(field.subwidgets[0].id_for_label)
    return str(field.id_for_label or field.auto_id)
