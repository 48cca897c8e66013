"""French text: how it is read, found and written."""
