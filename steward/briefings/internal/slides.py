"""Slides for our own eyes. A sibling of the customer's: no deck for customers takes them."""

from dataclasses import dataclass

from steward.exhibits import Figure, SlideExhibit


@dataclass(frozen=True, kw_only=True)
class InternalSlide:
    """One slide; the fields mean what they mean on a customer's."""

    id: str
    title: str
    subtitle: str = ""
    opening: bool = False
    figures: tuple[Figure, ...] = ()
    exhibits: tuple[SlideExhibit, ...] = ()
    points: tuple[str, ...] = ()
    so_what: str = ""
    notes: str = ""
