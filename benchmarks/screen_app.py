"""A map of any size on the screen, as the command opens it: ``screen_app.py MAP SCREEN``."""

from __future__ import annotations

import sys
from pathlib import Path

from cxmap.session.session import Session
from cxmap.tui.app import run_on_screen

if __name__ == "__main__":
    with Session.open(Path(sys.argv[1])) as session:
        sys.exit(run_on_screen(session, begin=sys.argv[2]))
