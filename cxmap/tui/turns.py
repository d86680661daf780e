"""One key at a time: each goes where the lead meant it to go, however fast the next one follows.

Textual hands a key to what has the focus when the key arrives, but what the key does comes later: a
binding runs when the key has travelled up to the app (Textualize/textual issue 6605), a dialog takes
the focus when it is mounted, a form is gone when its last message is handled. Letters typed in
between would reach the list below and change somebody. So the app holds what is typed until
everything that the key before has set off is done.
"""

from __future__ import annotations

from collections import deque
from typing import TypeVar

from textual import events
from textual.app import App
from textual.dom import DOMNode

Result = TypeVar("Result")
"""What the app ends with."""

ROUNDS = 50
"""Times that a key is followed before the next one is let through all the same."""


class Follower:
    """Goes the way of a key, from the focus up to the app, behind all that waits on each step.

    Where it arrives, the key has been handled on the whole way, and so have messages from it.

    Args:
        app: Where the way ends, and who is told.
        start: The widget with the focus, or the screen.
    """

    def __init__(self, app: InTurn[Result], start: DOMNode) -> None:
        self._app = app
        # The first step twice: the second time behind what the widget sends because of the key.
        self._way = (start, *start.ancestors_with_self)
        self._at = 0
        self._send()

    @property
    def start(self) -> DOMNode:
        """Where it began."""
        return self._way[0]

    @property
    def is_lost(self) -> bool:
        """Whether it waits at a widget that is no more."""
        return not self._way[self._at].is_attached

    @property
    def leaves_messages(self) -> bool:
        """Whether messages wait on its way."""
        return any(node.message_queue_size for node in self._way)

    def _send(self) -> None:
        # Not call_later: it wraps the callback so that Textual inspects its signature each time.
        while not self._way[self._at].post_message(events.Callback(self._go_on)):
            if self._at + 1 == len(self._way):
                return
            self._at += 1

    async def _go_on(self) -> None:
        if self._at + 1 == len(self._way):
            await self._app.followed(self)
            return
        self._at += 1
        self._send()


class InTurn(App[Result]):
    """An app that takes keys, pastes and clicks one after the other."""

    def __init__(self) -> None:
        super().__init__()
        self._held: deque[events.Event] = deque()
        self._is_free = False  # the first key waits for the first screen
        self._follower: Follower | None = None
        self._rounds = 0

    async def on_event(self, event: events.Event) -> None:
        """Hold what is typed or clicked until its turn comes; all else goes its usual way."""
        is_input = isinstance(event, (events.InputEvent, events.Paste))
        if not is_input or event.is_forwarded:
            await super().on_event(event)
            return
        self._held.append(event)
        if self._is_free:
            await self._take_next()
        elif self._follower is None or self._follower.is_lost:
            self._follow()

    async def _take_next(self) -> None:
        self._is_free = True
        while self._held:
            event = self._held.popleft()
            await super().on_event(event)
            if not isinstance(event, events.MouseMove):
                self._is_free = False
                self._rounds = 0
                self._follow()
                return

    def _follow(self) -> None:
        self._rounds += 1
        self._follower = Follower(self, self.focused or self.screen)

    async def followed(self, follower: Follower) -> None:
        """Take the next key, or follow once more when the focus has moved or messages have come.

        Args:
            follower: The one that has arrived here.
        """
        if follower is not self._follower:
            return
        here = self.focused or self.screen
        if self._rounds < ROUNDS and (here is not follower.start or follower.leaves_messages):
            self._follow()
            return
        self._follower = None
        await self._take_next()
