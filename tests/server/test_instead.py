"""A function of Streamlit's is replaced where there is one."""

from types import SimpleNamespace

import pytest

from steward.ui.server.instead import instead


def test_ours_is_told_theirs() -> None:
    place = SimpleNamespace(asked=lambda: "theirs", __name__="place")
    instead(place, "asked", lambda theirs: lambda: f"ours, after {theirs()}")
    assert place.asked() == "ours, after theirs"


def test_where_streamlit_has_none_its_name_is_said() -> None:
    place = SimpleNamespace(asked="no function", __name__="place")
    for name in ("asked", "unknown"):
        with pytest.raises(RuntimeError, match=rf"it has no place\.{name}"):
            instead(place, name, lambda theirs: theirs)
    assert vars(place) == {"asked": "no function", "__name__": "place"}
