"""What passes between the steps of an import: what was read, what was asked, what came of it.

A source is read into tables and arcs (``Reading``); the columns of the tables are told apart
(``ColumnPlan``); the rows become entries; the entries become people, lines, ties and a short list
of questions (``ImportResult``). Everything is frozen: no step changes what an earlier one found.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

import msgspec


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


class ManagersBy(StrEnum):
    """What the column of managers holds."""

    ID = "id"
    NAME = "name"
    EMAIL = "email"
    DN = "dn"
    PATH = "path"
    POST = "post"
    ROLE = "role"


class NamedBytes(msgspec.Struct, frozen=True, kw_only=True):
    """A source that is no file of its own: standard input, a paste, a test.

    Attributes:
        name: What errors call it.
        data: The bytes.
    """

    name: str
    data: bytes


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """Rows under a header, as text; every row has as many cells as the header.

    Attributes:
        source: The file, with the sheet in brackets where there are several.
        header: Column names as written; empty for a column without one.
        header_line: Line of the header, 0 when the file has none.
        rows: Cells, cleaned.
        lines: The line (or sheet row) each row begins on, counted from 1.
        preset: Field to column, where the format itself says what a column is.
        faults: Cells that have no usable value, ``(row index, column)`` to what is wrong; they
            matter only in a column that is taken.
        is_graph: Whether the rows are elements of a graph file, of which some are no people.
    """

    source: str
    header: tuple[str, ...]
    header_line: int = 1
    rows: list[list[str]]
    lines: list[int]
    preset: Mapping[str, tuple[int, ...]] = {}
    faults: Mapping[tuple[int, int], str] = {}
    is_graph: bool = False


class Arc(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A relation between two entries, as the file states it.

    Attributes:
        a: Reference to the entry it starts from.
        b: Reference to the entry it goes to.
        word: What the file calls the relation; empty when it does not say.
        direction: ``directed``, ``mutual`` or ``undirected``.
        strength: As in the file; None when it does not say.
        line: Line in the source.
        source: The file.
        uncertain: Whether the direction had to be inferred.
        downward: Whether an arrow without a word is drawn from the manager down.
    """

    a: str
    b: str
    word: str = ""
    direction: str = "directed"
    strength: float | None = None
    line: int = 0
    source: str = ""
    uncertain: bool = False
    downward: bool = False


class Skipped(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A row that did not become a person, and why."""

    row: int
    why: str
    source: str = ""


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """What one reader found in one source.

    Attributes:
        kind: The reader's name, as for ``--as``.
        source: The file.
        tables: Tables of people, possibly none.
        arcs: Relations, possibly none.
        skipped: Entries that are no people.
        notes: What the lead should know: encoding, what was cleaned, what was left out.
    """

    kind: str
    source: str
    tables: tuple[Table, ...] = ()
    arcs: tuple[Arc, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    notes: tuple[str, ...] = ()


class ManagerColumn(msgspec.Struct, frozen=True, kw_only=True):
    """A column that names managers, and the kind of key its values fit.

    Attributes:
        column: Index of the column.
        by: What the values are.
        key: Column whose values they name; None for names and paths.
        share: Part of the rows with a value that name exactly one row, 0 to 1.
    """

    column: int
    by: ManagersBy
    key: int | None = None
    share: float = 0.0


class ColumnPlan(msgspec.Struct, frozen=True, kw_only=True):
    """Which column of a table is what.

    Attributes:
        fields: Field to columns, best first; a field may be filled from several.
        managers: Manager columns, the one that fits best first; the others fill its gaps.
        rivals: Manager columns that fit as well as the first and say something else.
        chain: Columns of a management chain, the top first.
        left_out: Headers of private columns that are never taken.
        family_first: Whether the name column holds ``Last, First``.
    """

    fields: Mapping[str, tuple[int, ...]]
    managers: tuple[ManagerColumn, ...] = ()
    rivals: tuple[ManagerColumn, ...] = ()
    chain: tuple[int, ...] = ()
    left_out: tuple[str, ...] = ()
    family_first: bool = False


class Entry(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One row, post or card, before anything is resolved.

    Attributes:
        source: The file.
        line: Its line there.
        key: The file's own key; empty when it has none.
        aliases: Other keys of the same row: directory names, object ids, older row keys.
        name: Clean display name; empty when it is not disclosed.
        post: A role or post by which others may name this entry.
        identity: An identity number, only ever used to join rows, never kept.
    """

    source: str
    line: int
    key: str = ""
    aliases: tuple[str, ...] = ()
    name: str = ""
    given_name: str = ""
    family_name: str = ""
    title: str = ""
    emails: tuple[str, ...] = ()
    login: str = ""
    employee_number: str = ""
    department: str = ""
    organization: str = ""
    division: str = ""
    location: str = ""
    dotted: tuple[str, ...] = ()
    post: str = ""
    identity: str = ""
    stance: str = ""
    last_contact: str = ""
    note: str = ""
    has_mail_column: bool = False
    active: bool = True
    current: bool = True
    external: bool = False
    vacant: bool = False
    dead: str = ""
    likely_thing: bool = False


class Reference(msgspec.Struct, frozen=True, gc=False):
    """How a row names its manager.

    Attributes:
        text: As written.
        by: What the column holds.
    """

    text: str
    by: ManagersBy


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
        preview: Header and first rows of the first table.
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
