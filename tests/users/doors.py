"""Finding every view that takes a password, a code or a reset, by the forms that it names."""

import inspect
from collections.abc import Callable, Iterator
from typing import Any

from django import forms
from django.contrib.auth.forms import PasswordResetForm
from django.urls import URLPattern, URLResolver, resolve, reverse

SECRETS = {"password", "code", "otp", "pin", "token"}  # a word of the name of a field


def doors(patterns: list[URLPattern | URLResolver], namespace: str = "") -> Iterator[str]:
    """Yield the names of the views of *patterns* whose forms ask for a secret.

    One that has no name, which no table of names can cover, is yielded by its address.
    """
    for entry in patterns:
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from doors(entry.url_patterns, inner)
        elif any(map(asks_for_a_secret, forms_of(entry))):
            if entry.name is None:
                yield str(entry.pattern)
            elif is_reached(name := f"{namespace}{entry.name}", entry):
                yield name


def is_reached(name: str, entry: URLPattern) -> bool:
    """Whether no address before it takes the requests of this one."""
    parameters = entry.pattern.converters or entry.pattern.regex.groupindex
    kwargs = dict.fromkeys(parameters, 1)
    return resolve(reverse(name, kwargs=kwargs)).func is entry.callback


def asks_for_a_secret(form: type[forms.BaseForm]) -> bool:
    """Whether *form* takes one, or an address to which allauth or Django writes one."""
    writes = issubclass(form, PasswordResetForm) or (
        form.__module__.startswith("allauth.") and {"email", "recipient"} & set(form.base_fields)
    )
    return writes or any(
        isinstance(field.widget, forms.PasswordInput) or SECRETS & set(name.split("_"))
        for name, field in form.base_fields.items()
    )


def forms_of(entry: URLPattern) -> set[type[forms.BaseForm]]:
    """Return the forms that a view names, or what it names: a panel, a function that chooses.

    So does its address: ``as_view(form_class=…)``, ``path(…, {"form_class": …})``.
    """
    view: Callable = entry.callback
    named = set(named_by(getattr(view, "view_class", view)))
    for given in (getattr(view, "view_initkwargs", {}), entry.default_args):
        named |= {
            each for each in given.values() if inspect.isclass(each) or inspect.isfunction(each)
        }
    for each in list(named):
        named |= set(named_by(each))
    return {
        each
        for each in named
        if inspect.isclass(each)
        and issubclass(each, forms.BaseForm)
        and hasattr(each, "base_fields")
    }


def named_by(thing: Any) -> Iterator[Any]:
    """Yield the classes and functions that the code of *thing* names, those of its bases too."""
    if inspect.isclass(thing):
        values = [value for each in thing.__mro__ for value in vars(each).values()]
        yield from filter(inspect.isclass, values)
        functions = filter(inspect.isfunction, values)
    else:
        functions = filter(inspect.isfunction, [inspect.unwrap(thing)])
    for function in functions:
        for name in function.__code__.co_names:
            value = function.__globals__.get(name)
            if inspect.isclass(value) or inspect.isfunction(value):
                yield value
