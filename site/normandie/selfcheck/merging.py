"""What becomes of the link of the self-check to a sheet that is merged in another."""

from directory.services.merging import follows

follows("selfcheck.SelfCheckPage.contact_page")
