from .complaint import Complaint
from .page import AccessibilityPage

__all__ = ["AccessibilityPage", "Complaint"]
