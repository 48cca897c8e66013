"""An app as the next developer would add one, built on ``core`` alone: installed in tests only."""
