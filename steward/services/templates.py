"""The PowerPoint template of an account, else the company's: kept with the plans, checked before it is kept."""

import os
from pathlib import Path

from steward.deck import theme_of
from steward.errors import PlanNotSaved
from steward.plans.files.store import COMPANY, CompanyFiles, Plans

SUFFIXES = (".pptx", ".potx")


def template_of(plans: Plans, account_id: str) -> Path | None:
    """The template for an account's decks; None where Steward's own is used."""
    return own_template(plans, account_id) or own_template(plans, None)


def own_template(plans: Plans, account_id: str | None) -> Path | None:
    """The template kept for an account, or for the company."""
    folder = _folder(plans, account_id)
    return next((path for suffix in SUFFIXES if (path := folder / f"template{suffix}").is_file()), None)


def keep_template(plans: Plans, account_id: str | None, name: str, content: bytes) -> Path:
    """Keep a template in place of the one before. Raises TemplateRefused or PlanNotSaved."""
    suffix = Path(name).suffix.lower()
    path = _to_change(plans, account_id) / f"template{suffix if suffix in SUFFIXES else '.pptx'}"
    beside = path.with_name(f".{os.getpid()}-{Path(name).name[-60:]}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(content)
        try:
            theme_of(beside)
            drop_template(plans, account_id)
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as problem:
        raise PlanNotSaved(f"The template could not be kept: {problem.strerror or problem}.") from problem
    return path


def drop_template(plans: Plans, account_id: str | None) -> None:
    """Back to the company's template, or to Steward's own."""
    _to_change(plans, account_id)
    held = own_template(plans, account_id)
    if held:
        held.unlink()


def _folder(plans: Plans, account_id: str | None) -> Path:
    return plans.folder / COMPANY if account_id is None else plans.of(account_id)


def _to_change(plans: Plans, account_id: str | None) -> Path:
    """The folder to write in. Raises ChangeNotAllowed."""
    return (
        CompanyFiles(plans.folder, plans.scope).to_change(COMPANY)
        if account_id is None
        else plans.to_change(account_id)
    )
