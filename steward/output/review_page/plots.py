"""What draws the charts of a page: given to this room, which knows no Plotly."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from steward.exhibits import Drawing
from steward.exhibits.page_looks import PageLook


@dataclass(frozen=True)
class Plots:
    """`script`: the library that draws, once a file; `figure`: an exhibit's `data` and `layout` for it; `template`:
    what it takes from the page in one look."""

    script: str
    figure: Callable[[Drawing], Mapping[str, Any]]
    template: Callable[[PageLook], Mapping[str, Any]]
