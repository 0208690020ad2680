"""Rectangles on a slide, in English Metric Units (914,400 to the inch)."""

from dataclasses import dataclass, replace

INCH = 914_400
POINT = 12_700


@dataclass(frozen=True)
class Box:
    """A rectangle that knows how to be cut."""

    left: int
    top: int
    width: int
    height: int

    @property
    def right(self) -> int:
        """Its right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> int:
        """Its lower edge."""
        return self.top + self.height

    @property
    def area(self) -> int:
        """Width times height."""
        return self.width * self.height

    def inset(self, x: int, y: int) -> "Box":
        """Smaller on all sides."""
        return Box(self.left + x, self.top + y, self.width - 2 * x, self.height - 2 * y)

    def split_top(self, height: int, gap: int = 0) -> tuple["Box", "Box"]:
        """The first `height` of it, and what is left below a gap."""
        height = max(0, min(height, self.height))
        taken = min(self.height, height + gap)
        return replace(self, height=height), replace(self, top=self.top + taken, height=self.height - taken)

    def split_bottom(self, height: int, gap: int = 0) -> tuple["Box", "Box"]:
        """What is left above a gap, and the last `height` of it."""
        above, below = self.split_top(self.height - height - gap, gap)
        return above, below

    def split_left(self, share: float, gap: int = 0) -> tuple["Box", "Box"]:
        """A left part with so large a share of the width, and the rest beyond a gap."""
        width = round((self.width - gap) * share)
        return replace(self, width=width), replace(self, left=self.left + width + gap, width=self.width - gap - width)

    def overlap(self, other: "Box") -> int:
        """The area both cover."""
        width = min(self.right, other.right) - max(self.left, other.left)
        height = min(self.bottom, other.bottom) - max(self.top, other.top)
        return max(0, width) * max(0, height)

    def around(self, other: "Box") -> "Box":
        """The smallest box that holds both."""
        left, top = min(self.left, other.left), min(self.top, other.top)
        return Box(left, top, max(self.right, other.right) - left, max(self.bottom, other.bottom) - top)
