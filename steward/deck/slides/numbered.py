"""PowerPoint's own number of each slide, which stays when slides move. Read from the list of the presentation: a slide
of python-pptx asked for its own looks through all of them."""

from collections.abc import Iterator

from pptx.presentation import Presentation
from pptx.slide import Slide


def numbers(presentation: Presentation) -> list[int]:
    """Those of all slides, in order."""
    return [each.id for each in presentation.slides._sldIdLst]


def numbered(presentation: Presentation) -> Iterator[tuple[int, Slide]]:
    """Each slide with its number, in order."""
    return zip(numbers(presentation), presentation.slides, strict=True)


def last_number(presentation: Presentation) -> int:
    """That of the slide that was added last."""
    return numbers(presentation)[-1]
