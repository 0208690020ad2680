"""A quote held against the policy rule by rule, whether a rule asks for somebody or not; and what was decided."""

from steward.briefings.internal.quotes.figures import money_of, receipt_of
from steward.briefings.internal.quotes.quote import OpenedQuote
from steward.briefings.internal.quotes.who import name_of
from steward.briefings.internal.quotes.words import limit_of, measured, valued
from steward.domain.quoting.policy import Metric, PolicyRule, in_force, readings
from steward.exhibits import Column, Table, listed
from steward.exhibits.wording import capital, counted

EXCEEDED = "exceeded"


def policy_table(quote: OpenedQuote) -> Table | None:
    """What each rule in force reads, its limit, and whom it asks for where that is exceeded."""
    rules, unit = in_force(quote.policy.rules, quote.today), money_of(quote)
    if not rules or quote.foreign:
        return None
    read = readings(rules, quote.offered)
    asking = {reason.rule.rule for need in quote.needs for reason in need.reasons}
    alike: dict[tuple[str, ...], list[str]] = {}
    for one in sorted(rules, key=lambda each: each.rule not in asking):
        line = f" ({line})" if (line := read[one.rule].line) else ""
        said = EXCEEDED if one.rule in asking else "within"
        row = (
            _spoken(one) + line, valued(one, read[one.rule].value, unit), limit_of(one, unit), said,
        )  # fmt: skip
        alike.setdefault(row, []).append(one.role)
    exceeded = sum(row[3] == EXCEEDED for row in alike)
    kept = f"All {counted(len(alike), 'limit')} kept" if len(alike) > 1 else "The limit is kept"
    return Table(
        id="quote.policy",
        title=f"{exceeded} of {counted(len(alike), 'limit')} exceeded" if exceeded else kept,
        alt="Table of the limits of the policy: what each is of, what this quote has, and whom it asks for.",
        receipt=receipt_of(quote, "approval"),
        columns=(
            Column("Limit on"), Column("This quote"), Column("Needs approval"), Column("Status", state=True),
            Column("Approver", wide=True),
        ),
        rows=tuple((*row, listed(list(dict.fromkeys(roles)))) for row, roles in alike.items()),
    )  # fmt: skip


def _spoken(rule: PolicyRule) -> str:
    """What a rule reads, with the unit of what is merely counted: `TCV at list`, `Term in months`."""
    return capital(measured(rule)).replace("Tcv", "TCV") + (" in months" if rule.metric is Metric.TERM else "")


def decision_table(quote: OpenedQuote) -> Table | None:
    """Everything that was said of it, of every version, with how sure that is; the latest first."""
    decisions = tuple(reversed(quote.record.decisions))
    if not decisions:
        return None
    return Table(
        id="quote.decisions",
        title=f"{counted(len(decisions), 'decision')}",
        alt="Table of what was decided: the role, who, what they said, of which version, when, and the evidence.",
        receipt=receipt_of(quote, "approval"),
        columns=(
            Column("On"), Column("Role"), Column("Who"), Column("Said"), Column("Of"), Column("Evidence"),
            Column("Comment", wide=True),
        ),
        rows=tuple(
            (
                one.at.date(), one.role, name_of(quote, one.person), str(one.verdict), f"version {one.version}",
                f"{one.evidence} ({one.evidence.says})", one.comment or None,
            )
            for one in decisions
        ),
    )  # fmt: skip
