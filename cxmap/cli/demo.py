"""Looking around in a sample organisation."""

from __future__ import annotations

from pathlib import Path

import click
from click.shell_completion import CompletionItem


def _complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    del ctx, param
    from cxmap.session.demo import sample_names

    return [CompletionItem(name) for name in sample_names() if name.startswith(incomplete)]


@click.command()
@click.argument("name", required=False, shell_complete=_complete)
@click.option("--keep", is_flag=True, help="Keep the copy in the data folder.")
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Only make the copy, as FILE.",
)
@click.option("--list", "listed", is_flag=True, help="Name the samples and leave.")
def demo(*, name: str | None, keep: bool, output: Path | None, listed: bool) -> int | None:
    """Open a copy of a sample organisation, as if its story had ended yesterday.

    The copy is thrown away at the end unless it is kept; the sample itself is never touched.
    """
    from cxmap.cli.maps import clock
    from cxmap.cli.speech import say, tell
    from cxmap.config import load_config
    from cxmap.session.demo import copy_sample, sample_names

    if listed:
        tell("\n".join(sample_names()))
        return None
    wanted = name or load_config().demo
    if output is not None:
        copy_sample(wanted, output, today=clock().today())
        say(f"Made {output}, a copy of {wanted}")
        return None
    return _open_kept(wanted) if keep else open_for_now(wanted)


def open_for_now(name: str) -> int:
    """Open a copy that is thrown away at the end; gives the exit code of the screen."""
    import tempfile

    from cxmap.cli.maps import clock
    from cxmap.cli.screen import refuse_without_terminal, show_on_screen
    from cxmap.session.demo import copy_sample

    refuse_without_terminal("cxmap demo -o FILE")
    with tempfile.TemporaryDirectory(prefix="cxmap-demo-") as folder:
        copy = Path(folder) / f"{name}.json"
        copy_sample(name, copy, today=clock().today())
        return show_on_screen(copy, remembered=False)


def _open_kept(name: str) -> int:
    from cxmap.cli.maps import clock
    from cxmap.cli.screen import refuse_without_terminal, show_on_screen
    from cxmap.cli.speech import say
    from cxmap.paths import data_folder, free_file, private_folder
    from cxmap.session.demo import copy_sample

    refuse_without_terminal("cxmap demo -o FILE")
    copy = free_file(private_folder(data_folder()), name)
    copy_sample(name, copy, today=clock().today())
    code = show_on_screen(copy)
    say(f"Kept {copy}")
    return code
