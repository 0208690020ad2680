"""The PowerPoint template of an account, else the company's: kept with the plans, checked before it is kept."""

from contextlib import AbstractContextManager
from pathlib import Path
from tempfile import TemporaryDirectory

from steward.deck import TagOutcome, template_report, theme_of
from steward.errors import PlanNotSaved, TemplateRefused
from steward.plans.files.store import COMPANY, CompanyFiles, Plans
from steward.whole_files import swap

__all__ = [
    "TagOutcome",
    "drop_template",
    "keep_template",
    "own_template",
    "refusal",
    "template_of",
    "template_report",
    "theme_of",
]

SUFFIXES = (".pptx", ".potx")


def template_of(plans: Plans, account_id: str) -> Path | None:
    """The template for an account's decks; None where Steward's own is used."""
    return own_template(plans, account_id) or own_template(plans, None)


def own_template(plans: Plans, account_id: str | None) -> Path | None:
    """The template kept for an account, or for the company."""
    folder = _folder(plans, account_id)
    return next((path for suffix in SUFFIXES if (path := folder / f"template{suffix}").is_file()), None)


def refusal(template: Path | None) -> str:
    """Why no deck can be made on a template; empty where it can, and for Steward's own."""
    try:
        theme_of(template)
    except TemplateRefused as refused:
        return str(refused)
    return ""


def keep_template(plans: Plans, account_id: str | None, name: str, content: bytes) -> Path:
    """Keep a template in place of the one before. Raises TemplateRefused or PlanNotSaved."""
    suffix = Path(name).suffix.lower()
    path = _folder(plans, account_id) / f"template{suffix if suffix in SUFFIXES else '.pptx'}"
    try:
        with TemporaryDirectory() as aside:
            tried = Path(aside) / f"{Path(name).stem[-60:]}{path.suffix}"
            tried.write_bytes(content)
            theme_of(tried)
    except OSError as problem:
        raise PlanNotSaved(f"The template could not be looked at: {problem.strerror or problem}.") from problem
    with _alone(plans, account_id, path.name):
        before = own_template(plans, account_id)
        swap(path, content)
        if before and before != path:
            before.unlink()
    return path


def drop_template(plans: Plans, account_id: str | None) -> None:
    """Back to the company's template, or to Steward's own. Raises PlanNotSaved."""
    if held := own_template(plans, account_id):
        with _alone(plans, account_id, held.name):
            held.unlink(missing_ok=True)


def _alone(plans: Plans, account_id: str | None, file: str) -> AbstractContextManager[Path]:
    """Nobody else changes what lies in the folder."""
    return (
        CompanyFiles(plans.folder, plans.scope).alone(COMPANY, file)
        if account_id is None
        else plans.alone(account_id, file)
    )


def _folder(plans: Plans, account_id: str | None) -> Path:
    return plans.folder / COMPANY if account_id is None else plans.of(account_id)
