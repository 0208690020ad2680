"""What the figures of a topic mean, proposed by plain rules: no cause is invented, and each line names its figures."""

from collections.abc import Mapping

from steward.briefings.customer.adoption.fullness import NEAR_LIMIT
from steward.briefings.customer.base import CustomerBriefing
from steward.briefings.customer.delivery.message import so_what as delivered
from steward.briefings.customer.material.material import Material
from steward.briefings.customer.material.summary import is_mean_of_few
from steward.briefings.customer.peers.peers import BEST, WORST
from steward.briefings.customer.plans.commitments import OVERDUE
from steward.briefings.customer.plans.goals import furthest
from steward.briefings.customer.plans.offerings import TO_LOOK_AT
from steward.briefings.customer.plans.worth import AHEAD
from steward.briefings.customer.right_sizing.sizing import GIVE_BACK, NEEDS_ROOM
from steward.briefings.customer.story.shortfalls import shortfalls
from steward.exhibits import PERCENT, Figure, listed
from steward.exhibits.ties import leaders
from steward.exhibits.wording import capital, counted, inside, went
from steward.plans.customer.success_plan import Kept


def so_whats(material: Material) -> Mapping[str, str]:
    """A line for each slide whose figures say something; a person accepts or rewrites it."""
    proposed = {
        "promises": _commitments(material),
        "goals": _goals(material),
        "value": _value(material),
        "worth": _worth(material),
        "service": _service(material),
        "incidents": _incidents(material),
        "delivery": delivered(material.delivery) if material.delivery else "",
        "adoption": _adoption(material),
        "sizing": _sizing(material),
        "voice": _nps(material),
        "heard": _heard(material),
        "peers": _peers(material),
        "challenges": _challenges(material),
        "renewal": _renewal(material),
        "joint_plan": _joint_plan(material),
        "offerings": _offerings(material),
        "options": _options(material),
        "design": _design(material),
        "requests": _requests(material),
        "investment": _investment(material),
    }
    return {slide: line for slide, line in proposed.items() if line}


def _figure(topic: CustomerBriefing, key: str) -> Figure | None:
    """A figure whose value is known."""
    return next((figure for figure in topic.figures if figure.id == key and figure.value is not None), None)


def _commitments(material: Material) -> str:
    """What became of the commitments on the slide; what is overdue is named."""
    if not material.success.promises:
        return ""
    states = [str(row[3]) for row in material.success.promises.rows]
    late = [str(row[0]) for row, state in zip(material.success.promises.rows, states, strict=True) if state == OVERDUE]
    ours = [one for one in late if one in material.success.broken]
    if ours:
        more = f", and {counted(len(ours) - 1, 'commitment')} more" if len(ours) > 1 else ""
        return f"We still owe you “{ours[0]}”{more}: today we say by when."
    if late:
        more = f", and {counted(len(late) - 1, 'commitment')} more" if len(late) > 1 else ""
        return f"Still open on your side: “{late[0]}”{more}. Where can we help?"
    missed = states.count(Kept.MISSED) + states.count(Kept.PARTLY)
    if missed:
        rest = "it" if missed == 1 else "them"
        return f"{capital(counted(missed, 'commitment'))} not kept, or not wholly: today we say what becomes of {rest}."
    return "Every commitment that was due was kept." if Kept.KEPT in states else ""


def _goals(material: Material) -> str:
    reached = _figure(material.success, "success.goals_reached")
    if not reached or not material.success.goals:
        return ""
    open_ones = [bullet for bullet in material.success.goals.bullets if bullet.progress is None or bullet.progress < 1]
    if not open_ones:
        return "What you set out to do is done: today we agree on what comes next."
    return furthest(material.success.goals) or f"To be measured next: {open_ones[0].label}."


def _value(material: Material) -> str:
    if not material.success.goals:
        return ""
    better = [bullet for bullet in material.success.goals.bullets if (bullet.progress or 0) > 0]
    return f"{capital(counted(len(better), 'goal'))} moved towards the target since we began." if better else ""


def _worth(material: Material) -> str:
    """Where most of it comes from, and where it is lost."""
    bridge = material.success.worth
    if not bridge:
        return ""
    steps = [step for step in bridge.steps if not step.total]
    lost = [step.label for step in steps if step.value < 0]
    if lost:
        return f"What “{lost[0]}” costs is what we look at first."
    if not steps:
        worth = float(bridge.steps[-1].value)
        return (
            "Its target is reached: today we agree on the next." if worth > 0 else "What it costs is looked at first."
        )
    if (ahead := next((step for step in steps if step.label == AHEAD), None)) is not None:
        return f"{capital(bridge.unit.compact(ahead.value))} a year are still to come: that is where we go on."
    best = max((step.value for step in steps), default=0)
    who = leaders(((f"“{step.label}”", step.value) for step in steps), best, "goal")
    return f"Most of it comes from {listed(list(who.names))}: that is where we go on." if best > 0 else ""


def _heard(material: Material) -> str:
    table = material.success.heard
    if not table:
        return ""
    states = [str(row[3]) for row in table.rows]
    if "late" in states:
        return f"“{table.rows[states.index('late')][0]}” waits for longer than we said: today we say until when."
    return (
        "What you tell us changes something: keep telling us." if "done" in states else "Today we say what we do first."
    )


def _service(material: Material) -> str:
    used, level = (
        _figure(material.service, "service.sla_budget_used"),
        _figure(material.service, "service.availability"),
    )
    if material.service.products_missed:
        return f"{listed(material.service.products_missed)} fell short of what we agreed: that is ours to fix."
    if material.service.over_said:
        return f"{material.service.over_said} we agreed: that is ours to fix."
    if used and material.service.near_said:
        return f"{material.service.near_said}: within what we agreed, and ours to keep from coming so near again."
    if used and material.service.as_agreed:
        lost = f"used more than {used.text} of its allowed downtime" if used.value else "lost any time"
        return f"You had the availability we agreed on: no product {lost}."
    return f"Availability was {level.text}." if level else ""


def _incidents(material: Material) -> str:
    repair, count = _figure(material.service, "service.mttr"), _figure(material.service, "service.incidents")
    few = repair is not None and is_mean_of_few(repair, material.service.figures)
    news = (count, None if few else repair)
    moves = [said for figure in news if figure and (said := went(figure))]
    if moves:
        return f"{'; '.join([moves[0], *(move[:1].lower() + move[1:] for move in moves[1:])])}."
    return f"Repairs took {repair.text} on average." if repair else ""


def _adoption(material: Material) -> str:
    if material.adoption.outgrown:
        limit = PERCENT.text(NEAR_LIMIT).replace(".0", "")
        names = listed(material.adoption.outgrown)
        return f"{names} will need more room: {limit} or more of what is committed was used in a month."
    if material.adoption.near_limit:
        return f"No product needs more as a whole, but {material.adoption.near_limit.title}: there we look first."
    if material.adoption.idle:
        return "What is not used is paid for all the same: before the next order we check together what each needs."
    fullest = material.adoption.fullest
    if not fullest:
        return ""
    return (
        f"At {fullest.text} on average at most, nothing has to be added now; before the next order we check together"
        " what each product needs."
    )


def _nps(material: Material) -> str:
    score, answered = _figure(material.voice, "voice.nps"), _figure(material.voice, "voice.answered")
    coverage = _figure(material.voice, "voice.coverage")
    if not answered or not answered.value:
        return ""
    if not score:
        return f"{capital(counted(int(answered.value), 'answer'))}: too few for a score, so we read the words."
    heard = f" {coverage.text} of those asked answered." if coverage else ""
    margin = score.note.partition(" from ")[0] if score.note.startswith("±") else ""
    if score.good is not None:
        return f"The change is larger than chance{f' ({margin})' if margin else ''}.{heard}"
    few = f"So few answers leave a margin of {margin}: what" if margin else "What"
    return f"{few} people wrote tells more than the score.{heard}"


def _sizing(material: Material) -> str:
    """What follows for the next order; what is given back may pay for what is missing."""
    states = {str(row[4]) for row in material.sizing.table.rows} if material.sizing and material.sizing.table else set()
    if {GIVE_BACK, NEEDS_ROOM} <= states:
        return "What is given back can pay for what needs room: we bring one offer for both."
    if GIVE_BACK in states:
        return "You pay for more than you use: with the next order we size it to what you need."
    return (
        "In the busiest month nothing is left: we bring an offer for the room you need." if NEEDS_ROOM in states else ""
    )


def _design(material: Material) -> str:
    """What a decision on the design waits for."""
    open_ones = _figure(material.design, "design.open_questions") if material.design else None
    if open_ones is None:
        return ""
    if open_ones.value:
        some = int(open_ones.value)
        return f"Before we can order, {counted(some, 'question')} {'needs' if some == 1 else 'need'} your answer."
    return "Every question is answered: today we decide which option it is."


def _requests(material: Material) -> str:
    """What goes on as soon as they have said or done something."""
    yours = _figure(material.requests, "your_requests.yours") if material.requests else None
    if yours is None:
        return ""
    if some := int(yours.value or 0):
        goes = "goes on as soon as we have your answer" if some == 1 else "go on as soon as we have your answers"
        return f"{capital(counted(some, 'request'))} {goes}: today we settle them."
    return "Everything that is open is with us: today we say by when."


def _peers(material: Material) -> str:
    """What follows from where they stand."""
    places = {str(row[5]) for row in material.peers.table.rows} if material.peers and material.peers.table else set()
    if WORST in places:
        return "Others of your size have less of this: we look at what they do differently."
    return "Others of your size have more of this: we keep it so." if BEST in places else ""


def _challenges(material: Material) -> str:
    """Whether what fell short has a step; what has none is to be agreed on."""
    told = shortfalls(material)
    if not told:
        return ""
    if all(one.remedy for one in told):
        return "Each of these has a step: we tell you when it is done."
    some = "Not all of these have" if any(one.remedy for one in told) else "None of these has"
    return f"{some} a step yet: today we agree on what we do, and by when."


def _renewal(material: Material) -> str:
    run = material.runway
    if run is None or not run.soon or run.days_to_act is None:
        return ""
    left = counted(run.days_to_act, "day")
    return (
        f"{capital(left)} {'is' if run.days_to_act == 1 else 'are'} left to decide: today we agree on how it goes on."
    )


def _joint_plan(material: Material) -> str:
    if not material.success.joint_plan:
        return ""
    late = [span for span in material.success.joint_plan.spans if span.state == "late"]
    waiting = [span for span in material.success.joint_plan.spans if span.state in ("planned", "in progress")]
    if late:
        if len(late) == 1:
            return f"“{late[0].label}” is late: today we agree on a new day."
        return f"{capital(counted(len(late), 'step'))} are late, “{late[0].label}” first: today we agree on new days."
    return f"On schedule: no step is late, {counted(len(waiting), 'step')} still to come." if waiting else ""


def _offerings(material: Material) -> str:
    """The first that they do not use yet, with the goal it serves."""
    rows = material.success.offerings.rows if material.success.offerings else ()
    free = next((row for row in rows if row[-1] == TO_LOOK_AT), None)
    return f"For “{free[0]}” we suggest a look at {free[1]}." if free else ""


def _options(material: Material) -> str:
    """The option that stands first in the success plan, and its next step."""
    if not material.success.options:
        return ""
    option, _, _, step = material.success.options.rows[0]
    return f"We suggest to begin with {option}{f': {inside(str(step))}' if step else ''}.".replace("..", ".")


def _investment(material: Material) -> str:
    quarter = _figure(material.spend, "spend.quarter")
    said = went(quarter) if quarter else ""
    return f"{said}." if said else ""
