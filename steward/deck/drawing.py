"""A deck: slides of content, in order, on a template."""

from pathlib import Path

from pptx.presentation import Presentation

from steward.deck.finish import saved, stamp
from steward.deck.layouts.placeholders import Needs, Stage
from steward.deck.layouts.template_layouts import layout_of
from steward.deck.measured import MeasuredSlide, measured
from steward.deck.model import Content, Slide, SlidePart
from steward.deck.own_slides.filled import put_in_order
from steward.deck.own_slides.tag_values import TagValues
from steward.deck.people.map_slides import map_slides
from steward.deck.receipts.made import add_receipts, theirs
from steward.deck.sections import add_app_properties, add_sections
from steward.deck.shapes.canvas import Canvas, LaidOut
from steward.deck.shapes.geometry import Box
from steward.deck.slides.arrange import arranged, stands_beside
from steward.deck.slides.content import draw_exhibits, draw_figures_strip
from steward.deck.slides.continued import Pages, continued
from steward.deck.slides.furniture import Foot, Furniture
from steward.deck.slides.laying import largest_points
from steward.deck.slides.links import AGENDA, APPENDIX, link_appendix, link_topics
from steward.deck.slides.numbered import numbered
from steward.deck.slides.opening import draw_opening
from steward.deck.slides.sheet import Sheet
from steward.deck.slides.takeaway import above_takeaway, draw_takeaway
from steward.deck.slides.titles import title_size
from steward.deck.templates.opened import Template, prepared
from steward.exhibits import Table, day_text


def deck_of(content: Content, template: Path | None = None, values: TagValues | None = None) -> bytes:
    """The content as a .pptx; with `values`, the template's own slides are filled and kept. Raises TemplateRefused."""
    form = prepared(template)
    deck = _Deck(form, content, _opened(form, values)).draw()
    if values:
        put_in_order(deck.presentation, form.own, opening=content.opens)
    if content.about:
        add_receipts(deck.presentation, content.about, deck.drawn, theirs(form, content.figures, values))
    add_sections(deck.presentation, deck.id_of)
    add_app_properties(deck.presentation, content.author)
    stamp(deck.presentation, content)
    return saved(deck.presentation)


def measured_of(content: Content, template: Path | None = None, values: TagValues | None = None) -> list[MeasuredSlide]:
    """What stands on each slide of the deck that `deck_of` makes of the same, as far as its slides are made by us.

    What is slow and is measured by its place alone is not drawn: charts, notes, receipts, the file. Raises
    TemplateRefused."""
    form = prepared(template)
    deck = _Deck(form, content, _opened(form, values), laid_out=True).draw()
    if values:
        put_in_order(deck.presentation, form.own, opening=content.opens)
    return [
        measured(slide, deck.id_of(number), deck.rooms.get(number), form.style)
        for number, slide in numbered(deck.presentation)
    ]


def ids_of(content: Content, template: Path | None = None) -> list[str]:
    """Which slide each of ours is that the content becomes: one that goes on with another has a number behind its id.
    Raises TemplateRefused."""
    form = prepared(template)
    return [slide.id for slide in _Deck(form, content, form.opened(), laid_out=True).slides]


def _opened(form: Template, values: TagValues | None) -> Presentation:
    return form.filled(values)[0] if values else form.opened()


class _Deck:
    """What the slides of one deck share: layouts, style, one title size."""

    def __init__(
        self, template: Template, content: Content, presentation: Presentation, *, laid_out: bool = False
    ) -> None:
        self.laid_out = laid_out
        self.presentation = presentation
        self.content = content
        self.stages = template.stages
        self.inks = template.inks
        self.style = template.style
        self.drawn: dict[int, Slide] = {}
        self.rooms: dict[int, Box] = {}
        self.feet: dict[tuple[int, int], Furniture] = {}
        pages = Pages(self._room, self.style)
        maps = (part for slide in content.slides for part in map_slides(slide, self._above(slide), self.style))
        self.slides = [part for slide in maps for part in continued(slide, pages)]
        sized = [title_size([s.title], self._stage(s), self.style) for s in self.slides if not s.opening]
        self.title_size = min(sized, default=0.0)

    def draw(self) -> "_Deck":
        """Every slide, in order."""
        for number, slide in enumerate(self.slides, start=1):
            self.draw_opening(slide) if slide.opening else self.draw_content(slide, number)
        self._link_agenda()
        return self

    def _link_agenda(self) -> None:
        """From each topic of the agenda to its first slide."""
        slides = [(self.id_of(number), slide) for number, slide in numbered(self.presentation)]
        made = dict(reversed(slides))
        for name, slide in slides:
            if name == AGENDA:
                link_topics(slide, {topic: made[key] for topic, key in self.content.topics.items() if key in made})
                if APPENDIX in made:
                    link_appendix(slide, made[APPENDIX])

    def id_of(self, number: int) -> str:
        """Which slide of the content it is or is a part of; empty where it is the template's own."""
        slide = self.drawn.get(number)
        return slide.whole if isinstance(slide, SlidePart) else slide.id if slide else ""

    def draw_opening(self, slide: Slide) -> None:
        """The title slide."""
        sheet = self._sheet(self.stages.opening)
        draw_opening(sheet, slide)
        self._finish(sheet, slide)

    def draw_content(self, slide: Slide, number: int) -> None:
        """Any other slide."""
        sheet = self._sheet(self._stage(slide))
        self.rooms[sheet.number] = sheet.room
        sheet.title(slide.title, self.title_size)
        sheet.plate()
        room = draw_takeaway(sheet.canvas, slide.so_what, sheet.room)
        room = draw_figures_strip(sheet.canvas, slide, room)
        places = arranged(slide.exhibits, slide.points, room, self.style)
        draw_exhibits(sheet.canvas, slide, places.exhibits)
        if places.points is not None:
            box = places.points.inset(-sheet.stage.text_inset, 0)
            sheet.points(slide.points, sheet.stage.texts[-1], box, largest_points(slide))
        if not self.laid_out:
            sheet.furniture(Foot(self.content.footer, f"Figures as of {day_text(self.content.as_of)}", number))
        self._finish(sheet, slide)

    def _finish(self, sheet: Sheet, slide: Slide) -> None:
        if not self.laid_out:
            sheet.notes(slide.notes)
        sheet.finish()
        self.drawn[sheet.number] = slide

    def _sheet(self, stage: Stage) -> Sheet:
        return Sheet(self.presentation, stage, self.style, self._foot(stage), LaidOut if self.laid_out else Canvas)

    def _room(self, slide: Slide) -> Box:
        """The room of a slide that is not made yet."""
        return self._foot(self._stage(slide)).room

    def _above(self, slide: Slide) -> Box:
        """The room above its key message."""
        return above_takeaway(slide.so_what, self._room(slide), self.style)

    def _foot(self, stage: Stage) -> Furniture:
        if stage.at not in self.feet:
            self.feet[stage.at] = Furniture(
                layout_of(self.presentation, stage), stage, self.style, self.inks.setdefault(stage.at, {})
            )
        return self.feet[stage.at]

    def _stage(self, slide: Slide) -> Stage:
        if slide.opening:
            return self.stages.opening
        tables = len(slide.exhibits) == 1 and isinstance(slide.exhibits[0], Table) and not slide.points
        blocks = max(1, len(slide.exhibits) + stands_beside(slide.exhibits, slide.points))
        return self.stages.content(Needs(blocks, bool(slide.figures), tables, bool(slide.points)))
