"""A quote held against the policy rule by rule, whether a rule asks for somebody or not; and what was decided."""

from steward.briefings.internal.quotes.figures import money_of, receipt_of
from steward.briefings.internal.quotes.quote import OpenedQuote
from steward.briefings.internal.quotes.who import name_of
from steward.briefings.internal.quotes.words import limit_of, measured, valued
from steward.domain.quoting.policy import in_force, readings
from steward.exhibits import Column, Table
from steward.exhibits.wording import capital, counted


def policy_table(quote: OpenedQuote) -> Table | None:
    """What each rule in force reads, its limit, and whom it asks for where that is passed."""
    rules, unit = in_force(quote.policy.rules, quote.today), money_of(quote)
    if not rules:
        return None
    read = readings(rules, quote.offered)
    asking = {reason.rule.rule for need in quote.needs for reason in need.reasons}
    passed = sum(one.rule in asking for one in rules)
    return Table(
        id="quote.policy",
        title=f"{counted(passed, 'rule')} of {len(rules)} {'asks' if passed == 1 else 'ask'} for somebody",
        alt="Table of the rules of the policy: what each reads of the quote, its limit, and whom it asks for.",
        receipt=receipt_of(quote, "approval"),
        columns=(
            Column("Reads"), Column("This quote"), Column("Asks where it is"), Column("Asks for"), Column("Stands"),
        ),
        rows=tuple(
            (
                capital(measured(one)) + (f" ({line})" if (line := read[one.rule].line) else ""),
                valued(one, read[one.rule].value, unit), limit_of(one, unit), one.role,
                "asks" if one.rule in asking else "within",
            )
            for one in rules
        ),
    )  # fmt: skip


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
