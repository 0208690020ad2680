"""All that a review of one account and quarter may be made of: every topic's figures and exhibits, live or frozen."""

from dataclasses import dataclass
from datetime import date

from steward.briefings.customer.adoption.adoption import Adoption, adoption
from steward.briefings.customer.base import CustomerBriefing
from steward.briefings.customer.delivery.delivery import Delivery, delivery
from steward.briefings.customer.design.design import CustomerDesign, customer_design
from steward.briefings.customer.material.behind import Behind, behind
from steward.briefings.customer.material.summary import Summary, summarise
from steward.briefings.customer.nps.nps import CustomerNps, customer_nps
from steward.briefings.customer.peers.peers import Peers, peers
from steward.briefings.customer.plans.subject import PlanSubject
from steward.briefings.customer.plans.success import Success, success
from steward.briefings.customer.proposal.presented import PresentedOffer
from steward.briefings.customer.renewal.runway import Runway, runway
from steward.briefings.customer.requests.requests import CustomerRequests, customer_requests
from steward.briefings.customer.right_sizing.sizing import RightSizing, right_sizing, sizes
from steward.briefings.customer.service.service import Service, service
from steward.briefings.customer.spend.spend import Spend, spend
from steward.briefings.customer.subject import Covered
from steward.domain.quarters import Quarter
from steward.exhibits import CustomerExhibit, Figure, Missing


@dataclass(frozen=True, kw_only=True)
class Material:
    """The topics of a review, and whose they are. `account_manager` is empty where nobody is named."""

    account_id: str
    account_name: str
    account_manager: str
    company: str
    quarter: Quarter
    as_of: date
    success: Success
    summary: Summary
    service: Service
    adoption: Adoption
    voice: CustomerNps
    spend: Spend
    behind: tuple[Behind, ...] = ()
    runway: Runway | None = None
    """None in a review that was frozen before there was one, as what follows."""
    sizing: RightSizing | None = None
    peers: Peers | None = None
    design: CustomerDesign | None = None
    proposals: tuple[PresentedOffer, ...] = ()
    """What was offered to them and can still be accepted."""
    delivery: Delivery | None = None
    requests: CustomerRequests | None = None
    """What they asked of us, where there are words for them; None of a past review."""
    covers: tuple[Covered, ...] = ()
    """Whose figures these are together; none where they are of the account alone."""

    @property
    def meets_on(self) -> date:
        """The day it is looked at together, as far as the joint plan says; else that of the figures."""
        return self.success.joint_plan.today if self.success.joint_plan else self.as_of

    @property
    def topics(self) -> tuple[CustomerBriefing, ...]:
        """Every topic but spend, which is shown only on request; the summary last: its figures are the others'."""
        later = tuple(
            topic
            for topic in (self.runway, self.sizing, self.peers, self.design, self.delivery, self.requests)
            if topic
        )
        return self.success, self.service, self.adoption, self.voice, *later, self.summary

    def figures(self, *, investment: bool) -> tuple[Figure, ...]:
        """Every figure of the topics, each once."""
        topics = (*self.topics, *([self.spend] if investment else []))
        return tuple({figure.id: figure for topic in topics for figure in topic.figures}.values())

    def exhibits(self, *, investment: bool) -> tuple[CustomerExhibit, ...]:
        """Every exhibit of the topics, each once."""
        topics = (*self.topics, *([self.spend] if investment else []))
        return tuple({shown.id: shown for topic in topics for shown in topic.exhibits}.values())

    @property
    def missing(self) -> tuple[Missing, ...]:
        """The feeds that are not loaded, each once."""
        return tuple({one.feed: one for topic in (*self.topics, self.spend) for one in topic.missing}.values())


def material(about: PlanSubject) -> Material:
    """The material of one account and quarter, as the data and the plan say it today."""
    subject = about.subject
    sized = sizes(subject)
    served, adopted, heard, spent = service(subject), adoption(subject, sized), customer_nps(subject), spend(subject)
    return Material(
        account_id=subject.account_id,
        account_name=subject.account.name,
        account_manager=subject.account.account_manager or "",
        company=subject.warehouse.facts.company,
        quarter=subject.quarter,
        as_of=subject.as_of,
        success=success(about),
        summary=summarise(subject, served, adopted, heard),
        service=served,
        adoption=adopted,
        voice=heard,
        spend=spent,
        behind=behind(subject),
        runway=runway(about),
        sizing=right_sizing(subject, sized),
        peers=peers(subject),
        design=customer_design(subject, about.design) if about.design else None,
        proposals=about.proposals,
        delivery=delivery(about),
        requests=customer_requests(subject, about.requests) if about.requests else None,
        covers=subject.covers,
    )
