"""Archives that somebody has tampered with."""

import hashlib
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path


def rewritten(archive: Path, folder: Path, contents: Mapping[str, bytes], **said: object) -> Path:
    """Return a copy of *archive* with these *contents*, and a manifest that agrees with them.

    Args:
        said: what the manifest says besides.
    """
    copy = folder / "rewritten.zip"
    with zipfile.ZipFile(archive) as source, zipfile.ZipFile(copy, "w") as target:
        manifest = json.loads(source.read("manifest.json")) | said
        held = {each["name"]: source.read(each["name"]) for each in manifest["files"]}
        held |= contents
        manifest["files"] = [
            {"name": name, "size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
            for name, data in held.items()
        ]
        for name, data in held.items():
            target.writestr(name, data)
        target.writestr("manifest.json", json.dumps(manifest))
    return copy
