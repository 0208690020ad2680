"""What the browser draws of a page once somebody comes to it: charts when they are reached, tables when the page is
printed (`drawing.js`). Both go along as words.

Streamlit draws every chart of a page at once, and each two or three times; a page of four charts, of which one sees
one, waited for all of them."""

from functools import cache
from html import escape
from pathlib import Path
from typing import Any

import streamlit as st

from steward.charts import ChartWords
from steward.ui.kit.style import QUIET, scheme

HERE = Path(__file__).parent
SCRIPTS = Path(st.__file__).parent / "static" / "static" / "js"
LISTENS = ("drawing.js", "holding.js", "gathering.js")
"""One module: it listens as long as the window is open."""
HELD = {
    "grid": ("DataFrame", "stDataFrameGlideDataEditor"),
    "list": ("Selectbox", "stSelectbox"),
    "lists": ("Multiselect", "stMultiSelect"),
}
"""What is held back until it is reached, as `holding.js` calls it: Streamlit's script of it, and what that says."""
SHARP = 2
LISTENER, PICKED = "drawing", "drawing.picked"
LOOKS = {
    "scrollZoom": False,
    "doubleClick": False,
    "showTips": False,
    "displaylogo": False,
    "displayNotifier": False,
    "displayModeBar": "hover",
    "modeBarButtons": [["toImage"]],
    "locale": "en-US",
    "locales": {"en-US": {"dictionary": {"Download plot as a PNG": "Download picture"}}},
    "toImageButtonOptions": {"format": "png", "scale": SHARP},
}
"""Of every chart on a page: one button, for its picture."""
FONT, WORDS = '"Source Sans", sans-serif', 12
_APART = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&'"}
"""Signs that mean something in HTML, as JSON can write them."""


def draw_when_reached() -> None:
    """Listen in the browser for what is reached, and for when the page is printed."""
    held = {name: _script_of(*where) for name, where in HELD.items()}
    library = _script_of("PlotlyChart", "window.Plotly=")
    data = {"library": library, "held": held, "template": _template(scheme()), "config": LOOKS}
    _listener()(key=LISTENER, data=data, on_picked_change=_hear, on_turned_change=_turned)


def picked(chart: str) -> str | None:
    """What was clicked in a chart that can be picked from, once: its key, which the browser may have made up."""
    held: tuple[str, str] | None = st.session_state.get(PICKED)
    if held is None or held[0] != chart:
        return None
    del st.session_state[PICKED]
    return held[1]


def _hear() -> None:
    match (st.session_state.get(LISTENER) or {}).get("picked"):
        case [str() as chart, str() as key]:
            st.session_state[PICKED] = (chart, key)


def _turned() -> None:
    """The reader's system has turned dark or light while the page was open: it is made again, and that is all."""


def chart_place(chart: ChartWords, *, name: str, alt: str, picks: str = "") -> str:
    """Where a chart will be drawn, as HTML, as high as it will be. `name`: what its picture is called; `alt`: what it
    shows, for who cannot see it; `picks`: what it is called in `picked`, where it can be picked from."""
    said = f' role="figure" aria-label="{escape(alt)}"' if alt else ""
    said += f' data-picks="{escape(picks)}"' if picks else ""
    return (
        f'<div class="chart" style="height: {chart.height}px" data-name="{escape(name)}"{said} '
        f"data-figure='{in_attribute(chart.said)}'></div>"
    )


def in_attribute(told: str) -> str:
    """JSON without any sign that would end an attribute or begin a tag."""
    return told.translate(_APART)


@cache
def _script_of(what: str, says: str) -> str:
    """Streamlit's script of a kind of element, beside those it begins with. Raises RuntimeError where there is none."""
    found = [one.name for one in SCRIPTS.glob(f"{what}.*.js") if says in one.read_text("utf-8")]
    if len(found) != 1:
        raise RuntimeError(f"Streamlit brings its {what} to the browser otherwise than was tried.")
    return found[0]


@cache
def _template(mode: str) -> dict[str, Any]:
    """What charts take from the theme, as `st.plotly_chart` would take it."""

    def option(name: str) -> Any:
        return st.get_option(f"theme.{mode}.{name}")

    quiet = {"color": QUIET[mode], "size": WORDS}
    scale, both_ways = (_steps(option(f"chart{kind}Colors")) for kind in ("Sequential", "Diverging"))
    line = option("borderColor")
    axis = {"automargin": True, "gridcolor": line, "zerolinecolor": line, "tickcolor": line, "tickfont": quiet}
    layout = {
        "font": {"family": FONT, "size": WORDS, "weight": 400, "color": option("textColor")},
        "colorway": option("chartCategoricalColors"),
        "colorscale": {"sequential": scale, "sequentialminus": scale, "diverging": both_ways},
        "legend": {"valign": "top", "borderwidth": 0, "font": quiet},
        "xaxis": {**axis, "showgrid": False, "zeroline": False, "title": {"standoff": 20}},
        "yaxis": {**axis, "ticklabelposition": "outside", "title": {"standoff": 24}},
        "hoverlabel": {
            "bgcolor": option("backgroundColor"), "bordercolor": line, "font": {**quiet, "family": FONT},
        },
    }  # fmt: skip
    data = {
        "heatmap": [{"type": "heatmap", "colorscale": scale}],
        "scatter": [{"type": "scatter", "marker": {"line": {"width": 0}}}],
        "waterfall": [{"type": "waterfall", "connector": {"line": {"color": quiet["color"], "width": 2}}}],
    }
    return {"layout": layout, "data": data}


def _steps(colours: list[str]) -> list[list[Any]]:
    return [[place / (len(colours) - 1), colour] for place, colour in enumerate(colours)]


@cache
def _listener() -> Any:
    return st.components.v2.component(
        "steward_drawing",
        js="\n".join((HERE / name).read_text(encoding="utf-8") for name in LISTENS),
        css=".st-key-drawing { position: absolute; }",
        html="<span></span>",
        isolate_styles=False,
    )
