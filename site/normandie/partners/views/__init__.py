from .pages import index, partner
from .proposing import propose, thanks

__all__ = ["index", "partner", "propose", "thanks"]
