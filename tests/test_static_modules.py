"""In production a module imports the very version of a file that it was written with, bare."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles.management.commands import collectstatic
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from django.core.management import call_command

from normandie.storage import ModuleStorage

SCRIPTS = Path(settings.BASE_DIR) / "static" / "js"


def test_what_a_module_imports_bears_the_hash_of_its_content(tmp_path: Path) -> None:
    storage = ModuleStorage(location=tmp_path)
    source = FileSystemStorage(SCRIPTS.parent)
    paths = {}
    for script in SCRIPTS.rglob("*.js"):
        name = str(script.relative_to(SCRIPTS.parent))
        storage.save(name, ContentFile(script.read_bytes()))
        paths[name] = (source, name)

    written = {
        name: new for name, new, _ in storage.post_process(paths) if new.endswith(".js")
    }  # the others are the same, compressed

    def imported_by(script: str) -> list[str]:
        return re.findall(r'from "([^"]+)"', (tmp_path / written[script]).read_text())

    assert not [name for name in written if "/**" in (tmp_path / written[name]).read_text()]
    assert imported_by("js/search.js") == [written["js/combobox.js"].replace("js/", "./")]
    assert imported_by("js/forms/point.js") == [
        written[f"js/{name}.js"].replace("js/", "../")
        for name in ("map/background", "map/touch", "tell")
    ]


def test_a_release_collects_every_static_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One address that leads nowhere, in a style or a script of anyone, would stop the release."""
    storage = ModuleStorage(location=tmp_path, base_url=settings.STATIC_URL)
    monkeypatch.setattr(storage, "post_process_with_compression", lambda files: files)  # slow
    monkeypatch.setattr(collectstatic, "staticfiles_storage", storage)

    call_command("collectstatic", interactive=False, verbosity=0)

    name = storage.hashed_files["leaflet_markercluster/leaflet.markercluster.js"]
    assert (tmp_path / name).is_file()
