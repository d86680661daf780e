"""A small map with awkward names, and the program on a stage that can be read like a page."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import date

import pytest
from textual.pilot import Pilot

from cxmap.clock import FixedClock
from cxmap.config import Config
from cxmap.model.words import AskState, Commitment, Dimension, Role, Stance, TieKind
from cxmap.session.intents.asks import make_ask
from cxmap.session.intents.judgements import judge
from cxmap.session.intents.people import add_person
from cxmap.session.intents.promises import make_promise
from cxmap.session.intents.settings import change_settings
from cxmap.session.intents.ties import tie
from cxmap.session.session import Session
from cxmap.store.memory import InMemoryStore
from cxmap.tui.app import CxmapApp

TODAY = date(2026, 3, 2)

PEOPLE = (
    ("ann", "Ann Ortiz", "President", None, Role.PRESIDENT),
    ("rnd", "R&D [x=1]", "CFO", "ann", Role.OUTCOME_OWNER),
    ("end", "[/]", "COO", "ann", Role.OPERATIONAL_DRIVER),
    ("lars", "Lars [ext]", "CMO", "ann", Role.OUTCOME_OWNER),
    ("misaki", "田中 美咲", "Head of Care", "end", Role.ALLY),
    ("zoe", "Zoë 👩‍💻", "CX Lead", "lars", Role.OTHER),
    ("red", "[red]Bo[/red]", "Analyst", "misaki", Role.OTHER),
)  # fmt: skip
NAMES = {key: name for key, name, *_ in PEOPLE}


def filled_session() -> Session:
    """Seven people, two judgements, an agreed ask, a promise that is late, a dotted line."""
    keys = iter(key for key, *_ in PEOPLE)
    made: dict[str, int] = {}

    def make_id(letter: str) -> str:
        if letter == "p":
            return next(keys)
        made[letter] = made.get(letter, 0) + 1
        return f"{letter}{made[letter]}"

    session = Session(InMemoryStore(), clock=FixedClock(TODAY), make_id=make_id)
    for _, name, title, boss, role in PEOPLE:
        session.do(add_person, name, title=title, manager=boss, roles=(role,))
    session.do(change_settings, {"name": "Acme [x=1]", "me": "zoe"})
    day = date(2026, 2, 2)
    session.do(judge, "rnd", Dimension.COMMITMENT, Commitment.HELP.value, on=day)
    session.do(judge, "rnd", Dimension.STANCE, Stance.SUPPORTIVE.value, on=day)
    session.do(judge, "end", Dimension.STANCE, Stance.RESISTANT.value, on=day)
    session.do(make_ask, "rnd", "Fund a pilot", on=day, state=AskState.ACCEPTED)
    session.do(make_promise, "rnd", "Send the figures", due=date(2026, 2, 20), on=day)
    session.do(tie, "red", TieKind.DOTTED, "lars")
    return session


@pytest.fixture
def session() -> Session:
    """The small map."""
    return filled_session()


@pytest.fixture
def empty() -> Session:
    """A map with nobody on it."""
    return Session(InMemoryStore(), clock=FixedClock(TODAY))


class Stage:
    """The running program, read as a person reads it."""

    def __init__(self, app: CxmapApp, pilot: Pilot[None]) -> None:
        self.app = app
        self._pilot = pilot

    @property
    def text(self) -> str:
        """The whole screen, line by line."""
        return "\n".join(strip.text for strip in self.app.screen._compositor.render_strips())

    async def press(self, *keys: str) -> str:
        """Press keys and wait until the program rests; returns the screen."""
        await self._pilot.press(*keys)
        await self.rest()
        return self.text

    async def rest(self) -> None:
        """Wait until nothing is going on."""
        await self.app.workers.wait_for_complete()
        await self._pilot.pause()

    async def click(self, *, x: int, y: int, times: int = 1) -> str:
        """Click on a cell of the screen."""
        await self._pilot.click(offset=(x, y), times=times)
        await self.rest()
        return self.text

    async def resize(self, width: int, height: int) -> str:
        """Change the window."""
        await self._pilot.resize_terminal(width, height)
        await self.rest()
        return self.text


Opener = Callable[..., AbstractAsyncContextManager[Stage]]


@pytest.fixture
def on_stage() -> Opener:
    """Opens a session on the screen: ``async with on_stage(session, begin="mass") as stage``."""

    @asynccontextmanager
    async def opened(
        session: Session,
        *,
        begin: str = "next",
        size: tuple[int, int] = (100, 30),
        config: Config | None = None,
    ) -> AsyncIterator[Stage]:
        app = CxmapApp(session, config, begin=begin)
        async with app.run_test(size=size, notifications=True) as pilot:
            stage = Stage(app, pilot)
            await stage.rest()
            yield stage

    return opened
