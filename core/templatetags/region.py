"""The region, for templates without a context: error pages."""

from django import template
from django.conf import settings

register = template.Library()


@register.simple_tag
def network() -> str:
    """Return the name of the network, which needs no database."""
    name: str = settings.REGION.network
    return name
