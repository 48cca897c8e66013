#!/usr/bin/env python
"""Entry point of Django's commands; adds ``site/`` (a source folder, not a package) to the path."""

import os
import sys
from argparse import ArgumentParser
from pathlib import Path


def main() -> None:
    sys.path.insert(0, str(Path(__file__).resolve().parent / "site"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "normandie.settings.dev")
    arguments = choose_region(sys.argv)
    from django.core.management import execute_from_command_line

    execute_from_command_line(arguments)


def choose_region(arguments: list[str]) -> list[str]:
    """Take ``--region bretagne`` from *arguments*: settings need it, as they do ``--settings``."""
    parser = ArgumentParser(add_help=False, allow_abbrev=False)
    parser.add_argument("--region")
    chosen, others = parser.parse_known_args(arguments)
    if chosen.region:
        os.environ["REGION"] = chosen.region
    return others


if __name__ == "__main__":
    main()
