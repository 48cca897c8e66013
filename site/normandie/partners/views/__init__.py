from .pages import index, partner

__all__ = ["index", "partner"]
