"""Where one of several servers is found by what stands before them, which tells it by the environment."""

import os
from dataclasses import dataclass
from pathlib import Path

CLIENT = "X-Steward-Client"
"""The header in which what stands before the servers says who is connected to it."""
FOLDER, NUMBER, TOKEN = "STEWARD_FRONT", "STEWARD_SERVER", "STEWARD_FRONT_TOKEN"


@dataclass(frozen=True)
class ServerPlace:
    """`folder`: what the servers of one address have in common, for as long as they run; `number`: which of them."""

    folder: Path
    number: int

    @property
    def socket(self) -> Path:
        """Where it listens."""
        return self.folder / f"{self.number}.socket"

    @property
    def called(self) -> Path:
        """What a reader opens, written down by a server that is ready."""
        return self.folder / f"{self.number}.address"

    def told(self, token: str | None) -> dict[str, str]:
        """What tells a server that this is its place, and the token of this start where there is one."""
        return {FOLDER: os.fspath(self.folder), NUMBER: str(self.number), **({TOKEN: token} if token else {})}


def place() -> ServerPlace | None:
    """Where this server is, if it is one of several."""
    folder = os.environ.get(FOLDER)
    return ServerPlace(Path(folder), int(os.environ.get(NUMBER, "1"))) if folder else None
