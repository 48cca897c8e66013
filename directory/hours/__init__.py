def validate_hours(text: str) -> None:
    """Replaced at once by the hours package."""
