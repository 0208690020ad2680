"""How often what takes long is tried: by `make test` a part of it, by `make test-all` all."""

import os

EVERYTHING = bool(os.environ.get("STEWARD_EVERY"))


def times(number: int) -> int:
    """Of so many tries, those for now."""
    return number if EVERYTHING else max(number // 2, 3)
