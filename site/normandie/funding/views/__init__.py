from .pages import index, scheme
from .simulator import simulator

__all__ = ["index", "scheme", "simulator"]
