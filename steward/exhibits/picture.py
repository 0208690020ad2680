"""A picture that a person brought: a photo of a site, a drawing, a screenshot."""

from dataclasses import dataclass, field

from steward.exhibits.base import ExhibitBase


@dataclass(frozen=True, kw_only=True)
class Picture(ExhibitBase):
    """`content`: a PNG or JPEG; `width` and `height` in pixels; `alt` says what it shows."""

    content: bytes = field(repr=False)
    width: int
    height: int
