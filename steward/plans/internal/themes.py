"""The themes of comments: rules that come with Steward, or a company's own in `account_plans/_company/themes.toml`."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from steward.domain.themes import Theme
from steward.plans.files.store import COMPANY

SHIPPED = Path(__file__).with_name("themes.toml")
OWN = Path(COMPANY) / "themes.toml"
NAME = "name"


@dataclass(frozen=True)
class Themes:
    """The themes in use, where they come from, and why a company's own are not used where they cannot be."""

    themes: tuple[Theme, ...]
    source: str
    problem: str = ""


def own_file(plans: Path) -> Path:
    """Where a company's own rules lie."""
    return plans / OWN


def themes(plans: Path) -> Themes:
    """A company's own themes, or those that come with Steward; `plans`: the folder `account_plans/`."""
    own = own_file(plans)
    try:
        return Themes(_read(own.read_text(encoding="utf-8-sig")), f"account_plans/{OWN.as_posix()}")
    except FileNotFoundError:
        return _shipped("")
    except UnicodeDecodeError:
        return _shipped(f"{OWN.as_posix()} is not UTF-8 text, so the rules that come with Steward are used.")
    except (OSError, ValueError) as problem:
        return _shipped(f"{OWN.as_posix()} cannot be used, so the rules that come with Steward are used: {problem}.")


def _shipped(problem: str) -> Themes:
    return Themes(_read(SHIPPED.read_text(encoding="utf-8")), "the rules that come with Steward", problem)


def _read(text: str) -> tuple[Theme, ...]:
    """The themes of a file in its order. Raises ValueError, in words, where it is no such file."""
    try:
        tables = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as problem:
        raise ValueError(f"it is not valid TOML ({problem})") from problem
    found = tuple(_theme(key, table) for key, table in tables.items())
    if not found:
        raise ValueError("it names no theme")
    return found


def _theme(key: str, table: Any) -> Theme:
    if not isinstance(table, dict):
        raise ValueError(f"“{key}” should be a theme: [{key}]")
    lists = {name: value for name, value in table.items() if name != NAME}
    for name, value in lists.items():
        if not isinstance(value, list) or not all(isinstance(word, str) and word.strip("* ") for word in value):
            raise ValueError(f"“{name}” of “{key}” should be a list of words")
    words = tuple(word.strip() for value in lists.values() for word in value)
    if not words:
        raise ValueError(f"“{key}” has no words")
    name = table.get(NAME, key)
    if not isinstance(name, str) or not name.strip():
        raise ValueError(f"the name of “{key}” should be a text")
    return Theme(key, name.strip(), words)
