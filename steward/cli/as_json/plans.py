"""An account plan as JSON: how complete it is, and what is wrong in its files."""

from steward.briefings.customer.subject import Subject
from steward.cli.as_json.text import as_text
from steward.plans.internal.account import AccountPlan


def plan_json(subject: Subject, found: AccountPlan) -> str:
    """How complete an account's plan is, and what is wrong in its files."""
    told = found.completeness
    return as_text(
        {
            "account_id": subject.account_id,
            "name": subject.account.name,
            "success_plan": found.success.exists,
            "strategy": found.strategy.exists,
            "complete": told.score if found.exists else None,
            "missing": [{"file": one.file, "section": one.section, "what": one.words} for one in told.missing],
            "problems": [{"file": one.file, "line": one.line, "message": one.message} for one in found.problems],
        }
    )
