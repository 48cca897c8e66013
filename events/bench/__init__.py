"""Measures of the agenda on synthetic dates (``manage.py bench_agenda``)."""
