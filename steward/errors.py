"""Every exception Steward raises on purpose, named like a sentence.

    StewardError
    ├── LoadFailed                 no warehouse could be built; the last good one stays in use
    │   ├── SourcesUnreadable      sources.toml or workspace.toml is wrong
    │   ├── FileUnreadable         a data file is not what its name says
    │   ├── ConnectionFailed       a database that sources.toml names gave no rows
    │   └── NothingToLoad          neither accounts nor money in data/
    ├── DataOvertaken              somebody else saved files or mapping since: nothing is saved over it
    ├── NoWarehouse                nothing has been loaded yet
    ├── AccountNotFound            there is none of this id, or it is none of the reader's
    ├── FamilyNotFound             there is no family of this id, or none of the reader's
    ├── PersonNotFound             none of us who looks after an account
    ├── QuarterUnknown             not a quarter, or one the data does not reach
    ├── TemplateRefused            a PowerPoint template that cannot or must not be used
    ├── NoReceipts                 a deck that Steward did not make, or that lost what Steward wrote into it
    ├── ServerSettingsWrong        server.toml does not say how people come in
    ├── ServersNotPossible         several servers cannot be started here
    ├── AccessUnreadable           who may see what cannot be told, so nobody sees anything
    ├── MailRefused                a saved mail that shows no decision, and why
    ├── NotAnAddress               what was said is no e-mail address
    ├── ExportNotAllowed           the reader may see it, but not take it out
    ├── PlanNotSaved               a plan was left as it was, and why
    │   ├── PlanBroken             the file is not valid TOML: nothing is saved over it
    │   ├── PlanChangedMeanwhile   somebody else saved since it was read
    │   ├── ChangeNotAllowed       the reader may see it, but not change it
    │   └── AlreadyBegun           an opportunity for the same waits for the CRM
    ├── StepNotAllowed             what goes through states is in one that this cannot follow
    ├── DesignNotReady             a hand-over to implementation with something open
    ├── PlanNotFound               nobody has written this plan yet
    ├── MeetingNotPlanned          a review without a day cannot be invited to
    ├── MapNotFound                the account has no such map
    ├── VersionNotFound            no such earlier version of a plan
    ├── FrozenUnreadable           the frozen figures of a review are gone or damaged
    ├── ReviewNotFrozen            a review that cannot be shared: its figures still change
    ├── PictureRefused             a picture that cannot be shown
    ├── LinkRefused                a link that this server did not sign, or that is too old
    ├── SecretUnusable             what links are signed with cannot be read or written
    └── SampleRefused              the sample would overwrite somebody's own data

The text of each is one clear line for the person who asked. What is wrong *inside* a file people own is data,
not an exception: see `steward.warehouse.loading.report` and `steward.plans.files.reading`.
"""


class StewardError(Exception):
    """Anything Steward says no to; `str(error)` is one line for the user."""


class LoadFailed(StewardError):
    """No warehouse was built; the last good one is untouched."""


class SourcesUnreadable(LoadFailed):
    """`sources.toml` or `workspace.toml` is wrong; says where."""


class FileUnreadable(LoadFailed):
    """A data file is not what its name says."""


class ConnectionFailed(LoadFailed):
    """A database that `sources.toml` names gave no rows; names the connection, and no secret."""


class NothingToLoad(LoadFailed):
    """The folder has no accounts, or neither subscriptions nor charges."""


class DataOvertaken(StewardError):
    """Somebody else saved files or mapping since they were read; nothing was changed."""


class NoWarehouse(StewardError):
    """Nothing has been loaded yet."""


class AccountNotFound(StewardError):
    """No account has this id."""


class ServerSettingsWrong(StewardError):
    """`server.toml` does not say how people come in, so the server is not started."""


class ServersNotPossible(StewardError):
    """Several servers cannot be started together here: a program is missing, the port is taken, one did not start."""


class AccessUnreadable(StewardError):
    """Who may see what cannot be told; nobody sees anything until the file is right. `problems`: what is wrong in it,
    for whoever may read the file."""

    def __init__(self, said: str, problems: tuple[str, ...] = ()) -> None:
        super().__init__(said)
        self.problems = problems


class MailRefused(StewardError):
    """A mail that was saved as a file shows no decision; says why."""


class NotAnAddress(StewardError):
    """What was said is no e-mail address."""


class ExportNotAllowed(StewardError):
    """Somebody may see an account, but take nothing of it out."""


class FamilyNotFound(StewardError):
    """There is no family of this id among those that may be seen."""


class PersonNotFound(StewardError):
    """None of us has this id, or looks after no account."""


class PresetNotFound(StewardError):
    """No export of a product is known by this name."""


class QuarterUnknown(StewardError):
    """Not a quarter, or one the data does not reach."""


class TemplateRefused(StewardError):
    """A PowerPoint template that cannot, or must not, be used."""


class NoReceipts(StewardError):
    """A deck that does not say which figures it was made of."""


class PlanNotSaved(StewardError):
    """A plan was left as it was."""


class PlanBroken(PlanNotSaved):
    """The file is not valid TOML; nothing is saved over it."""


class PlanChangedMeanwhile(PlanNotSaved):
    """Somebody else saved the plan since it was read; both versions are to be shown."""


class ChangeNotAllowed(PlanNotSaved):
    """Somebody may see an account, but change nothing of it."""


class AlreadyBegun(PlanNotSaved):
    """An opportunity for the same product of the account was begun and is not in the CRM yet."""


class StepNotAllowed(StewardError):
    """Something cannot happen in the state a thing is in."""


class DesignNotReady(StewardError):
    """Something is open before implementation can take a design; says what."""


class PlanNotFound(StewardError):
    """Nobody has written this plan yet."""


class MeetingNotPlanned(StewardError):
    """The review has no day yet."""


class MapNotFound(StewardError):
    """The account has no map of this id."""


class VersionNotFound(StewardError):
    """A plan has no such earlier version."""


class FrozenUnreadable(StewardError):
    """The frozen figures of a review are gone, damaged, or were written by another version of Steward."""


class ReviewNotFrozen(StewardError):
    """A review is shared only when its figures can no longer change."""


class PictureRefused(StewardError):
    """A picture that cannot be read or is far too large."""


class NotPrinted(StewardError):
    """A deck or document that could not be made a PDF: LibreOffice is not there, or gave up."""


class LinkRefused(StewardError):
    """A link that leads nowhere: not signed by this server, for another window, or too old."""


class SecretUnusable(StewardError):
    """What links are signed with cannot be read or written."""


class SampleRefused(StewardError):
    """The sample would overwrite somebody's own data."""
