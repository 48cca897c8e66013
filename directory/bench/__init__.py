"""Measures of the directory on synthetic places (``manage.py bench_directory``)."""
