"""Forms of the admin: the sheet of a place, the review of a report, the managers of a place."""
