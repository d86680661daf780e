"""People, units and the ties between them: what an organisation chart and a good memory know."""

from __future__ import annotations

from datetime import date

from cxmap.model.record import Record
from cxmap.model.words import Basis, Flag, PersonId, Role, TieKind, Visibility


class Hold(Record, frozen=True):
    """Why a person is not suggested for now: skipped (no end) or snoozed (until a day)."""

    since: date
    """The day on which it was said."""
    until: date | None = None
    """First day on which the person may be suggested again; None means until taken off."""
    reason: str = ""
    """The lead's own words."""


class Person(Record, frozen=True):
    """One person (or a post that nobody holds). Judgements about them are observations, not fields.

    Names follow SCIM core and enterprise user (RFC 7643).
    """

    id: PersonId
    display_name: str
    given_name: str = ""
    family_name: str = ""
    title: str = ""
    emails: tuple[str, ...] = ()
    employee_number: str = ""
    organization: str = ""
    division: str = ""
    department: str = ""
    location: str = ""
    manager: PersonId | None = None
    """Whom the person reports to (solid line); None at a top."""
    function: str = ""
    """Family of the playbook (finance, operations, …); empty when nobody has said or guessed."""
    function_confidence: float | None = None
    """0-1 when guessed from title and unit; None when set by hand or not known."""
    roles: tuple[Role, ...] = ()
    """Usually one; an outcome owner who also drives has both."""
    roles_confidence: float | None = None
    """0-1 when proposed by the program; None when confirmed or changed by hand."""
    flags: tuple[Flag, ...] = ()
    reach: bool | None = None
    """May I ask directly: True, False, or None for not said (counts as yes)."""
    brings: str = ""
    """What an ally can bring: data, method, budget, access, credibility."""
    priorities: str = ""
    """What matters to them, in their own words."""
    objectives: str = ""
    expects_of_program: str = ""
    frame: str = ""
    """The message frame written for this person; empty means the playbook's is offered."""
    cadence_days: int | None = None
    """Days between touches that the lead wants; None means the plan's default."""
    outside: bool | None = None
    """Outside my unit, set by hand; None means judged from the chart."""
    placeholder: bool = False
    """A post that is vacant, or a manager known only from other people's lines."""
    active: bool = True
    left_on: date | None = None
    pinned: bool = False
    """The lead wants to talk to this person first."""
    hold: Hold | None = None
    """Skipped or snoozed by the lead."""
    visibility: Visibility = Visibility.OPEN
    tags: tuple[str, ...] = ()
    notes: str = ""
    source: str = ""
    """File and row it came from; empty when typed."""
    source_key: str = ""
    """The file's own key for the person, as text; what a re-import recognises."""

    @property
    def email(self) -> str:
        """The first address, or nothing."""
        return self.emails[0] if self.emails else ""

    @property
    def unit(self) -> str:
        """The unit as people would say it: department, else division, else organisation."""
        return self.department or self.division or self.organization

    def has(self, flag: Flag) -> bool:
        """Whether a flag is set."""
        return flag in self.flags

    def is_on_hold(self, today: date) -> bool:
        """Whether the lead keeps this person out of the suggestions on a day."""
        return self.hold is not None and (self.hold.until is None or today < self.hold.until)


class Unit(Record, frozen=True):
    """A part of the organisation (W3C ORG: OrganizationalUnit)."""

    id: str
    name: str
    parent: str | None = None
    head: PersonId | None = None
    notes: str = ""


class Tie(Record, frozen=True):
    """A relation from ``a`` to ``b``, as the lead believes it.

    The solid reporting line is not a tie of this table: it is ``Person.manager``.
    """

    id: str
    a: PersonId
    b: PersonId
    kind: TieKind
    strength: int | None = None
    """1 met, 2 acquainted, 3 work together, 4 close, 5 decisive; None for not said (counts as 3)."""
    note: str = ""
    """For ``drives``: the measure through which the driver moves the owner's outcome."""
    as_of: date | None = None
    basis: Basis = Basis.OBSERVED
    confidence: int = 2
    """1 guess, 2 likely, 3 sure."""
    active: bool = True
    visibility: Visibility = Visibility.CIRCLE
