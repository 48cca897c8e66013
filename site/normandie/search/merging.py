"""What becomes of the words of a sheet that is merged in another: its page is no more found."""

from directory.services.merging import stays

stays("search.PageText.page")
