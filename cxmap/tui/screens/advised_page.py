"""A page that has to be worked out first, beside the screen: it says so until it is ready."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from textual.message import Message
from textual.worker import get_current_worker

from cxmap.errors import CxmapError
from cxmap.tui.app import CxmapApp
from cxmap.tui.pages import Lines, paragraph
from cxmap.tui.screens.page import PageScreen
from cxmap.tui.widgets.cells import Tone

View = TypeVar("View")
"""What is worked out."""


class AdvisedPage(PageScreen, Generic[View]):
    """A page written from a view that a worker makes.

    Args:
        program: The app.
    """

    @dataclass
    class Ready(Message):
        """The view is there, or why there is none."""

        view: object
        """The view, or a ``CxmapError``."""

    def __init__(self, program: CxmapApp) -> None:
        super().__init__()
        self.program = program
        self.view: View | None = None
        self.trouble: CxmapError | None = None

    # To be filled by each page.

    def work_out(self) -> View:
        """Make the view, beside the screen's own thread.

        Raises:
            CxmapError: If there is none, and why.
        """
        raise CxmapError("this page has nothing to work out")

    def write(self, view: View, width: int) -> Lines:
        """The page."""
        return ()

    def write_before(self, width: int) -> Lines:
        """What stands there while the view is being made."""
        return paragraph("Working it out …", width, Tone.MUTED)

    # The same for all.

    def on_mount(self) -> None:
        """Begin."""
        self.begin()

    def begin(self) -> None:
        """Make the view, or make it anew."""
        self.run_worker(self._work, thread=True, exclusive=True, group="page", name="page")

    def _work(self) -> None:
        worker = get_current_worker()
        try:
            made: object = self.work_out()
        except CxmapError as error:
            made = error
        if not worker.is_cancelled:
            self.post_message(self.Ready(made))

    def on_advised_page_ready(self, message: AdvisedPage.Ready) -> None:
        """Write the page."""
        if isinstance(message.view, CxmapError):
            self.trouble = message.view
        else:
            self.view, self.trouble = message.view, None  # type: ignore[assignment]
        self.write_again()

    def page(self, width: int) -> Lines:
        """The view, what is wrong, or that it is being worked out."""
        if self.trouble is not None:
            text = f"{self.trouble.message}. {self.trouble.hint}"
            return [*self.write_before(width)[:1], (), *paragraph(text, width, Tone.WARN)]
        return self.write_before(width) if self.view is None else self.write(self.view, width)
