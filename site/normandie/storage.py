"""Static files in production."""

from collections.abc import Iterator, Mapping
from typing import Any

from compressor.filters.jsmin import rJSMinFilter
from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

OWN_SCRIPTS = "js/"  # those of packages come as light as they were made


class ModuleStorage(CompressedManifestStaticFilesStorage):
    """Names each file after its content, in what a module imports too.

    Otherwise a browser would join a new module to an old one that it kept. Comments of our modules
    stay with us: a third of what a phone would download.
    """

    support_js_module_import_aggregation = True
    # Not the source maps of scripts: packages name maps that they do not ship.
    patterns = tuple(
        (files, rules)
        for files, rules in CompressedManifestStaticFilesStorage.patterns
        if files != "*.js"
    )

    def save(self, name: str | None, content: Any, max_length: int | None = None) -> str:
        if name and name.startswith(OWN_SCRIPTS) and name.endswith(".js"):
            content = ContentFile(rJSMinFilter(content.read().decode()).output().encode())
        return super().save(name, content, max_length)

    def post_process(
        self, paths: Mapping[str, Any], dry_run: bool = False, **options: Any
    ) -> Iterator[tuple[str, str | None, bool]]:
        """Name what was saved here, not what it was made of."""
        saved = {name: (self, name) for name in paths}
        yield from super().post_process(saved, dry_run=dry_run, **options)
