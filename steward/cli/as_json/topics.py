"""Areas as JSON: what a page says in exhibits, and where a table has only words for it, the values behind."""

from collections.abc import Iterable
from functools import singledispatch
from typing import Any

from steward.briefings.internal.base import InternalBriefing
from steward.briefings.internal.health.account_health import AccountHealth
from steward.briefings.internal.health.health import HealthBook
from steward.briefings.internal.walk import Walk
from steward.briefings.internal.whitespace.cells import Space, WhitespaceRow
from steward.briefings.internal.whitespace.whitespace import Whitespace
from steward.cli.as_json.exhibits import exhibit_json
from steward.domain.backtest import BacktestOutcome
from steward.domain.shares import Share
from steward.services.topics import Topic


def topics_json(topics: Iterable[Topic]) -> dict[str, Any]:
    """Each area under its key."""
    return {topic.key: topic_json(topic) for topic in topics}


def topic_json(topic: Topic) -> dict[str, Any]:
    """One area; what it has of every account is made while it is written."""
    return {
        "headline": topic.brief.headline,
        "missing_feeds": [one.feed for one in topic.brief.missing],
        "exhibits": (exhibit_json(one) for one in topic.exhibits),
        **({"why_changed": [why_changed(one) for one in topic.walks]} if topic.walks else {}),
        **values(topic.brief),
        **{name: [row._asdict() for row in rows] for name, rows in topic.rows.items()},
    }


def why_changed(walk: Walk) -> dict[str, Any]:
    """The paragraph; its steps and accounts stand among the exhibits, by their ids."""
    return {"figure": walk.figure, "said": walk.said, "exhibits": [one.id for one in walk.exhibits]}


@singledispatch
def values(brief: InternalBriefing) -> dict[str, Any]:
    """What is more than its exhibits say; nothing of most areas."""
    return {}


@values.register
def _health(brief: HealthBook) -> dict[str, Any]:
    months = brief.history.months
    return {
        "months": months,
        "backtest": [_outcome(one) for one in brief.outcomes],
        "accounts": (
            {
                "account_id": line.row.account_id,
                "scores": brief.history.scores_of(line.row.account_id),
                "health": line.health,
                "colour": line.colour,
                "known": line.state.known if line.state else None,
                "set_by_hand": _override(line),
                "and_yet": line.reasons,
            }
            for line in brief.lines
        ),
    }


def _outcome(one: BacktestOutcome) -> dict[str, Any]:
    return {
        "warned_under": one.threshold,
        "losses": one.found.of,
        "warned_of": one.found.hits,
        **_interval("warned_of", one.found),
        "by_chance": one.chance,
        "warnings": one.warned.of,
        "followed_by_a_loss": one.warned.hits,
        **_interval("followed_by_a_loss", one.warned),
        "false_alarms": one.false_alarms,
        "lead_days": one.lead_days,
        "tells": one.tells,
    }


def _interval(name: str, share: Share) -> dict[str, float | None]:
    """Percent, from and to."""
    low, high = share.interval or (None, None)
    return {f"{name}_low": low, f"{name}_high": high}


def _override(line: AccountHealth) -> dict[str, Any] | None:
    held = line.override
    if held is None:
        return None
    one = held.written
    return {
        "health": held.health,
        "reason": one.reason,
        "author": one.author,
        "set_on": one.set_on,
        "expires_on": one.expires_on,
        "counts": line.override_holds,
    }


@values.register
def _whitespace(brief: Whitespace) -> dict[str, Any]:
    return {"accounts": (_line(line) for line in brief.lines)}


def _line(line: WhitespaceRow) -> dict[str, Any]:
    peers = line.peers
    return {
        "account_id": line.account.account_id,
        "similar_accounts": peers.count or None,
        "similar_in": peers.words or None,
        "why": peers.why,
        "spaces": [_space(one) for one in line.spaces],
    }


def _space(one: Space) -> dict[str, Any]:
    note, proof = one.note, one.evidence
    return {
        "product_id": one.product.product_id,
        "product": one.product.name,
        "state": one.state,
        "mrr": one.mrr,
        "potential": one.potential,
        "potential_by": one.potential_by,
        "similar_own": proof.owned.hits if proof else None,
        **_interval("similar_own", proof.owned if proof else Share(0, 0)),
        "typical_mrr": proof.typical if proof else None,
        "competitor": one.competitor,
        "contract_ends_on": note.contract_ends_on if note else None,
        "willingness": note.willingness if note else None,
        "introduced_to": note.introduced_to if note else [],
    }
