"""The colours of a page, light and dark, for what is looked at outside the app: those of `.streamlit/config.toml`."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

SEEN = 3.0
"""The contrast that a line or a bar needs with what it lies on (WCAG 1.4.11)."""
_STEPS = 20


@dataclass(frozen=True, kw_only=True)
class PageLook:
    """Colours as `#RRGGBB`. `series`, `scale` and `both_ways` are for charts; the last two run from low to high."""

    ink: str
    muted: str
    page: str
    faint: str
    border: str
    good: str
    bad: str
    series: tuple[str, ...]
    scale: tuple[str, ...]
    both_ways: tuple[str, ...]

    def in_colours_of(self, accents: Sequence[str]) -> "PageLook":
        """The same page with a template's accents for series, each as far from the page as it needs to be seen."""
        return replace(self, series=tuple(seen_on(self.page, one) for one in accents)) if accents else self


LIGHT = PageLook(
    ink="#1F2937", muted="#5B6675", page="#FFFFFF", faint="#F4F6F9", border="#DDE3EA", good="#157A6E", bad="#B4472E",
    series=(
        "#2F5D8C", "#1B998B", "#D08F1E", "#8E5572", "#6B7A8F", "#C8553D", "#7FA3C7", "#7CC4BB", "#E6C07B", "#BE98AC",
    ),
    scale=(
        "#EAF1F8", "#D6E4F0", "#BFD4E7", "#A5C1DC", "#89ADD0", "#6E99C2", "#5585B2", "#40709F", "#2F5D8C", "#234A72",
    ),
    both_ways=(
        "#A43F2A", "#C8553D", "#DB8570", "#EBB5A7", "#F6DFD9", "#DCEFEC", "#AFDAD4", "#74BFB5", "#1B998B", "#137367",
    ),
)  # fmt: skip
DARK = PageLook(
    ink="#E6EAF0", muted="#A3B0C2", page="#14181F", faint="#1E242E", border="#323A47", good="#5CCBBB", bad="#EE9079",
    series=(
        "#6FA8DC", "#3FBFAF", "#EDB850", "#C98BAA", "#A3B0C2", "#E88B74", "#3E6E9E", "#2A7F75", "#9C7630", "#845670",
    ),
    scale=(
        "#1D2B3B", "#22364B", "#28425D", "#2F5072", "#375F87", "#41709F", "#4F84B6", "#6398C8", "#7DAED8", "#9CC4E8",
    ),
    both_ways=(
        "#F0A08D", "#E07A61", "#B45B45", "#7C4235", "#47302C", "#25403E", "#2B5F5A", "#2F857B", "#3FAE9F", "#73D0C4",
    ),
)  # fmt: skip


def seen_on(page: str, colour: str) -> str:
    """The colour, moved towards black or white until it stands out from the page."""
    aim = 0.0 if _luminance(_parts(page)) > 0.4 else 255.0
    parts = _parts(colour)
    for step in range(_STEPS + 1):
        moved = [part + (aim - part) * step / _STEPS for part in parts]
        if contrast(_parts(page), moved) >= SEEN:
            break
    return "#" + "".join(f"{round(part):02X}" for part in moved)


def contrast(one: Sequence[float], other: Sequence[float]) -> float:
    """WCAG's contrast of two colours of parts up to 255: from 1 (the same) to 21 (black on white)."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _parts(colour: str) -> list[float]:
    return [float(int(colour[at : at + 2], 16)) for at in (1, 3, 5)]


def _luminance(parts: Sequence[float]) -> float:
    shares = [part / 255 for part in parts]
    red, green, blue = (share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
