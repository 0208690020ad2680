"""How the server ends: soon, whoever is still connected."""

from typing import Any

from streamlit.web.server.starlette import starlette_server

SETTINGS = "_get_uvicorn_config_kwargs"
LAST_ANSWERS = 3
"""Seconds in which what is being sent may still arrive."""


def end_soon() -> None:
    """From now on, in this process: a browser that takes nothing any more, as of a laptop that was closed, holds up no
    stop and no restart. Without a limit it would until its network gives up, a quarter of an hour later. Raises
    RuntimeError where Streamlit begins its server otherwise than was tried."""
    settings = getattr(starlette_server, SETTINGS, None)
    if not callable(settings):
        raise RuntimeError(f"Streamlit begins its server otherwise than was tried: {SETTINGS}")

    def with_a_limit() -> dict[str, Any]:
        return {**settings(), "timeout_graceful_shutdown": LAST_ANSWERS}

    setattr(starlette_server, SETTINGS, with_a_limit)
