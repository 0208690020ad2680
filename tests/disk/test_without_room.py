"""A full disk and a folder that may not be written to: a sentence, nothing lost, and all goes on once there is room."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
NO_TEMPLATE = "is not a PowerPoint file"


@pytest.fixture(scope="module", params=["full", "read-only"])
def told(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    mine = [] if os.geteuid() == 0 else ["--map-root-user"]
    command = [shutil.which("unshare") or "unshare", *mine, "--mount"]
    place = tmp_path_factory.mktemp("disk")
    if subprocess.run([*command, "mount", "-t", "tmpfs", "tmpfs", str(place)], capture_output=True).returncode:
        pytest.skip("this machine lets nobody mount a disk of their own (unshare --mount)")
    run = subprocess.run(
        [*command, sys.executable, "-m", "tests.disk.without_room", str(place), str(request.param)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr[-3_000:]
    return dict(json.loads(run.stdout.splitlines()[-1]))


def test_each_is_told_in_a_sentence(told: dict[str, Any]) -> None:
    for name, said in told["without"].items():
        assert said, f"{name}: what was not saved was told as saved"
        assert name == "template" or "space" in said or "Read-only" in said, f"{name}: {said}"


def test_only_what_is_caught_further_up_is_no_sentence_of_ours(told: dict[str, Any]) -> None:
    """A line that cannot be added to the export log keeps the file in: whoever hands it out says so."""
    assert {name for name, said in told["without"].items() if said.startswith("OSError")} <= {"export log"}


def test_nothing_is_lost_and_nothing_half_done_is_left(told: dict[str, Any]) -> None:
    assert told["lost"] == []
    assert told["unfinished"] == []


def test_before_and_after_all_of_it_works(told: dict[str, Any]) -> None:
    for when in ("before", "after"):
        assert {name for name, said in told[when].items() if said} == {"template"}
        assert NO_TEMPLATE in told[when]["template"]
