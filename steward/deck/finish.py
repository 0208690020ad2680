"""What makes a deck finished: whose it is, and the same bytes each time."""

import io
from datetime import datetime, time

from pptx.presentation import Presentation

from steward.deck.model import Content
from steward.deck.shapes.text import clean
from steward.reproducible_zip import timeless


def stamp(presentation: Presentation, content: Content) -> None:
    """The deck's properties: the company's, as of the content's day."""
    properties = presentation.core_properties
    properties.title = clean(content.title)[:255]
    properties.subject = f"{content.subject} {content.period}"
    properties.author = properties.last_modified_by = clean(content.author)[:255]
    properties.category = content.subject
    properties.keywords = content.period
    properties.created = properties.modified = datetime.combine(content.as_of, time())
    properties.revision = 1


def saved(presentation: Presentation) -> bytes:
    """The file, without the time at which it was written."""
    stream = io.BytesIO()
    presentation.save(stream)
    return timeless(stream.getvalue())
