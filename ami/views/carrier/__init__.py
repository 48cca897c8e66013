"""What a carrier sees of a file, at « /dossier/ »: one module a page."""
