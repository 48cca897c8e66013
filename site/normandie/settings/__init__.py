"""Settings: ``base`` for all, then ``dev`` (no configuration needed), ``test`` and ``production``."""
