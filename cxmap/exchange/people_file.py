"""What an import gives: what was read, what has to be asked, and what came of it.

``reading.read_people`` makes a ``PeopleFile`` of the sources; ``resolving.resolve`` makes people,
lines, ties and a short list of questions of it (``ImportResult``). Everything is frozen.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

import msgspec

from cxmap.exchange.parts import Arc, ColumnPlan, Entry, ManagersBy, Reference, Skipped


class QuestionKind(StrEnum):
    """What an import may have to ask."""

    TOP = "top"
    SAME_ID = "same_id"
    CIRCLE = "circle"
    LINE_TO_NOBODY = "line_to_nobody"
    SELF_REPORT = "self_report"
    AMBIGUOUS_NAME = "ambiguous_name"
    VACANT = "vacant"
    NOT_A_PERSON = "not_a_person"
    LIKELY_DOUBLE = "likely_double"
    NEAR_ID = "near_id"
    COLUMNS = "columns"
    GONE = "gone"


class NamedBytes(msgspec.Struct, frozen=True, kw_only=True):
    """A source that is no file of its own: standard input, a paste, a test.

    Attributes:
        name: What errors call it.
        data: The bytes.
    """

    name: str
    data: bytes


class Choice(msgspec.Struct, frozen=True, kw_only=True):
    """One possible answer."""

    id: str
    label: str


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """Something only the lead can say.

    Attributes:
        id: The same in every run over the same file.
        kind: What is asked.
        blocking: Whether nothing may be written before it is answered.
        message: The question, one or two sentences.
        rows: Lines of the file it concerns.
        choices: Possible answers.
        proposal: Id of the choice that is taken when nobody answers.
        sources: Files of the rows, in step with ``rows``.
    """

    id: str
    kind: QuestionKind
    blocking: bool
    message: str
    rows: tuple[int, ...]
    choices: tuple[Choice, ...]
    proposal: str
    sources: tuple[str, ...] = ()


class Unresolved(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A line that names nobody, or several people.

    Attributes:
        row: Line of the person whose manager is not known.
        person: That person's key.
        value: The reference as written.
        candidates: Keys of those who answer to it; empty when nobody does.
    """

    row: int
    person: str
    value: str
    candidates: tuple[str, ...] = ()
    source: str = ""


class Place(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """File and line that something came from."""

    file: str
    row: int


class ReadPerson(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One person, or one post, as the file has it.

    Attributes:
        key: The file's own key, as text; unique in the result.
        display_name: Empty when the file does not disclose it: then the title names the post.
        manager_key: Key of the manager; None at a top and where the line is not resolved.
        dotted_keys: Keys of further managers.
        stance: A word of the stance scale, or empty.
        last_contact: ISO date, or empty.
        placeholder: A post without a person.
        undisclosed: The file withholds the name.
        external: Not employed by the organisation.
        team_size: Full-time equivalents of the groups below, where the file tells.
        shared_by: Names of a job share; empty otherwise.
    """

    key: str
    display_name: str
    given_name: str = ""
    family_name: str = ""
    title: str = ""
    emails: tuple[str, ...] = ()
    employee_number: str = ""
    department: str = ""
    organization: str = ""
    division: str = ""
    location: str = ""
    manager_key: str | None = None
    dotted_keys: tuple[str, ...] = ()
    stance: str = ""
    last_contact: str = ""
    note: str = ""
    placeholder: bool = False
    undisclosed: bool = False
    active: bool = True
    external: bool = False
    team_size: float | None = None
    shared_by: tuple[str, ...] = ()
    source: Place


class ReadTie(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """An informal tie between two people of the result.

    Attributes:
        a: Key of the one it starts from.
        b: Key of the other.
        kind: A tie kind of the map.
        word: What the file calls it.
        strength: 1 to 5; None when the file does not say.
        row: Line in the file.
    """

    a: str
    b: str
    kind: str
    word: str
    strength: int | None = None
    row: int = 0


class OtherRelation(msgspec.Struct, frozen=True, kw_only=True):
    """A relation of the file that is no tie of the map: its word or one of its ends is foreign."""

    a: str
    b: str
    word: str
    direction: str


class KnownPerson(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who is on the map already, for an import that brings it up to date.

    Attributes:
        id: The map's id.
        source_key: Key of the earlier import; empty for a person typed in by hand.
        manager_id: The map's id of the manager.
    """

    id: str
    source_key: str = ""
    emails: tuple[str, ...] = ()
    employee_number: str = ""
    display_name: str = ""
    title: str = ""
    department: str = ""
    manager_id: str | None = None
    active: bool = True


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """How one person differs between the map and the file.

    Attributes:
        key: The file's key; empty when the person is gone from the file.
        id: The map's id; empty when the person is new.
        old: What the map holds, in words (name, title or manager).
        new: What the file holds.
    """

    key: str = ""
    id: str = ""
    old: str = ""
    new: str = ""


class Changes(msgspec.Struct, frozen=True, kw_only=True):
    """The difference between the map and a newer file.

    Attributes:
        same: Key in the file to id on the map, for everybody found in both.
        came: In the file only.
        left: On the map only, once imported from a file.
        moved: Another manager.
        renamed: Another name, for the same key.
        retitled: Another title.
        spelling: The name differs only in how it is written.
    """

    same: Mapping[str, str] = {}
    came: tuple[Change, ...] = ()
    left: tuple[Change, ...] = ()
    moved: tuple[Change, ...] = ()
    renamed: tuple[Change, ...] = ()
    retitled: tuple[Change, ...] = ()
    spelling: tuple[Change, ...] = ()


class PeopleFile(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that was read, before anything is asked.

    Attributes:
        sources: Names of the sources, in the order given.
        kinds: The reader that each was read by.
        plans: The column plan of every table of people.
        entries: The rows of the tables as entries; rows of one person are one already.
        references: How each entry names its manager, best first, in step with ``entries``.
        arcs: Relations of graphs and edge tables.
        rivals: Manager columns that fit equally well and disagree, as headers; none usually.
        columns: Field to header, as taken.
        managers_by: What names the managers; None when nothing does.
        team_sizes: Post reference to full-time equivalents, from files of groups.
        notes: What the lead should know.
        preview: Header and first rows of the first table, its taken columns only.
    """

    sources: tuple[str, ...]
    kinds: tuple[str, ...]
    plans: tuple[ColumnPlan, ...]
    entries: tuple[Entry, ...]
    references: tuple[tuple[Reference, ...], ...]
    arcs: tuple[Arc, ...] = ()
    rivals: tuple[tuple[str, tuple[tuple[Reference, ...], ...]], ...] = ()
    columns: Mapping[str, str]
    managers_by: ManagersBy | None
    team_sizes: Mapping[str, float] = {}
    skipped: tuple[Skipped, ...] = ()
    notes: tuple[str, ...] = ()
    preview: tuple[tuple[str, ...], ...] = ()


class ImportResult(msgspec.Struct, frozen=True, kw_only=True):
    """People, lines, ties and questions: what the session turns into changes of the map.

    Attributes:
        people: In the order of the file.
        roots: Keys of those without a manager in the file; nobody whose line is unresolved.
        president: Key of the proposed president; None when nobody leads anybody.
        lines: Number of reporting lines.
        columns: Field to header, as taken.
        managers_by: What names the managers; None when nothing does.
        questions: All that was asked, blocking ones first.
        open_questions: Ids of the questions nobody answered and that did not block.
        blocked: Whether a blocking question waits for an answer: nothing may be written.
        unresolved: Lines to nobody, and to several.
        skipped: Rows that became no person.
        ties: Informal ties between people.
        other_relations: Relations that are no ties of the map.
        steps: How the managers were found, step to number of lines.
        notes: What the lead should know.
        changes: The difference to the map; None for a first import.
    """

    people: tuple[ReadPerson, ...]
    roots: tuple[str, ...]
    president: str | None
    lines: int
    columns: Mapping[str, str]
    managers_by: ManagersBy | None
    questions: tuple[Question, ...]
    open_questions: tuple[str, ...]
    blocked: bool
    unresolved: tuple[Unresolved, ...]
    skipped: tuple[Skipped, ...]
    ties: tuple[ReadTie, ...]
    other_relations: tuple[OtherRelation, ...]
    steps: Mapping[str, int]
    notes: tuple[str, ...]
    sources: tuple[str, ...]
    team_sizes: Mapping[str, float] = {}
    changes: Changes | None = None
