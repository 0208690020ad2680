"""An environment of its own for each peer, made once below `.peers/`, and its programs run there."""

import json
import os
import shutil
import subprocess
import sys
import time
import tomllib
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from benchmarks.app import free_port

ROOT = Path(__file__).parents[2] / ".peers"
HERE = Path(__file__).parent
THEIRS = HERE / "theirs"
PATIENCE = 600


class Ended(NamedTuple):
    """A program that is over: seconds of processor, the most memory it held in MB, seconds, and what it printed."""

    processor: float
    megabytes: float
    seconds: float
    told: str


def pinned() -> Mapping[str, Mapping[str, list[str]]]:
    """What is installed for each peer."""
    return tomllib.loads((HERE / "versions.toml").read_text(encoding="utf-8"))


def environment(peer: str) -> Path:
    """The folder of a peer, made as its versions are pinned; made again when they change."""
    wanted, folder = pinned()[peer], ROOT / peer
    stamp = folder / "made.json"
    if not stamp.exists() or json.loads(stamp.read_text(encoding="utf-8")) != wanted:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        if "python" in wanted:
            uv = str(Path(sys.executable).parent / "uv")
            _done(uv, "venv", "--quiet", "--python", sys.executable, str(folder / "venv"))
            _done(uv, "pip", "install", "--quiet", "--python", str(folder / "venv/bin/python"), *wanted["python"])
        if "npm" in wanted:
            _done("npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(folder), *wanted["npm"])
        stamp.write_text(json.dumps(wanted), encoding="utf-8")
    return folder


def program(peer: str, name: str = "python") -> str:
    """A program of a peer's environment."""
    return str(environment(peer) / "venv" / "bin" / name)


def ended(*command: str, environ: Mapping[str, str] | None = None) -> Ended:
    """Run a program to its end. Raises CalledProcessError when it fails."""
    began = time.perf_counter()
    # What it prints is short: a pipe holds all of it until it is over.
    child = subprocess.Popen(command, env={**os.environ, **(environ or {})}, stdout=subprocess.PIPE)
    assert child.stdout is not None
    told = child.stdout.read().decode()
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise subprocess.CalledProcessError(child.returncode, command, told)
    return Ended(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, time.perf_counter() - began, told)


@contextmanager
def serving(*command: str, path: str, environ: Mapping[str, str] | None = None) -> Iterator[tuple[str, int]]:
    """A server that is told its port last, until the block ends: its address and process. `path` answers once it is
    up."""
    port = free_port()
    given = [part.replace("PORT", str(port)) for part in command]
    child = subprocess.Popen(given, env={**os.environ, **(environ or {})}, stdout=subprocess.DEVNULL)
    try:
        _wait(f"http://127.0.0.1:{port}{path}", child)
        yield f"http://127.0.0.1:{port}", child.pid
    finally:
        child.terminate()
        child.wait(30)


def _wait(url: str, child: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and child.poll() is None:
        try:
            urllib.request.urlopen(url, timeout=60)
        except urllib.error.HTTPError:
            return
        except (TimeoutError, OSError):
            time.sleep(0.5)
        else:
            return
    raise TimeoutError(f"{url} did not answer")


def _done(*command: str) -> None:
    subprocess.run(command, check=True)
