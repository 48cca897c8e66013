from .pages import FundingDocument, FundingIndexPage, FundingSchemePage
from .subvention import Subvention

__all__ = ["FundingDocument", "FundingIndexPage", "FundingSchemePage", "Subvention"]
