"""Short reports as rows of JSON Lines, in our own words, of places that are nowhere."""

import json
from typing import Any


def report(text: str, **fields: Any) -> bytes:
    """A row with a report; fields are those of `rashomon read`: url, title, published, publisher, id, language."""
    return json.dumps({"text": text, "publisher": "Oltren Gazette", "published": "2031-05-02T10:00Z"} | fields).encode()


def rows(*reports: bytes) -> bytes:
    """Several rows as one input."""
    return b"\n".join(reports) + b"\n"


STRIKE = (
    "A missile strike hit the bus station of Marvenka on Friday morning. "
    "Twelve people were killed and 30 were injured, the mayor said. "
    "The road to Oltren is closed, and buses do not run until the evening."
)
LATER = STRIKE.replace(
    "Twelve people were killed and 30 were injured", "Fifteen people were killed and 30 were injured"
)
FLOOD = (
    "A flood in Sarvik on Sunday destroyed 40 houses. "
    "Three people are missing, the rescue service said. "
    "Water stands in the lower town, and the school is a shelter."
)
