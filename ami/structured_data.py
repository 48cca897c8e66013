"""What search engines read of a call: its questions and answers (https://schema.org/FAQPage)."""

from django.utils.safestring import SafeString

from ami.models import CallPage
from core.pages.structured_data import json_ld
from core.text.cleaning import plain_text


def call_data(call: CallPage) -> SafeString:
    """Return the JSON-LD of *call*, safe inside a script element; nothing without questions."""
    entries = [
        {
            "@type": "Question",
            "name": each.question,
            "acceptedAnswer": {"@type": "Answer", "text": plain_text(each.answer)},
        }
        for each in call.faq.all()
    ]
    return json_ld({"@type": "FAQPage", "mainEntity": entries}) if entries else SafeString()
