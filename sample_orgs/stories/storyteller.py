"""Telling a story into a map: everything the lead did, by name and day, through the same intents.

A story is a plain script. It moves the day forward with ``on`` and says what happened; people are
named as they stand in the people file, values are the words of the map.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import msgspec

from cxmap.model.judgements import Value
from cxmap.model.orgmap import Edit
from cxmap.model.people import Person
from cxmap.model.programme import Body, Engagement, Note
from cxmap.model.words import (
    AskCategory,
    AskState,
    Basis,
    Commitment,
    Dimension,
    EngagementKind,
    EvidenceKind,
    Flag,
    PersonId,
    PromiseState,
    Role,
    Scope,
    Stance,
    TieKind,
    Visibility,
)
from cxmap.session.desk import Intent
from cxmap.session.intents import (
    asks,
    concerns,
    evidence,
    judgements,
    people,
    promises,
    settings,
    talks,
    ties,
)
from cxmap.session.session import Session
from stories.roster import bring_in

_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
_MORE_OF_A_TALK = ("initiated_by", "input", "challenge", "outcome", "lesson", "frame_version")


_HOW = ("told_by", "confidence", "note")


class StoryClock:
    """The story's own day, moved by hand; every moment of it is noon, UTC."""

    def __init__(self) -> None:
        self.day = date.min

    def today(self) -> date:
        """The day that the story has reached."""
        return self.day

    def now(self) -> datetime:
        """Noon of that day."""
        return datetime(self.day.year, self.day.month, self.day.day, 12, tzinfo=UTC)


class SeededIds:
    """Ids that look like the program's own but come out the same every time.

    Args:
        seed: The sample's name; another sample gets other ids.
    """

    def __init__(self, seed: str) -> None:
        self._random = random.Random(seed)
        self._given: set[str] = set()

    def __call__(self, letter: str) -> str:
        """The next id that begins with a letter."""
        while (made := letter + "".join(self._random.choices(_ALPHABET, k=7))) in self._given:
            pass
        self._given.add(made)
        return made


class Story:
    """One sample's history in the making.

    Args:
        session: The open map, with nobody on it yet.
        clock: The session's clock, so that the story can move the day.
    """

    def __init__(self, session: Session, clock: StoryClock) -> None:
        self.session = session
        self.clock = clock

    def on(self, day: str) -> None:
        """Go on to a day (ISO); a story never goes back."""
        ahead = date.fromisoformat(day)
        if ahead < self.clock.day:
            raise ValueError(f"{day} is before {self.clock.day}")
        self.clock.day = ahead

    def who(self, name: str) -> PersonId:
        """The id of the person with exactly this name."""
        return next(
            person.id for person in self.session.org.people.values() if person.display_name == name
        )

    # The map.

    def people(self, file: Path) -> None:
        """Bring in the people file."""
        self.session.do(bring_in, file)

    def settle(self, **changes: Any) -> None:  # noqa: ANN401 - any field of the initiative
        """Change the settings; ``me``, ``president`` and ``my_unit`` are given by name."""
        for field in ("me", "president", "my_unit"):
            if field in changes:
                changes[field] = self.who(changes[field])
        if "scope" in changes:
            changes["scope"] = Scope(changes["scope"])
        self.session.do(settings.change_settings, changes)

    def level(self, name: str, *, on_level: bool) -> None:
        """Count somebody on the leadership level, or leave them out."""
        self.session.do(settings.set_on_level, self.who(name), on_level=on_level)

    def role(self, name: str, *roles: str) -> None:
        """Confirm the proposed role, or say what it is."""
        self.session.do(people.confirm_role, self.who(name), tuple(Role(word) for word in roles))

    def know(self, name: str, **fields: Any) -> None:  # noqa: ANN401 - any field of a person
        """Note what is known of somebody; flags and tags are added to those that are there."""
        before = self.session.org.people[self.who(name)]
        if "flags" in fields:
            flags = (Flag(word) for word in fields["flags"])
            fields["flags"] = (*before.flags, *flags)
        if "visibility" in fields:
            fields["visibility"] = Visibility(fields["visibility"])
        self.session.do(people.change_person, before.id, fields)

    def joins(self, name: str, **fields: Any) -> None:  # noqa: ANN401 - any field of a person
        """Add somebody who is in no people file, for example a partner from outside."""
        if "flags" in fields:
            fields["flags"] = tuple(Flag(word) for word in fields["flags"])
        fields["roles"] = tuple(Role(word) for word in fields.get("roles", ()))
        self.session.carry_out(people.add_person(self.session.desk, name, **fields))

    def leaves(self, name: str) -> None:
        """Somebody has left; they stay on the map for the record."""
        gone = {"active": False, "left_on": self.clock.day}
        self.session.do(people.change_person, self.who(name), gone)

    def pin(self, name: str, *, off: bool = False) -> None:
        """Put somebody first, or take the pin off."""
        self.session.do(people.pin, self.who(name), off=off)

    def skip(self, name: str, reason: str, *, until: str = "") -> None:
        """Keep somebody out of the suggestions, for good or until a day."""
        day = date.fromisoformat(until) if until else None
        self.session.do(people.skip, self.who(name), reason=reason, until=day)

    def tie(
        self,
        a: str,
        kind: str,
        b: str,
        strength: int | None = None,
        note: str = "",
        **more: Any,  # noqa: ANN401 - as the intent takes it
    ) -> None:
        """Draw a tie; ``basis`` and ``confidence`` may be given."""
        if "basis" in more:
            more["basis"] = Basis(more["basis"])
        ends = (self.who(a), TieKind(kind), self.who(b))
        self.session.do(ties.tie, *ends, strength=strength, note=note, **more)

    # Judgements, talks, promises.

    def judge(self, name: str, *, basis: str = "observed", **said: Any) -> None:  # noqa: ANN401
        """Judge somebody in one or several dimensions; also ``told_by``, ``confidence``, ``note``."""
        how: dict[str, Any] = {key: said.pop(key) for key in _HOW if key in said}
        how.setdefault("confidence", 1 if basis == "guess" else 2)
        for word, value in said.items():
            self._judge(name, Dimension(word), value, Basis(basis), how)

    def _judge(
        self, name: str, dimension: Dimension, value: Value, basis: Basis, how: dict[str, Any]
    ) -> None:
        known = {person.display_name for person in self.session.org.people.values()}
        teller = how.get("told_by", "")
        told = {"told_by": self.who(teller)} if teller in known else {}
        self.session.do(
            judgements.judge, self.who(name), dimension, value, basis=basis, **{**how, **told}
        )

    def talk(
        self,
        names: str | Sequence[str],
        note: str,
        *,
        kind: str = "one_on_one",
        **more: Any,  # noqa: ANN401 - any field of a talk
    ) -> None:
        """Log a talk or meeting of this day.

        Takes what the dialog takes (stance, commitment, barriers, concern, ask, ask_category, due,
        my_promise, my_promise_due, next_on, frame, visibility) and the fields of an engagement that
        are filled in on its page (initiated_by, input, challenge, outcome, lesson, frame_version).
        """
        listed = (names,) if isinstance(names, str) else names
        more = {key: _typed(key, value) for key, value in more.items()}
        later = {key: more.pop(key) for key in _MORE_OF_A_TALK if key in more}
        intent = talks.log_talk(
            self.session.desk,
            [self.who(name) for name in listed],
            kind=EngagementKind(kind),
            note=note,
            **more,
        )
        edits = tuple(
            Edit(edit.table, edit.id, msgspec.structs.replace(edit.record, **later))
            if isinstance(edit.record, Engagement)
            else edit
            for edit in intent.edits
        )
        self.session.carry_out(msgspec.structs.replace(intent, edits=edits))

    def ask(self, name: str, text: str, **more: Any) -> None:  # noqa: ANN401 - as the intent takes it
        """Ask somebody for something; takes category, why, due and state."""
        more = {key: _typed(key, value) for key, value in more.items()}
        self.session.do(asks.make_ask, self.who(name), text, **more)

    def answer(self, name: str, state: str, words: str = "", note: str = "") -> None:
        """Somebody accepted, kept, declined or missed the ask with these words (or the only open one)."""
        wanted = AskState(state)
        found = asks.open_ask_of(self.session.desk, self.who(name), wanted, words)
        self.session.do(asks.settle_ask, found.id, wanted, note=note)

    def evidence(self, kind: str, name: str = "", note: str = "", **more: Any) -> None:  # noqa: ANN401
        """Record what was seen; takes amount, unit, source, and ``ask`` by its words."""
        person = self.who(name) if name else None
        if person and "ask" in more:
            wanted = more["ask"].casefold()
            found = self.session.org.asks_of(person)
            more["ask"] = next(ask.id for ask in found if wanted in ask.text.casefold())
        self.session.do(evidence.add_evidence, person, EvidenceKind(kind), note=note, **more)

    def promise(self, name: str, text: str, due: str) -> None:
        """Promise something to somebody."""
        self.session.do(promises.make_promise, self.who(name), text, due=date.fromisoformat(due))

    def keep(self, name: str, words: str, state: str = "kept") -> None:
        """My promise with these words is kept (or missed, or withdrawn)."""
        found = next(
            promise
            for promise in self.session.org.promises_to(self.who(name))
            if words.casefold() in promise.text.casefold()
        )
        self.session.do(promises.settle_promise, found.id, PromiseState(state))

    def worry(self, name: str, words: str, root: str = "") -> None:
        """Note a concern in their own words, with what lies behind it."""
        self.session.do(concerns.raise_concern, self.who(name), words, root=root)

    def reassure(self, name: str, words: str, response: str) -> None:
        """The concern with these words is answered, and the answer was taken back to them."""
        found = next(
            concern
            for concern in self.session.org.concerns_of(self.who(name))
            if words.casefold() in concern.words.casefold()
        )
        self.session.do(concerns.answer_concern, found.id, response)

    # The programme's own books.

    def note(self, table: str, text: str, **fields: Any) -> None:  # noqa: ANN401 - any field of a note
        """An entry in pains, pilots, assumptions, artefacts, assessments or projects."""
        for field in ("owner", "driver"):
            if field in fields:
                fields[field] = self.who(fields[field])
        if "due" in fields:
            fields["due"] = date.fromisoformat(fields["due"])
        made = Note(id=self.session.desk.new_id(table), text=text, on=self.clock.day, **fields)
        self._put(table, made.id, made, f"Noted in the {table}: {text}")

    def amend(self, table: str, words: str, **fields: Any) -> None:  # noqa: ANN401 - any field of a note
        """Change the entry with these words."""
        found = next(
            note
            for note in self.session.org.table(table).values()
            if isinstance(note, Note) and words.casefold() in note.text.casefold()
        )
        after = msgspec.structs.replace(found, **fields)
        self._put(table, after.id, after, f"Changed in the {table}: {after.text}")

    def body(
        self, name: str, kind: str, members: Sequence[str], *, on: str, note: str = ""
    ) -> None:
        """Set up a forum or council with its members and next date."""
        made = Body(
            id=self.session.desk.new_id("bodies"),
            name=name,
            kind=kind,
            on=date.fromisoformat(on),
            members=tuple(self.who(member) for member in members),
            note=note,
        )
        self._put("bodies", made.id, made, f"Set up {name}")

    def _put(self, table: str, key: str, record: msgspec.Struct, summary: str) -> None:
        intent = Intent(name="note", summary=summary, edits=(Edit(table, key, record),), id=key)
        self.session.carry_out(intent)

    def person(self, name: str) -> Person:
        """The person as they stand on the map now."""
        return self.session.org.people[self.who(name)]


def _typed(field: str, value: Any) -> Any:  # noqa: ANN401 - text in, the map's own type out
    """A plain value of a story as the intents take it."""
    kinds = {
        "stance": Stance,
        "commitment": Commitment,
        "category": AskCategory,
        "ask_category": AskCategory,
        "state": AskState,
        "visibility": Visibility,
    }
    if field in ("due", "my_promise_due", "next_on"):
        return date.fromisoformat(value)
    return kinds[field](value) if field in kinds else value
