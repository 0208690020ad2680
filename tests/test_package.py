"""The installed package is whole: every file it runs by, and every package it imports at a version that was tested."""

import ast
import os
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import distribution, packages_distributions
from pathlib import Path
from zipfile import ZipFile

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from wheel_made import ROOT, wheel_made

from tests.examples import first

COMES_ALONG = {"grpcio"}
"""With what an extra asks for."""
NEVER_IMPORTED = {"authlib", "httpx"}
"""Streamlit's sign-in needs them."""


@pytest.fixture(scope="session")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the wheel would put beside the other installed packages."""
    folder = tmp_path_factory.mktemp("unpacked")
    ZipFile(wheel_made(tmp_path_factory.mktemp("wheel"))).extractall(folder)
    return folder


def _files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def _own(folder: Path) -> set[str]:
    return {name for name in _files(folder) if "__pycache__" not in name}


def _alone(unpacked: Path, folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """Python with nothing of this checkout, in a folder of its own."""
    environment = {name: value for name, value in os.environ.items() if name != "STEWARD_HOME"}
    environment |= {"PYTHONPATH": str(unpacked), "PYTHONSAFEPATH": "1"}
    return subprocess.run([sys.executable, *arguments], cwd=folder, env=environment, capture_output=True, text=True)


def test_the_package_holds_every_file_of_the_code_and_the_pages(unpacked: Path) -> None:
    carried = unpacked / "steward" / "_app"
    assert {name for name in _files(unpacked / "steward") if not name.startswith("_app/")} == _own(ROOT / "steward")
    assert _files(carried / "pages") == _own(ROOT / "pages")
    for name in ("app.py", ".streamlit/config.toml", "docs/metrics.md"):
        assert (carried / name).read_bytes() == (ROOT / name).read_bytes()


def test_the_package_needs_what_requirements_txt_says(unpacked: Path) -> None:
    metadata = next(unpacked.glob("steward-*.dist-info")) / "METADATA"
    lines = [line for line in metadata.read_text(encoding="utf-8").splitlines() if line.startswith("Requires-Dist: ")]
    told = {line.partition(": ")[2].lower() for line in lines}
    wanted = {one for one in told if "; extra ==" in one}
    assert told - wanted == {str(one).lower() for one in _asked("requirements.txt")}
    # What is there for whoever asks for more is of the version that is tested.
    assert {one.partition(";")[0] for one in wanted} <= {str(one).lower() for one in _asked("requirements-dev.txt")}


def test_outside_the_checkout_the_command_explains_itself(unpacked: Path, tmp_path: Path) -> None:
    told = _alone(unpacked, tmp_path, "-m", "steward", "--help")
    assert told.returncode == 0, told.stderr
    assert "sample" in told.stdout


def test_outside_the_checkout_metrics_have_their_definitions(unpacked: Path, tmp_path: Path) -> None:
    told = _alone(unpacked, tmp_path, "-c", "from steward.metrics import definition; print(definition('NPS'))")
    assert "promoters" in told.stdout, told.stderr


@pytest.mark.parametrize("command", first(1, ["load", "app", "book"]))
def test_where_there_is_no_data_the_command_says_what_to_do_first(unpacked: Path, tmp_path: Path, command: str) -> None:
    told = _alone(unpacked, tmp_path, "-m", "steward", command)
    assert told.returncode == 1
    assert f"There is no folder {tmp_path / 'data'}." in told.stderr
    assert "“steward sample --home demo”" in told.stderr
    assert not list(tmp_path.iterdir())


def _asked(file: str) -> Iterator[Requirement]:
    """The requirements that a file itself states."""
    for line in (ROOT / file).read_text(encoding="utf-8").splitlines():
        said = line.partition("#")[0].strip()
        if said and not said.startswith("-"):
            yield Requirement(said)


def _locked(file: str) -> dict[str, list[Requirement]]:
    """What a lock installs, by name: one line, or several for different versions of Python."""
    found: dict[str, list[Requirement]] = {}
    for one in _asked(file):
        found.setdefault(canonicalize_name(one.name), []).append(one)
    return found


def _version(one: Requirement) -> str:
    return str(one.specifier).removeprefix("==")


@pytest.mark.parametrize(
    ("lock", "asked"),
    [
        ("requirements.lock", ["requirements.txt"]),
        ("requirements-dev.lock", ["requirements.txt", "requirements-dev.txt"]),
    ],
)
def test_the_lock_satisfies_what_is_asked_for(lock: str, asked: list[str]) -> None:
    locked = _locked(lock)
    for file in asked:
        for one in _asked(file):
            versions = [_version(line) for line in locked.get(canonicalize_name(one.name), [])]
            assert versions and all(map(one.specifier.contains, versions)), (
                f"make lock: {one} of {file} is not in {lock}"
            )


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_the_lock_names_one_version_of_everything_that_comes_along(lock: str) -> None:
    locked = _locked(lock)
    assert all(str(one.specifier).startswith("==") for lines in locked.values() for one in lines)
    for name, lines in locked.items():
        if any(one.marker is None or one.marker.evaluate() for one in lines):
            assert set(_needs(name)) <= locked.keys(), name


def _needs(name: str) -> Iterator[str]:
    """What an installed package needs on this machine."""
    for line in distribution(name).requires or []:
        one = Requirement(line)
        if one.marker is None or one.marker.evaluate({"extra": ""}):
            yield canonicalize_name(one.name)


def test_those_who_run_and_those_who_test_have_the_same_versions() -> None:
    tested = _locked("requirements-dev.lock")
    run = _locked("requirements.lock")
    assert {name: set(map(_version, lines)) for name, lines in run.items()} == {
        name: set(map(_version, tested[name])) for name in run
    }


def test_what_is_imported_is_asked_for_and_what_is_asked_for_is_imported() -> None:
    homes = packages_distributions()
    imported = {canonicalize_name(home) for module in _imported() for home in homes.get(module, [])[:1]}
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    more = {canonicalize_name(Requirement(one).name) for extra in extras.values() for one in extra} | COMES_ALONG
    assert imported - more == {canonicalize_name(one.name) for one in _asked("requirements.txt")} - NEVER_IMPORTED


def _imported() -> set[str]:
    """The modules of others that the code names."""
    paths = [ROOT / "app.py", *(ROOT / "pages").rglob("*.py"), *(ROOT / "steward").rglob("*.py")]
    named = {name for path in paths for node in ast.walk(ast.parse(path.read_bytes())) for name in _named(node)}
    return named - sys.stdlib_module_names - {"steward"}


def _named(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (one.name.partition(".")[0] for one in node.names)
    elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
        yield node.module.partition(".")[0]
