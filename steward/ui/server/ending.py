"""How the server ends: soon, whoever is still connected."""

from collections.abc import Callable
from typing import Any

from streamlit.web.server.starlette import starlette_server

from steward.ui.server.instead import instead

SETTINGS = "_get_uvicorn_config_kwargs"
LAST_ANSWERS = 3
"""Seconds in which what is being sent may still arrive."""


def end_soon() -> None:
    """From now on, in this process: a browser that takes nothing any more, as of a laptop that was closed, holds up no
    stop and no restart. Without a limit it would until its network gives up, a quarter of an hour later. Raises
    RuntimeError where Streamlit begins its server otherwise than was tried."""
    instead(starlette_server, SETTINGS, _with_a_limit)


def _with_a_limit(settings: Callable[[], dict[str, Any]]) -> Callable[[], dict[str, Any]]:
    return lambda: {**settings(), "timeout_graceful_shutdown": LAST_ANSWERS}
