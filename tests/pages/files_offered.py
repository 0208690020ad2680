"""The files that a page offers, as clicking makes them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from streamlit.runtime.media_file_manager import MediaFileManager

Files = dict[str, Callable[[], bytes]]


@contextmanager
def files_offered() -> Iterator[Files]:
    """By their names, what makes the files that pages offer meanwhile; calling it is the click."""
    found: Files = {}
    add = MediaFileManager.add_deferred

    def noted(
        self: MediaFileManager, make: Callable[[], bytes], mime: str, place: str, file_name: str, **more: str
    ) -> str:
        found[file_name] = make
        return add(self, make, mime, place, file_name, **more)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(MediaFileManager, "add_deferred", noted)
        yield found
