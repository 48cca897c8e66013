from .complaint import Complaint
from .documents import PlanPage, SchemePage
from .page import AccessibilityPage

__all__ = ["AccessibilityPage", "Complaint", "PlanPage", "SchemePage"]
