"""Addresses of lists: a base, and the parameters of what is asked."""

from typing import Any
from urllib.parse import urlencode

Pairs = list[tuple[str, str]]  # parameters, in order, repeats included


def address(base: str, parameters: Pairs, **added: Any) -> str:
    """Return *base* followed by the *parameters* and those *added*."""
    query = urlencode([*parameters, *((param, str(value)) for param, value in added.items())])
    return f"{base}?{query}" if query else base


def without(parameters: Pairs, *removed: tuple[str, str]) -> Pairs:
    """Return *parameters* without the pairs *removed*."""
    return [pair for pair in parameters if pair not in removed]
