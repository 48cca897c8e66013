"""From the address of the agenda to its dates."""
