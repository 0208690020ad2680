"""The book page in Vizro, for gunicorn: `BOOK=book.json gunicorn vizro_page:server`.

Drawings are Plotly's own, the same figures that Steward draws; tables are AG Grid, as its guide says."""

import json
import os
from pathlib import Path
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import vizro.models as vm
from vizro import Vizro
from vizro.models.types import capture
from vizro.tables import dash_ag_grid

PARTS = {part["name"]: part for part in json.loads(Path(os.environ["BOOK"]).read_text(encoding="utf-8"))}
FRAMES = {name: pd.DataFrame(part["rows"], columns=part["columns"]) for name, part in PARTS.items()}
FIGURES = {name: go.Figure(json.loads(part["drawn"])) for name, part in PARTS.items() if part["drawn"]}


@capture("graph")  # type: ignore[untyped-decorator]
def drawn(data_frame: pd.DataFrame, name: str) -> go.Figure:
    """The figure of this name; Vizro hands every chart the rows it is of."""
    return FIGURES[name]


def _component(name: str, part: dict[str, Any]) -> Any:
    if part["drawn"]:
        return vm.Graph(id=name, title=part["title"], figure=drawn(FRAMES[name], name=name))
    return vm.Table(id=name, title=part["title"], figure=dash_ag_grid(FRAMES[name]))


book = vm.Page(
    title="Book",
    path="/book",
    components=[_component(name, part) for name, part in PARTS.items()],
    layout=vm.Flex(),
)
elsewhere = vm.Page(title="Elsewhere", path="/elsewhere", components=[vm.Text(text="Another page")])
app = Vizro().build(vm.Dashboard(pages=[elsewhere, book]))
server = app.dash.server
