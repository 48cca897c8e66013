"""How often the pages of a place are read, counted without following anybody.

``models`` holds the counts, ``counting`` makes them, ``figures`` says them. Nothing of a visitor is
kept, not even for a second: what is counted is the page (docs/decisions/0056).
"""
