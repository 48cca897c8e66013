"""Finding places: what an address asks, which places fit, how many by filter."""
