"""What is kept of the directory: the same for all visitors, until a sheet changes."""

from core.cache import VersionedCache

directory_cache = VersionedCache("directory")
