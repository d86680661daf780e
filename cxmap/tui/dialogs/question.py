"""A question with yes and no."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static


class Question(ModalScreen[bool]):
    """Ask before something is taken away; hands back True for yes.

    Args:
        text: What would happen.
        yes: The word for doing it.
        no: The word for leaving it.
    """

    CSS_PATH = "form.tcss"
    BINDINGS = [
        Binding("y", "answer(True)", "yes", show=False),
        Binding("n,escape", "answer(False)", "no", show=False),
    ]

    def __init__(self, text: str, *, yes: str = "yes", no: str = "no") -> None:
        super().__init__()
        self._text = text
        self._yes = yes
        self._no = no

    def compose(self) -> ComposeResult:
        """The question, and the two keys."""
        with Vertical(id="form"):
            yield Static(self._text, id="heading", markup=False)
            yield Static(f"y {self._yes} · n {self._no}", id="hint", markup=False)

    def action_answer(self, answer: bool) -> None:  # noqa: FBT001 - an action takes what its key says
        """Hand the answer back."""
        self.dismiss(answer)
