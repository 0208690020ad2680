"""Drawings for a page that no server stands behind: Plotly's own script, and figures as plain values for it."""

from dataclasses import replace
from typing import Any

from plotly.offline import get_plotlyjs

from steward.charts.drawing import figure
from steward.charts.layout import GRID
from steward.charts.people import PLACEHOLDERS
from steward.exhibits import Drawing, OrgChart
from steward.exhibits.page_looks import PageLook
from steward.exhibits.people_looks import INK, PAGE

FONT = "'Helvetica Neue', Helvetica, Arial, 'Liberation Sans', sans-serif"
"""Of those that every machine has, the ones as narrow as the app's: words in a drawing were measured for it."""
MARGIN = 16


def plotly_script() -> str:
    """Plotly whole: the package brings no smaller one, and heatmaps and waterfalls are together in none."""
    return str(get_plotlyjs())


def plain_figure(exhibit: Drawing) -> dict[str, Any]:
    """`data` and `layout` of a drawing, without the template, which `template` gives for each look."""
    shown = _without_ids(exhibit) if isinstance(exhibit, OrgChart) else exhibit
    drawn: dict[str, Any] = figure(shown).to_plotly_json()
    drawn["layout"].pop("template", None)
    if isinstance(exhibit, OrgChart) and exhibit.posts:
        drawn["layout"] |= _whole(drawn)
    return {"data": drawn["data"], "layout": drawn["layout"]}


def template(look: PageLook) -> dict[str, Any]:
    """What a drawing takes from the page: `layout` for Plotly, and the colours to put for `PLACEHOLDERS`."""
    layout = {
        "font": {"family": FONT, "color": look.ink, "size": 13},
        "colorway": list(look.series),
        "colorscale": {"sequential": _scale(look.scale), "diverging": _scale(look.both_ways)},
        "hoverlabel": {"bgcolor": look.faint, "bordercolor": look.border, "font": {"color": look.ink}},
        "xaxis": {"gridcolor": GRID, "linecolor": look.border},
        "yaxis": {"gridcolor": GRID, "linecolor": look.border},
    }
    return {"template": {"layout": layout}, "put": {PLACEHOLDERS[INK]: look.ink, PLACEHOLDERS[PAGE]: look.page}}


def _scale(colours: tuple[str, ...]) -> list[list[Any]]:
    return [[index / (len(colours) - 1), colour] for index, colour in enumerate(colours)]


def _without_ids(exhibit: OrgChart) -> OrgChart:
    """The same people, numbered: whose id is whose stays with us."""
    numbers = {post.key: str(index) for index, post in enumerate(exhibit.posts)}
    posts = tuple(replace(post, key=numbers[post.key]) for post in exhibit.posts)
    lines = tuple((numbers[who], numbers[to]) for who, to in exhibit.lines if who in numbers and to in numbers)
    return replace(exhibit, posts=posts, lines=lines)


def _whole(drawn: dict[str, Any]) -> dict[str, Any]:
    """Layout that shows all of an org chart at its size: the page scrolls it sideways, where the app drags it."""
    across = [x for trace in drawn["data"] for x in trace["x"] if x is not None]
    left, right = min(across) - MARGIN, max(across) + MARGIN
    fixed = {"fixedrange": True, "scaleanchor": None}
    return {
        "width": round(right - left),
        "dragmode": False,
        "xaxis": drawn["layout"]["xaxis"] | fixed | {"range": [left, right]},
        "yaxis2": drawn["layout"]["yaxis2"] | {"fixedrange": True},
    }
