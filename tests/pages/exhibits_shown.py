"""The exhibits that pages draw while they run."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from steward.exhibits import Exhibit
from steward.ui.kit import exhibits, tables


@contextmanager
def exhibits_shown() -> Iterator[list[Exhibit]]:
    """Each table, chart and map, as it is laid out for the page."""
    found: list[Exhibit] = []
    with pytest.MonkeyPatch.context() as patch:
        for module in (exhibits, tables):
            lay_out = module.laid_out

            def noted(exhibit: Exhibit, *more: Any, lay_out: Any = lay_out) -> Any:
                found.append(exhibit)
                return lay_out(exhibit, *more)

            patch.setattr(module, "laid_out", noted)
        yield found
