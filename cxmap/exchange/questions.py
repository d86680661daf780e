"""The short list of questions: cases are found, grouped, answered by the lead or by a proposal.

A file with a thousand repeated ids asks one question, not a thousand: from the second or third case
of a kind on, the cases are one question with one answer for all. Ids of questions come from what
is asked about, never from order or chance, so that a file of answers fits the next run.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

import msgspec

from cxmap.errors import SourceError
from cxmap.exchange.people_file import Choice, Question, QuestionKind

MOST_QUESTIONS = 10
"""A file asks at most this many questions; what is least pressing becomes a note."""
_ALONE = {QuestionKind.SAME_ID: 2, QuestionKind.CIRCLE: 2}
"""Cases of a kind that are asked one by one; 1 for all other kinds."""
_NAMED_ROWS = 8
_SLUG = 60
AS_PROPOSED = "as_proposed"
"""Choice of a grouped question: every case as it would be decided alone."""
_ORDER = tuple(QuestionKind)


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """One thing to decide.

    Attributes:
        about: What it is about, the same in every run: a key, a reference, a name.
        message: The question in words.
        rows: Lines it concerns.
        sources: Their files, in step.
        choices: Possible answers.
        proposal: Id of the choice taken when nobody answers.
    """

    about: str
    message: str
    rows: tuple[int, ...]
    sources: tuple[str, ...]
    choices: tuple[Choice, ...]
    proposal: str


class Asker:
    """Collects the questions of one import and knows the answers.

    Args:
        answers: Question id to choice id.
        take_proposals: Whether blocking questions take their proposal.
    """

    def __init__(self, answers: Mapping[str, str], *, take_proposals: bool) -> None:
        self._answers = answers
        self._take = take_proposals
        self._questions: list[Question] = []

    def ask(
        self,
        kind: QuestionKind,
        cases: Sequence[Case],
        *,
        blocking: bool = False,
        together: str = "",
        shared: Sequence[Choice] = (),
        label: str = "all",
    ) -> list[str]:
        """Decide the cases of one kind.

        Args:
            kind: What is asked.
            cases: What to decide.
            blocking: Whether an answer is needed before anything is written.
            together: The question for many cases at once; ``{count}`` stands for their number.
            shared: Choices that can be taken for many cases at once.
            label: Tells two grouped questions of one kind apart.

        Returns:
            A choice id for every case, in step.
        """
        if not cases:
            return []
        if len(cases) <= _ALONE.get(kind, 1):
            return [self._one(kind, case, blocking=blocking) for case in cases]
        choices = (Choice(id=AS_PROPOSED, label=_as_proposed(cases)), *shared)
        rows = tuple(row for case in cases for row in case.rows)
        question = Question(
            id=f"{kind}:{label}",
            kind=kind,
            blocking=blocking,
            message=together.format(count=len(cases)) + (f" ({_listed(rows)})" if rows else ""),
            rows=rows,
            sources=tuple(source for case in cases for source in case.sources),
            choices=choices,
            proposal=AS_PROPOSED,
        )
        answer = self._answer(question)
        return [case.proposal if answer == AS_PROPOSED else answer for case in cases]

    def _one(self, kind: QuestionKind, case: Case, *, blocking: bool) -> str:
        return self._answer(
            Question(
                id=f"{kind}:{_slug(case.about)}" if case.about else str(kind),
                kind=kind,
                blocking=blocking,
                message=case.message,
                rows=case.rows,
                sources=case.sources,
                choices=case.choices,
                proposal=case.proposal,
            )
        )

    def _answer(self, question: Question) -> str:
        self._questions.append(question)
        answer = self._answers.get(question.id)
        if answer is None:
            return question.proposal
        if all(choice.id != answer for choice in question.choices):
            raise SourceError(
                f"{answer!r} is no answer to question {question.id}",
                field=question.id,
                hint=f"Choices: {', '.join(choice.id for choice in question.choices)}.",
            )
        return answer

    @property
    def questions(self) -> tuple[Question, ...]:
        """What is asked, blocking first, at most ``MOST_QUESTIONS``."""
        return tuple(self._ordered()[:MOST_QUESTIONS])

    @property
    def notes(self) -> tuple[str, ...]:
        """What was decided as proposed because there was more pressing to ask, and lost answers."""
        asked = {question.id for question in self._questions}
        lost = [f"no question {key} was asked" for key in sorted(self._answers) if key not in asked]
        rest = [question.message for question in self._ordered()[MOST_QUESTIONS:]]
        return (*rest, *lost)

    @property
    def open_questions(self) -> tuple[str, ...]:
        """Ids of questions that do not block and that nobody answered."""
        return tuple(
            question.id
            for question in self.questions
            if not question.blocking and question.id not in self._answers
        )

    @property
    def blocked(self) -> bool:
        """Whether a blocking question waits for an answer."""
        return not self._take and any(
            question.blocking and question.id not in self._answers for question in self._questions
        )

    def _ordered(self) -> list[Question]:
        return sorted(
            self._questions,
            key=lambda asked: (not asked.blocking, _ORDER.index(asked.kind), asked.id),
        )


def _as_proposed(cases: Sequence[Case]) -> str:
    """What the proposals come to, in words, where they are all the same."""
    proposed = {one.label for case in cases for one in case.choices if one.id == case.proposal}
    said = f": {proposed.pop()}" if len(proposed) == 1 else ""
    return f"as proposed for each{said}"


def _listed(rows: Sequence[int]) -> str:
    named = ", ".join(f"line {row}" for row in rows[:_NAMED_ROWS])
    more = len(rows) - _NAMED_ROWS
    return f"{named} and {more} more" if more > 0 else named


def said_lines(rows: Sequence[int]) -> str:
    """``line 3, line 4``: the places of a question in words."""
    return _listed(rows)


def _slug(about: str) -> str:
    if len(about) <= _SLUG:
        return about
    return f"{about[:_SLUG]}~{hashlib.blake2b(about.encode(), digest_size=4).hexdigest()}"
