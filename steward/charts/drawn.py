"""A chart that was drawn before, as whoever shows a Plotly figure takes it: nothing in it is checked or copied anew."""

from typing import Any

import plotly.graph_objects as go


class Drawn(go.Figure):  # type: ignore[misc]
    """Shows the figure that `to_dict` of another said, and is asked for nothing else."""

    def __init__(self, said: dict[str, Any]) -> None:
        # Without the other's: what it would build is there.
        self._said = said

    def to_dict(self) -> dict[str, Any]:
        """As it was said."""
        return self._said
