from .jobs import JobRun, Lease

__all__ = ["JobRun", "Lease"]
