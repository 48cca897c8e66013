"""What editors may do in the texts of a call."""

RICH = ["h3", "bold", "italic", "ol", "ul", "link", "document-link"]
