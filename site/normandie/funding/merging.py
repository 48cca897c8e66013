"""What becomes of a link of the schemes to a sheet that is merged in another."""

from directory.services.merging import follows

follows("funding.FundingIndexPage.contact_page")
