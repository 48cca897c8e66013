"""``manage.py createcachetable``: Django's, in the database that holds the cache."""

from django.core.management.base import CommandParser
from django.core.management.commands import createcachetable

from core.cache_database import alias_of_cache


class Command(createcachetable.Command):
    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.set_defaults(database=alias_of_cache())
