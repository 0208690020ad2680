"""Goals as native shapes: the words at the left, each goal's own track beside them, and its date at the right."""

from steward.deck.plans.bullet_rows import BOLD, DATES, DATES_ABOVE, WORDS, Rows, fitted, wording, words_height
from steward.deck.shapes.canvas import Canvas
from steward.deck.shapes.geometry import Box
from steward.deck.shapes.group import RECTANGLE, Group, Ink
from steward.deck.shapes.paragraphs import Look, paragraph
from steward.deck.shapes.style import line_height
from steward.deck.shapes.text import shorten, width
from steward.deck.theme.palette import Palette
from steward.deck.theme.theme import Colour
from steward.deck.theme.tones import Tones
from steward.exhibits import Bullet, Bullets, day_text
from steward.exhibits.plan_places import (
    Track,
    Verdict,
    baseline_words,
    due_words,
    now_words,
    target_words,
    track,
    verdict,
)


def draw_bullets(canvas: Canvas, exhibit: Bullets, box: Box) -> None:
    """Every goal that has room, and a line that counts the others."""
    rows = fitted(exhibit.bullets, box, canvas.style)
    group, rest = Group(canvas, box), box
    for place, bullet in enumerate(rows.bullets):
        row = rows.of(place)
        here, rest = rest.split_top(row.height)
        _row(group, bullet, here, row)
    if rows.left_out:
        more = paragraph(f"and {rows.left_out:,} more", Look(rows.small, canvas.style.palette.muted))
        group.text("more", rest.split_top(line_height(rows.small))[0], [more])
    group.placed(f"bullets:{exhibit.id}", exhibit.alt)


def _row(group: Group, bullet: Bullet, box: Box, rows: Rows) -> None:
    box = Box(box.left, box.top, box.width, box.height - rows.air)
    words, date, middle = _above(box, rows) if rows.above else _beside(box, rows)
    _words(group, bullet, words, rows)
    _due(group, bullet, date, rows)
    way = track(bullet)
    if way is None:
        _said(group, bullet, middle, rows)
    else:
        _way(group, bullet, way, middle, rows)


def _beside(box: Box, rows: Rows) -> tuple[Box, Box, Box]:
    """Words and date at both sides of the track."""
    words, beside = box.split_left(WORDS, rows.gap)
    middle, date = beside.split_left(1 - DATES / (1 - WORDS), rows.gap)
    high = rows.least - rows.air
    return words, date, Box(middle.left, box.top + (box.height - high) // 2, middle.width, high)


def _above(box: Box, rows: Rows) -> tuple[Box, Box, Box]:
    """Words and date above the track."""
    top, rest = box.split_top(words_height(rows), rows.gap)
    words, date = top.split_left(1 - DATES_ABOVE, rows.gap)
    return words, date, rest.split_top(rows.least - rows.air)[0]


def _words(group: Group, bullet: Bullet, box: Box, rows: Rows) -> None:
    """The goal and, where there is room, who and how."""
    label, detail = wording(bullet, box.width, rows)
    said = [paragraph(label, Look(rows.size, rows.style.palette.text, True))]
    if detail:
        said.append(paragraph(detail, Look(rows.small, rows.style.palette.muted)))
    group.text("goal", box, said, "b" if rows.above else "ctr")


def _due(group: Group, bullet: Bullet, box: Box, rows: Rows) -> None:
    """By when, in two lines where the column is narrow."""
    if bullet.due:
        text, look = due_words(bullet), Look(rows.small, rows.style.palette.muted)
        short = width(text) * rows.style.em(rows.small) <= box.width
        lines = [text] if short else ["by", day_text(bullet.due)]
        group.text("due", box, [paragraph(line, look) for line in lines], "b" if rows.above else "ctr")


def _said(group: Group, bullet: Bullet, box: Box, rows: Rows) -> None:
    """What is known, in words, where nothing can be drawn to scale."""
    palette, ems = rows.style.palette, box.width / rows.style.em(rows.small)
    rest = f"{baseline_words(bullet)}, {target_words(bullet)}"
    said = [
        paragraph(shorten(now_words(bullet), ems / BOLD), Look(rows.small, palette.text, True)),
        paragraph(shorten(rest, ems, 2), Look(rows.small, palette.muted)),
    ]
    group.text("numbers", box, said, "ctr")


def _way(group: Group, bullet: Bullet, way: Track, box: Box, rows: Rows) -> None:
    """The track, and its numbers above and below."""
    above, rest = box.split_top(line_height(rows.small), rows.apart)
    lane, below = rest.split_top(rows.thick, rows.apart)
    palette = rows.style.palette
    colour = _colour(bullet, palette.fills, palette.accents[0])
    group.shape("track", RECTANGLE, lane, Ink(palette.faint))
    if way.actual is not None:
        group.shape("actual", RECTANGLE, _between(lane, way.baseline, way.actual), Ink(colour))
    stick = rows.apart
    group.shape("baseline", RECTANGLE, _stroke(lane, way.baseline, stick), Ink(palette.neutral))
    if way.pace is not None:
        group.shape("pace", RECTANGLE, _stroke(lane, way.pace, stick // 2), Ink(palette.muted))
    over = _stroke(Box(lane.left, lane.top - stick, lane.width, lane.height + 2 * stick), way.target, stick)
    group.shape("target", RECTANGLE, over, Ink(palette.text, palette.page, 0.75 * rows.style.scale))
    _now(group, bullet, way, above, rows)
    _ends(group, bullet, way, below, rows)


def _colour(bullet: Bullet, tones: Tones | Palette, otherwise: Colour) -> Colour:
    moods = {
        Verdict.REACHED: tones.good, Verdict.SLOW: tones.watch, Verdict.OVERDUE: tones.bad, Verdict.BEHIND: tones.bad,
    }  # fmt: skip
    return moods.get(verdict(bullet), otherwise)


def _between(lane: Box, one: float, other: float) -> Box:
    low, high = sorted((one, other))
    return Box(lane.left + round(lane.width * low), lane.top, round(lane.width * (high - low)), lane.height)


def _stroke(lane: Box, place: float, thick: int) -> Box:
    middle = lane.left + round(lane.width * place)
    left = min(max(lane.left, middle - thick // 2), lane.right - thick)
    return Box(left, lane.top, thick, lane.height)


def _now(group: Group, bullet: Bullet, way: Track, box: Box, rows: Rows) -> None:
    """Where it is, over the end of its bar."""
    em = rows.style.em(rows.small) * BOLD
    text = shorten(now_words(bullet), box.width / em)
    colour = _colour(bullet, rows.style.palette, rows.style.palette.text)
    wide = min(box.width, round((width(text) + 0.5) * em))
    place = way.baseline if way.actual is None else way.actual
    left = round(box.width * place) - (0 if way.actual is None else wide // 2)
    look = Look(rows.small, colour, True, "l" if way.actual is None else "ctr")
    _line(group, "now", text, box, left, wide, look)


def _ends(group: Group, bullet: Bullet, way: Track, box: Box, rows: Rows) -> None:
    """Baseline and target below their strokes, pushed apart where they lie close together."""
    em, look = rows.style.em(rows.small), Look(rows.small, rows.style.palette.muted)
    start, goal = (shorten(text, box.width / em * 0.48) for text in (baseline_words(bullet), target_words(bullet)))
    first, second = (round((width(text) + 0.5) * em) for text in (start, goal))
    left = round(box.width * way.baseline)
    right = min(max(round(box.width * way.target) - second // 2, left + first), box.width - second)
    _line(group, "from", start, box, min(left, right - first), first, look)
    _line(group, "to", goal, box, right, second, look)


def _line(group: Group, name: str, text: str, box: Box, left: int, wide: int, look: Look) -> None:
    """One line of text, never outside its box."""
    inside = min(max(0, left), box.width - wide)
    group.text(name, Box(box.left + inside, box.top, wide, box.height), [paragraph(text, look)], "ctr")
