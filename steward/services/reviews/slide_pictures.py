"""The slides of a deck as pictures, made by LibreOffice while the page goes on: of a deck once, whoever asks for it."""

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from steward.briefings.customer.review import CustomerReview
from steward.deck import customer_slides
from steward.errors import StewardError
from steward.output.office import pdf_of, why_no_pdf
from steward.output.page_pictures import page_pictures, smaller

__all__ = ["DRAWINGS", "Drawing", "Drawings", "SlidePicture", "by_slide", "why_no_pdf"]

WIDTH, SMALL = 1280, 320
"""Pixels: of a slide to be read, and of one among others."""
MOST_BYTES = 48_000_000
FAILED = "The slides could not be drawn."


@dataclass(frozen=True)
class SlidePicture:
    """One slide, to be read and small; JPEG."""

    picture: bytes
    small: bytes


def by_slide(review: CustomerReview, template: Path | None, made: Sequence[SlidePicture]) -> Mapping[str, SlidePicture]:
    """The pictures of a deck by the ids of the review's slides; those of a template's own slides are left out.

    None while there are none, and where the program that drew them made another number of pages."""
    ids = customer_slides(review, template) if made else ()
    return {key: one for key, one in zip(ids, made, strict=True) if key} if len(ids) == len(made) else {}


@dataclass(frozen=True)
class Drawing:
    """Pictures that are being made, one for each slide of the deck."""

    _made: "Future[tuple[SlidePicture, ...]]"

    @property
    def done(self) -> bool:
        """Whether there is nothing more to wait for."""
        return self._made.done()

    @property
    def slides(self) -> tuple[SlidePicture, ...]:
        """In the order of the deck; none while they are being made, or where they could not be."""
        return () if not self.done or self.why_not else self._made.result()

    @property
    def why_not(self) -> str:
        """Why there will be none; empty while they are made and where they are there."""
        if not self.done:
            return ""
        if self._made.cancelled():
            return FAILED
        problem = self._made.exception()
        return "" if problem is None else str(problem) if isinstance(problem, StewardError) else FAILED

    def not_wanted(self) -> None:
        """Whoever asked has asked for another since: it is not begun any more."""
        self._made.cancel()


class Drawings:
    """Draws one deck after the other, and keeps those drawn last."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._most = most_bytes
        self._kept: OrderedDict[str, tuple[SlidePicture, ...]] = OrderedDict()
        self._lock = Lock()
        self._one = ThreadPoolExecutor(1, "slide pictures")

    def of(self, deck: Callable[[], bytes]) -> Drawing:
        """Pictures of a deck; it, too, is made meanwhile."""
        return Drawing(self._one.submit(lambda: self._drawn(deck())))

    def stop(self) -> None:
        """What waits is not begun any more; what is being drawn ends with LibreOffice."""
        waiting, self._one = self._one, ThreadPoolExecutor(1, "slide pictures")
        waiting.shutdown(wait=False, cancel_futures=True)

    def _drawn(self, deck: bytes) -> tuple[SlidePicture, ...]:
        """Decks of the same slides are the same bytes."""
        digest = hashlib.sha256(deck).hexdigest()
        with self._lock:
            if found := self._kept.get(digest):
                self._kept.move_to_end(digest)
                return found
        made = tuple(SlidePicture(one, smaller(one, SMALL)) for one in page_pictures(pdf_of(deck, ".pptx"), WIDTH))
        with self._lock:
            self._kept[digest] = made
            while len(self._kept) > 1 and sum(map(_bytes, self._kept.values())) > self._most:
                self._kept.popitem(last=False)
        return made


def _bytes(slides: tuple[SlidePicture, ...]) -> int:
    return sum(len(one.picture) + len(one.small) for one in slides)


DRAWINGS = Drawings()
"""Of this server."""
