"""What a log may say of an error that nobody foresaw."""

import traceback
from pathlib import Path

FRAMES = 20  # calls told, the deepest first: enough to come from a query back to its caller


def where_failed(error: BaseException) -> str:
    """Return the type of *error* and the calls that led to it, on one line.

    Its message is left out: it may quote what a person or another site wrote.
    """
    calls = reversed(traceback.extract_tb(error.__traceback__))
    told = [f"{Path(call.filename).name}:{call.lineno} {call.name}" for call in calls]
    return f"{type(error).__name__} in {' < '.join(told[:FRAMES])}"
