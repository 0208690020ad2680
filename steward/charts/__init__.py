"""Exhibits drawn with Plotly: `figure(exhibit)` is a `go.Figure` with the exhibit's values and nothing else.

Series take their colours from the theme of the page (`.streamlit/config.toml`), so that they suit light and dark;
the few colours that mean something are in `steward.charts.layout`.
"""

from steward.charts.drawing import figure
from steward.charts.layout import in_ink
from steward.charts.words import ChartWords, in_words

__all__ = ["ChartWords", "figure", "in_ink", "in_words"]
