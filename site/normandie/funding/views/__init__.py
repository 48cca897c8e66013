from .pages import index, scheme
from .simulator import simulator
from .subventions import subventions, subventions_file

__all__ = ["index", "scheme", "simulator", "subventions", "subventions_file"]
