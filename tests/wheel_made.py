"""The package as it is built, for tests of what an installed Steward is."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def wheel_made(folder: Path) -> Path:
    """The wheel of this checkout, by the versions that requirements-dev.lock installed."""
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return next(folder.glob("*.whl"))
