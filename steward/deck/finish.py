"""What makes a deck finished: whose it is, and the same bytes each time."""

import io
import struct
from datetime import datetime, time

from pptx.presentation import Presentation

from steward.briefings.customer.review import CustomerReview
from steward.deck.text import clean

_END = b"PK\x05\x06"
# 1 January 1980, the earliest moment a zip can name.
_MIDNIGHT_1980 = struct.pack("<HH", 0, 0x21)


def stamp(presentation: Presentation, review: CustomerReview) -> None:
    """The deck's properties: the company's, as of the review's day."""
    properties = presentation.core_properties
    day = datetime.combine(review.as_of, time())
    properties.title = clean(f"{review.account_name}: business review {review.quarter.spoken}")[:255]
    properties.subject = f"Business review {review.quarter.spoken}"
    properties.author = properties.last_modified_by = clean(review.company)[:255]
    properties.category = "Business review"
    properties.keywords = review.quarter.spoken
    properties.created = properties.modified = day
    properties.revision = 1


def saved(presentation: Presentation) -> bytes:
    """The file, without the time at which it was written."""
    stream = io.BytesIO()
    presentation.save(stream)
    blob = bytearray(stream.getvalue())
    _forget_time(blob)
    return bytes(blob)


def _forget_time(blob: bytearray) -> None:
    """Overwrite each member's time in place, which is far quicker than zipping again."""
    end = blob.rindex(_END)
    count, at = struct.unpack_from("<H", blob, end + 10)[0], struct.unpack_from("<I", blob, end + 16)[0]
    for _ in range(count):
        lengths = struct.unpack_from("<HHH", blob, at + 28)
        local = struct.unpack_from("<I", blob, at + 42)[0]
        blob[at + 12 : at + 16] = blob[local + 10 : local + 14] = _MIDNIGHT_1980
        at += 46 + sum(lengths)
