"""A function of Streamlit's that does ours instead, from now on and in this process."""

from collections.abc import Callable
from typing import Any


def instead(place: Any, name: str, ours: Callable[[Any], Any]) -> None:
    """`ours` is told theirs and gives what is to be called. `place`: the class or module that theirs is found in.

    Raises RuntimeError where there is no such function: Streamlit is made otherwise than it was tried with.
    """
    theirs = getattr(place, name, None)
    if not callable(theirs):
        raise RuntimeError(f"Streamlit is made otherwise than was tried: it has no {place.__name__}.{name}")
    setattr(place, name, ours(theirs))
