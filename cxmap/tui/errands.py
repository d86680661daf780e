"""Errands of the whole map: adding people, bringing them in, handing over, settling the initiative."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

from cxmap.errors import CxmapError

if TYPE_CHECKING:
    from textual.screen import ModalScreen

    from cxmap.session.session import Changed
    from cxmap.tui.app import CxmapApp
    from cxmap.tui.deed import Deed


class Errands:
    """Actions of the app that open a dialog about the whole map; keys and palette name them."""

    def action_add_people(self) -> None:
        """Type in people, one a line."""
        from cxmap.tui.dialogs.add_people import AddPeopleDialog

        self._decide(AddPeopleDialog(self._program.desk))

    def action_import_people(self) -> None:
        """Bring in people from a file."""
        from cxmap.tui.dialogs.import_people import ImportDialog

        program = self._program

        def done(outcome: Changed | CxmapError | None) -> None:
            if isinstance(outcome, CxmapError):
                program.refuse(outcome)
            elif outcome is not None:
                program.show_done(outcome)

        program.push_screen(ImportDialog(program.session), done)

    def action_settings(self) -> None:
        """Say who I am, who decides, and when it is enough."""
        from cxmap.tui.dialogs.settings import SettingsDialog

        self._decide(SettingsDialog(self._program.desk))

    def action_rules(self) -> None:
        """Show every planning number, and change one."""
        from cxmap.tui.screens.rules import RulesScreen

        self._program.push_screen(RulesScreen(self._program))

    def action_outlook(self) -> None:
        """Say what to expect, what to check first, and what the plan hangs on."""
        from cxmap.tui.screens.outlook import OutlookScreen

        self._program.push_screen(OutlookScreen(self._program))

    def action_export(self, what: str = "allies") -> None:
        """Write a list or the plan to a file."""
        from cxmap.tui.dialogs.export import ExportDialog

        program = self._program

        def written(path: Path | None) -> None:
            if path is not None:
                program.say(f"Written, readable by you alone: {path.absolute()}")

        dialog = ExportDialog(
            program.session.desk,
            program.session.file,
            what,
            is_masked=program.is_masked,
            save_copy=program.session.save_copy,
        )
        program.push_screen(dialog, written)

    def _decide(self, dialog: ModalScreen[Deed | None]) -> None:
        """Open a dialog and do what it hands back."""
        program = self._program

        def decided(deed: Deed | None) -> None:
            if deed is not None:
                program.carry_out(deed)

        program.push_screen(dialog, decided)

    @property
    def _program(self) -> CxmapApp:
        return cast("CxmapApp", self)
