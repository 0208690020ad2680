"""A table that is shown again is told with the look that it had."""

import pandas as pd
from pandas.io.formats.style import Styler
from streamlit.elements.lib.pandas_styler_utils import marshall_styler
from streamlit.proto.ArrowData_pb2 import ArrowData

from steward.ui.server.looks import Looks


def _table() -> Styler:
    frame = pd.DataFrame({"a": [1.0, None], "b": ["x", "y"]})
    return (
        Styler(frame, uuid="7")
        .format({"a": "{:.1f} %"}, na_rep="—")
        .set_table_styles({"a": [{"selector": "", "props": "x:y"}]})
    )


def test_it_is_what_streamlit_would_have_told_and_worked_out_once() -> None:
    kept, worked_out, expected = _table(), [], ArrowData()
    marshall_styler(expected, _table(), "12")

    def work_out(told: ArrowData, styler: Styler, place: str) -> None:
        worked_out.append(place)
        marshall_styler(told, styler, place)

    looks = Looks(work_out)
    for place in ("12", "-7", "12"):
        told = ArrowData()
        looks.tell(told, kept, place)
        assert told.styler == expected.styler
    assert "1.0 %" in str(expected.styler.display_values)
    assert worked_out == ["12"]


def test_another_table_has_a_look_of_its_own() -> None:
    looks, told = Looks(marshall_styler), [ArrowData(), ArrowData()]
    for one, text in zip(told, ("mine", "yours"), strict=True):
        looks.tell(one, pd.DataFrame({"a": [text]}).style, "1")
    assert [text in str(one.styler.display_values) for one, text in zip(told, ("mine", "yours"), strict=True)] == [
        True, True,
    ]  # fmt: skip
    assert "mine" not in str(told[1].styler.display_values)
