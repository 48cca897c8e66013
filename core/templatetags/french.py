"""Filters of templates that write figures and dates as French people do: ``core.text.formats``."""

from django import template

from core.text.formats import (
    closing_moment,
    distance,
    euros,
    grouped,
    long_date,
    long_day,
    long_moment,
    phone,
)

register = template.Library()

register.filter(phone)
register.filter(euros)
register.filter(grouped)
register.filter(distance)
register.filter(long_date, expects_localtime=True)
register.filter(long_day, expects_localtime=True)
register.filter(long_moment)
register.filter(closing_moment)
