"""Labels to choose by: two things of one name get what tells them apart, because a list knows only its labels."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

AS_WRITTEN = "as written"


def told_apart(names: Mapping[str, str], *facts: Mapping[str, str | None]) -> dict[str, str]:
    """A label for each id that no other has, in the order of `names`: the name, and where several have the same the
    first of `facts` in which they all differ, else the id."""
    labels = {key: name or key for key, name in names.items()}
    for group in _alike(labels):
        beside = next((fact for fact in facts if _differ([fact.get(key) for key in group])), {})
        labels |= {key: f"{labels[key]} · {beside.get(key) or key}" for key in group}
    while again := _alike(labels):
        labels |= {key: f"{labels[key]} · {key}" for group in again for key in group}
    return labels


def with_written(labels: Mapping[str, str], written: Iterable[str]) -> dict[str, str]:
    """The labels, and behind them the words somebody wrote that are no id: they stay choosable as they are."""
    strangers = {word: word for word in written if word and word not in labels}
    return told_apart({**labels, **strangers}, {key: key for key in labels} | dict.fromkeys(strangers, AS_WRITTEN))


def _alike(labels: Mapping[str, str]) -> list[list[str]]:
    """The ids that share a label."""
    found: dict[str, list[str]] = defaultdict(list)
    for key, label in labels.items():
        found[label].append(key)
    return [keys for keys in found.values() if len(keys) > 1]


def _differ(told: list[str | None]) -> bool:
    return all(told) and len(set(told)) == len(told)
