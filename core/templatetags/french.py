"""Filters of templates that write figures and dates as French people do: ``core.text.formats``."""

from datetime import date

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from core.text.formats import (
    closing_moment,
    distance,
    euros,
    grouped,
    long_date,
    long_day,
    long_moment,
    percent,
    phone,
)

register = template.Library()
ALOUD = mark_safe(' <span aria-hidden="true">– </span><span class="visually-hidden">à </span>')


@register.filter
def range_aloud(text: str) -> str:
    """Write « 9 h – 12 h 15 » so that it is not heard « 9 h 12 h 15 »."""
    start, dash, end = text.partition(" – ")
    return format_html("{}{}{}", start, ALOUD, end) if dash else text


@register.simple_tag
def today() -> date:
    """The day it is in the region, for what tells it in words: ``{% now %}`` says « 1 août »."""
    return timezone.localdate()


register.filter(phone)
register.filter(euros)
register.filter(grouped)
register.filter(percent)
register.filter(distance)
register.filter(long_date, expects_localtime=True)
register.filter(long_day, expects_localtime=True)
register.filter(long_moment)
register.filter(closing_moment)
