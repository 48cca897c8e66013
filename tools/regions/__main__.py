"""``python -m tools.regions 53 SOURCES FOLDER --network "Bretagne Connectée" --website https://…``."""

import sys
from argparse import ArgumentParser
from pathlib import Path

from tools.regions.making import SOURCES, Asked, SourceError, make_region


def main() -> int:
    parser = ArgumentParser(
        prog="python -m tools.regions",
        description="Makes the folder of a region from public files, which SOURCES holds: "
        + "; ".join(f"{name} ({source})" for name, source in SOURCES.items()),
    )
    parser.add_argument("code", help="the region, by its code of INSEE: 53")
    parser.add_argument("sources", type=Path)
    parser.add_argument("folder", type=Path, help="made: regions/bretagne")
    parser.add_argument("--network", required=True, help="what the site is called")
    parser.add_argument("--website", required=True, help="that of the authority: https://…")
    parser.add_argument("--school-zone", default="", help="A, B or C, where the region has none")
    parser.add_argument("--timezone", default="Europe/Paris")
    given = parser.parse_args()
    asked = Asked(given.code, given.network, given.website, given.school_zone, given.timezone)
    try:
        counts = make_region(given.sources, given.folder, asked)
    except (SourceError, FileExistsError) as error:
        print(error, file=sys.stderr)
        return 1
    for name, number in counts.items():
        print(f"{number:6}  {name}")
    print(f"Relisez {given.folder / 'region.toml'}, puis\u00a0: manage.py demo --region …")
    return 0


if __name__ == "__main__":
    sys.exit(main())
