"""The quotes of the sample as files: both of each, every version kept, and a ledger whose lines are of their day."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from steward.domain.identifiers import slug
from steward.domain.quoting.policy import Need, Offered, PolicyRule, in_force, needs, readings
from steward.domain.quoting.schedule import cents
from steward.domain.quoting.stamps import stamp
from steward.plans.company import approvals
from steward.plans.company.approvals import rules_of, shipped
from steward.plans.customer import offer as offers
from steward.plans.customer.offer import OfferFile
from steward.plans.customer.quoted import quoted
from steward.plans.files.store import COMPANY, Plans
from steward.plans.files.text import written
from steward.plans.internal import orders, quote_record
from steward.plans.internal import pricing as pricings
from steward.plans.internal.order_begun import lines_of, order_of
from steward.plans.internal.orders import BegunOrders
from steward.plans.internal.pricing import PricingFile
from steward.plans.internal.quote_fold import written as read_as
from steward.plans.internal.quote_record import ApprovalEvidence, content_of
from steward.plans.internal.quote_worth import offered_of, worth_of
from steward.sample.plans.quotes import ACCEPTED, AGREED, SALES_MANAGER, Files, Happening, SampleQuote, moment, quotes
from steward.sample.plans.roles import CONTRACTS, EXECUTIVE, PRICING
from steward.sample.plans.scene import Scene
from steward.whole_files import make_folder, swap
from steward.workflow import ledger
from steward.workflow.quoting import reference_of

COMMENT = b"# A fictional quote. `python -m steward sample` writes it where there is none.\n"
HOLDERS = {"Pricing": PRICING, "Contract admin": CONTRACTS, "Leadership": EXECUTIVE, "Finance": "finance"}


def write_policy(folder: Path, scene: Scene) -> None:
    """The rules that come with Steward, and who holds their roles; where there is no file."""
    path = folder / COMPANY / approvals.FILE
    if path.exists():
        return
    held = "".join(
        f'\n[[approvers]]\nrole = "{role}"\nperson = "{colleague.person_id}"\n'
        for role, ours in HOLDERS.items()
        for colleague in [one for one in scene.staff.people if one.role == ours][:1]
    )
    make_folder(path.parent)
    swap(path, shipped().content + held.encode())


def write_quotes(folder: Path, scene: Scene) -> None:
    """The quotes of an account, where it has none."""
    home = folder / slug(scene.account_id)
    if (home / offers.FOLDER).exists():
        return
    wordings = {clause.id: clause.wording for clause in shipped().plan.clauses}
    for number, told in enumerate(quotes(scene, wordings), 1):
        _Telling(Plans.whole(folder), scene, f"Q{number}").tell(told)


@dataclass(frozen=True)
class _Telling:
    """One quote as it is written."""

    plans: Plans
    scene: Scene
    quote_id: str

    def tell(self, told: SampleQuote) -> None:
        self._put(told.begun)
        files = told.begun
        for one in told.happenings:
            if one.event == AGREED:
                self._agree(one, files)
                continue
            about, content = self._about(one, files)
            event = "passed" if one.event == "submitted" and not self._needs(files) else one.event
            ledger.add(self._ledger, self._who(one), event, about, content, moment(self.scene, one.days))
            if one.changed:
                files = one.changed
                self._put(files)
            if one.event == ACCEPTED:
                self._order(one, files, content)

    def _order(self, one: Happening, files: Files, content: str) -> None:
        """What was begun when it was accepted, where there is no such file."""
        path, day = self.plans.of(self.scene.account_id) / orders.FILE, moment(self.scene, one.days).date()
        if path.exists():
            return
        order = order_of(files.offer.offer, self.quote_id, 1, content, day, self._who(one))
        lines = tuple(lines_of(quoted(files.offer, {}, self.scene.until).quote, order.id, {}))
        found = BegunOrders(account_id=self.scene.account_id, orders=(order,), lines=lines)
        swap(path, COMMENT + written(found).encode())

    def _agree(self, one: Happening, files: Files) -> None:
        """Everybody who must approve, in their turn."""
        wanted = self._needs(files)
        for number, need in enumerate(wanted):
            said = replace(one, role=need.role, event="approved" if number == len(wanted) - 1 else "decided")
            about, content = self._about(said, files)
            when = moment(self.scene, one.days + number)
            if said.by_mail == said.role:
                about |= self._mailed(said, content, when)
            ledger.add(self._ledger, self._who(said), said.event, about, content, when)

    @property
    def _ledger(self) -> Path:
        return self.plans.of(self.scene.account_id) / quote_record.file_of(self.quote_id)

    def _put(self, files: Files) -> None:
        for name, content in self._named(files).items():
            path = self.plans.of(self.scene.account_id) / name
            make_folder(path.parent)
            swap(path, COMMENT + written(content).encode())
        for name, kind in ((offers.file_of(self.quote_id), OfferFile), (pricings.file_of(self.quote_id), PricingFile)):
            self.plans.keep(self.plans.open(kind, name, self.scene.account_id))

    def _named(self, files: Files) -> Mapping[str, object]:
        return {offers.file_of(self.quote_id): files.offer, pricings.file_of(self.quote_id): files.pricing}

    def _about(self, one: Happening, files: Files) -> tuple[dict[str, object], str]:
        offer = self.plans.open(OfferFile, offers.file_of(self.quote_id), self.scene.account_id)
        pricing = self.plans.open(PricingFile, pricings.file_of(self.quote_id), self.scene.account_id)
        content = content_of(offer.digest, pricing.digest)
        match one.event:
            case "submitted" | "passed":
                return {"offer": offer.digest, "pricing": pricing.digest, "policy": ""}, content
            case "rejected" | "approved" | "decided":
                return self._decision(one, files), content
            case "envelope":
                return {"status": one.status, "version": one.version, "digest": ""}, ""
        return {}, content if one.event in ("presented", ACCEPTED) else ""

    def _decision(self, one: Happening, files: Files) -> dict[str, object]:
        rules, offered = self._offered(files)
        need = next(each for each in needs(rules, offered) if each.role == one.role)
        return {
            "need": need.key, "role": one.role, "person": self._holder(one.role), "comment": one.comment,
            "evidence": ApprovalEvidence.SIGNED_IN.value, "policy": "", "read": dict(read_as(readings(rules, offered))),
        }  # fmt: skip

    def _mailed(self, one: Happening, content: str, when: datetime) -> dict[str, object]:
        """What a decision keeps of the mail it came by."""
        sender = next(each.email for each in self.scene.staff.people if each.person_id == self._holder(one.role))
        named = stamp(reference_of(self.scene.account_id, self.quote_id), 1, content)
        return {
            "comment": f"I approve {named}", "evidence": ApprovalEvidence.MAIL.value, "from": sender, "read_by": "",
            "mail": f"<{one.role}.{self.scene.account_id}-{self.quote_id}@{sender.partition('@')[2]}>".lower(),
            "mailed_at": (when - timedelta(hours=2)).isoformat(),
        }  # fmt: skip

    def _needs(self, files: Files) -> tuple[Need, ...]:
        return needs(*self._offered(files))

    def _offered(self, files: Files) -> tuple[tuple[PolicyRule, ...], Offered]:
        """The rules that come with Steward, and what they read of a quote."""
        policy = shipped().plan
        services = {line.subscription_id: cents(line.mrr) for line in self.scene.customer.lines}
        ends = {contract.contract_id: contract.ends_on for contract in self.scene.customer.contracts}
        worth = worth_of(files.pricing, quoted(files.offer, ends, self.scene.until), services)
        return in_force(rules_of(policy), self.scene.until), offered_of(worth, files.offer, policy)

    def _who(self, one: Happening) -> str:
        wanted = self._holder(one.role) if one.role and one.role != one.by_mail else self.scene.profile.owner_id
        return next(each.name for each in self.scene.staff.people if each.person_id == wanted)

    def _holder(self, role: str) -> str:
        if role == SALES_MANAGER:
            owner = self.scene.profile.owner_id
            return next(each.manager_id for each in self.scene.staff.people if each.person_id == owner)
        return next(each.person_id for each in self.scene.staff.people if each.role == HOLDERS[role])
