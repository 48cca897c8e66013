"""Telephone numbers, as people write them and as they are kept."""

import re

# What the national standard of digital places holds: metropolitan France and overseas.
PHONE = re.compile(r"\+(?:33|590|594|262|596|269|687|689|508|681)[0-9]{6,9}")
BETWEEN_NUMBERS = re.compile(r"[|;,/]|\bou\b|\bet\b")
DIALLED = re.compile(r"\+?[0-9][0-9 \u00a0\u202f.()/-]*")


def parse_phone(text: str) -> str:
    """Return the first telephone number of *text*, as +33….

    Raises:
        ValueError: there is none that the standard can hold (short numbers, foreign ones).
    """
    for part in (*BETWEEN_NUMBERS.split(text), text):
        if number := _international(part):
            return number
    raise ValueError(f"«\u00a0{text[:40]}\u00a0» n’est pas un numéro de téléphone français.")


def _international(part: str) -> str:
    dialled = DIALLED.search(part)
    number = re.sub(r"[^0-9+]", "", dialled[0].replace("(0)", "")) if dialled else ""
    if re.fullmatch(r"0?[1-9][0-9]{8}", number):  # spreadsheets lose the leading zero
        number = f"+33{number[-9:]}"
    elif match := re.fullmatch(r"(?:\+|00)?330?([1-9][0-9]{8})", number):
        number = f"+33{match[1]}"
    return number if PHONE.fullmatch(number) else ""
