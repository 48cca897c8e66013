from .pages import FundingDocument, FundingIndexPage, FundingSchemePage

__all__ = ["FundingDocument", "FundingIndexPage", "FundingSchemePage"]
