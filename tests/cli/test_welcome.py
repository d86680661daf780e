"""The welcome answers to its letters from the first moment on."""

from __future__ import annotations

import pytest

from cxmap.tui.welcome import Beginning, WelcomeApp

pytestmark = pytest.mark.screen


@pytest.mark.parametrize(
    ("keys", "chosen"),
    [
        (["t"], Beginning("tour")),
        (["n", *"Acme q", "enter"], Beginning("new", "Acme q")),
        (["i", *"Acme", "escape", "q"], None),
    ],
)
async def test_a_letter_chooses_and_a_name_is_typed(keys, chosen):
    app = WelcomeApp()
    async with app.run_test() as pilot:
        for key in keys:
            await pilot.press("space" if key == " " else key)
    assert app.return_value == chosen
