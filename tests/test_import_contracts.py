"""What a customer's modules may import is decided for every module of data or plans: a new one breaks the build."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
CONTRACTS = ("A customer briefing never reads an internal one", "The window a customer sees reaches nothing of ours")
SAFE = {
    "steward.warehouse.customer_rows",
    "steward.plans.success_plan",
    "steward.plans.review",
    *(
        f"steward.plans.{name}"
        for name in (
            "capture", "changes", "editing", "history", "journal", "keeping", "keys", "lines", "merge", "parsing",
            "reading", "setting", "shelf", "shelves", "store", "text", "values",
        )
    ),
}  # fmt: skip
"""What is the customer's to see, and the tools that read and write any file; all else belongs in the contracts."""
INTERNAL = ("steward.areas", "steward.briefings.internal")


def contract(name: str) -> dict[str, Any]:
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = told["tool"]["importlinter"]["contracts"]
    return next(one for one in found if one["name"] == name)


def modules(folder: str, pattern: str) -> set[str]:
    paths = (ROOT / folder).glob(pattern)
    return {".".join(path.relative_to(ROOT).with_suffix("").parts) for path in paths if path.stem != "__init__"}


@pytest.mark.parametrize("name", CONTRACTS)
def test_every_module_of_data_or_plans_is_forbidden_to_customers_or_theirs_to_see(name: str) -> None:
    """Whoever adds one decides: into `forbidden_modules` of both contracts in pyproject.toml, or into SAFE above."""
    there = modules("steward/warehouse", "*_rows.py") | modules("steward/plans", "*.py")
    forbidden = set(contract(name)["forbidden_modules"])
    assert there - forbidden == SAFE
    assert forbidden >= set(INTERNAL)


@pytest.mark.parametrize("name", CONTRACTS)
def test_what_is_forbidden_to_customers_is_forbidden_by_any_way(name: str) -> None:
    """A way over a module that is allowed is one too; and what is not there cannot be imported, so nobody would notice
    that its name is spelt wrong."""
    found = contract(name)
    assert found["type"] == "forbidden"
    assert not found.get("allow_indirect_imports")
    assert not found.get("ignore_imports")
    for one in (*found["forbidden_modules"], *found["source_modules"]):
        place = ROOT.joinpath(*one.split("."))
        assert place.is_dir() or place.with_suffix(".py").is_file(), one
