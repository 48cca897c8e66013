"""Public views of the directory: each reads what is asked, calls the search, renders."""
