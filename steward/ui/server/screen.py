"""Whether this machine has a browser to show."""

import os
import sys


def has_a_screen() -> bool:
    """Without one, a browser of the terminal would take the place of what is printed there."""
    return sys.platform != "linux" or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
