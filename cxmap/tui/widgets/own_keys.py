"""A list answers to its own keys at once, without a journey to the app and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual import events

if TYPE_CHECKING:
    from textual.widget import Widget


class OwnKeys:
    """For widgets with bindings of their own: those keys act where they arrive.

    Textual would carry a key through every container to the app, and look there for what it means
    once more; with a cursor held down that is as much work as drawing.
    """

    _actions: dict[str, str] | None = None

    async def on_key(self, event: events.Key) -> None:
        """Act on a key of this widget; let all others pass."""
        widget = cast("Widget", self)
        if self._actions is None:
            heard = widget.screen.active_bindings.items()
            self._actions = {key: it.binding.action for key, it in heard if it.node is widget}
        action = self._actions.get(event.key)
        if action is not None:
            event.stop()
            event.prevent_default()
            await widget.run_action(action)
