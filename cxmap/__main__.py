"""``python -m cxmap``: the same as the command ``cxmap``."""

from cxmap.cli.main import run

if __name__ == "__main__":
    run()
