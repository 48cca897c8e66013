"""Static files in production."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class ModuleStorage(CompressedManifestStaticFilesStorage):
    """Names each file after its content, in what a module imports too.

    Otherwise a browser would join a new module to an old one that it kept.
    """

    support_js_module_import_aggregation = True
    # Not the source maps of scripts: packages name maps that they do not ship.
    patterns = tuple(
        (files, rules)
        for files, rules in CompressedManifestStaticFilesStorage.patterns
        if files != "*.js"
    )
