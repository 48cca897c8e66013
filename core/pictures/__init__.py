"""Images: what comes in is cleaned, what pages show is made in several sizes."""
