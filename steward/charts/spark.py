"""A line without axes, as small as a word, beside the value it ends in."""

from collections.abc import Sequence
from html import escape

WIDTH, HEIGHT, EDGE = 100, 28, 2


def spark(values: Sequence[float], alt: str, colour: str) -> str:
    """The values as SVG, as wide as its place, upwards from zero so that a small change looks small.

    `alt`: what it shows, in words; `colour`: of the line, as `#RRGGBB`."""
    low, high = min(0, *values), max(0, *values)
    room, step = (high - low) or 1, (WIDTH - 2 * EDGE) / max(len(values) - 1, 1)
    points = " ".join(
        f"{EDGE + place * step:.1f},{HEIGHT - EDGE - (value - low) / room * (HEIGHT - 2 * EDGE):.1f}"
        for place, value in enumerate(values)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{escape(alt, quote=True)}" '
        f'viewBox="0 0 {WIDTH} {HEIGHT}" width="100%" height="{HEIGHT}" preserveAspectRatio="none">'
        f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2" stroke-linejoin="round" '
        'vector-effect="non-scaling-stroke"/></svg>'
    )
