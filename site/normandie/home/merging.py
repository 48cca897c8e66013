"""What becomes of the links of the home page to a sheet that is merged in another."""

from directory.services.merging import follows

follows(
    "home.HomePage.epn_page",
    "home.HomePage.tiers_lieu_page",
    "home.Highlight.target",
)
