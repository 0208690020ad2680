"""What the comments are about, by rules anybody can read; a comment stays as it was written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from steward.briefings.internal.nps.sources import Heard, counted_survey
from steward.briefings.internal.nps.tables import answers_of
from steward.domain.nps import leaning
from steward.domain.themes import matches
from steward.exhibits import COUNT, PERCENT, POINTS, Column, Table
from steward.exhibits.ties import leaders
from steward.exhibits.wording import capital, counted
from steward.warehouse.rows.internal.nps import SurveyAnswer

NO_THEME = "none"
MOST_WORDS = 4


@dataclass(frozen=True)
class ThemeComments:
    """The comments of one theme, and the words of the rules that they held, the most frequent first."""

    key: str
    name: str
    answers: tuple[SurveyAnswer, ...]
    words: tuple[str, ...]


def themes_of(heard: Heard) -> tuple[ThemeComments, ...]:
    """Every theme that a comment of the quarter has, what detractors write about most first; those without one
    last. None without rules."""
    told: dict[str, list[SurveyAnswer]] = {}
    words: dict[str, dict[str, int]] = {}
    rules = heard.plans.themes.themes
    if not rules:
        return ()
    for one in heard.answers:
        if one.comment is None:
            continue
        found = list(matches(rules, one.comment))
        for match in found:
            told.setdefault(match.theme.id, []).append(one)
            met = words.setdefault(match.theme.id, {})
            met[match.word] = met.get(match.word, 0) + 1
        if not found:
            told.setdefault(NO_THEME, []).append(one)
    names = {**{theme.id: theme.name for theme in rules}, NO_THEME: "No theme"}
    order = sorted(told, key=lambda key: (key == NO_THEME, -_unhappy(told[key]), -len(told[key]), key))
    return tuple(ThemeComments(key, names[key], tuple(told[key]), _most(words.get(key, {}))) for key in order)


def _most(words: Mapping[str, int]) -> tuple[str, ...]:
    return tuple(sorted(words, key=lambda word: (-words[word], word))[:MOST_WORDS])


def _unhappy(answers: Sequence[SurveyAnswer]) -> int:
    return sum(one.score is not None and leaning(one.score) < 0 for one in answers)


def theme_table(heard: Heard, found: Sequence[ThemeComments]) -> Table | None:
    """Each theme with how many wrote about it and how they scored; None without comments or rules."""
    if not found:
        return None
    written = sum(one.comment is not None for one in heard.answers)
    return Table(
        id="nps.themes",
        title=_title(found, written),
        alt="Table of themes in comments: " + "; ".join(f"{one.name} {len(one.answers)}" for one in found) + ".",
        receipt=heard.book.quarterly("comment themes", "internal.survey_answers", "nps_responses"),
        note=f"By {heard.plans.themes.source}; a comment may have several themes. The NPS is of those who wrote about "
        "it, from five on. Tick a row to read what they wrote.",
        keys=tuple(one.key for one in found),
        columns=(
            Column("Theme", wide=True), Column("Comments", COUNT), Column("Share", PERCENT),
            Column("Detractors", COUNT), Column("Passives", COUNT),
            Column("Promoters", COUNT), Column("NPS", POINTS), Column("Words met"),
        ),
        rows=tuple(_row(one, written) for one in found),
    )  # fmt: skip


def _row(found: ThemeComments, written: int) -> tuple[str | float | int | None, ...]:
    survey = counted_survey(found.answers, tells_who_was_asked=False)
    return (
        found.name, len(found.answers), _of_all(found, written), survey.detractors, survey.passives,
        survey.promoters, survey.score, ", ".join(found.words) or None,
    )  # fmt: skip


def _of_all(found: ThemeComments, written: int) -> float:
    return len(found.answers) / written * 100


def _title(found: Sequence[ThemeComments], written: int) -> str:
    themed = [one for one in found if one.key != NO_THEME]
    if not themed:
        return f"None of {counted(written, 'comment')} has a theme of the rules"
    first = themed[0]
    unhappy = _unhappy(first.answers)
    if not unhappy:
        who = leaders(((one.name, len(one.answers)) for one in themed), len(first.answers), "theme")
        return f"{who.do('is', 'are')} what most wrote about, none of them unhappy"
    who = leaders(((one.name, _unhappy(one.answers)) for one in themed), unhappy, "theme")
    comments = f"{unhappy} of {counted(len(first.answers), 'comment')}" if who.alone else f"{unhappy} each"
    return f"{who.do('is', 'are')} what the unhappy write about most: {comments}"


def comments_by_theme(heard: Heard, found: Sequence[ThemeComments]) -> tuple[tuple[str, Table], ...]:
    """The comments behind each row of the table of themes, by its key."""
    return tuple(
        (
            one.key,
            answers_of(
                heard, one.answers, f"nps.comments.{one.key}",
                f"{counted(len(one.answers), 'comment')}: {capital(one.name)}",
            ),
        )
        for one in found
    )  # fmt: skip
