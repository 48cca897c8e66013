"""Forms of carriers. None imports the admin."""
