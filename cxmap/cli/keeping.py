"""Keeping a map safe: a copy, a repair, a passphrase."""

from __future__ import annotations

from pathlib import Path

import click

from cxmap.cli.arguments import json_option, map_argument


@click.command()
@map_argument
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Where to; beside the map, with the day in its name, unless given.",
)
@click.option("--list", "listed", is_flag=True, help="Name the earlier versions that are kept.")
@json_option
def backup(*, map_file: Path, output: Path | None, listed: bool, as_json: bool) -> None:
    """Write a copy of the map that holds everything, also while somebody else is writing.

    The last ten versions, and one a day for a month, are kept beside the map anyway; --list names
    them. A copy or a kept version is opened like any map. It has no history of its own.
    """
    from cxmap.cli.maps import reading
    from cxmap.cli.speech import aligned, document, say, tell
    from cxmap.errors import UsageError
    from cxmap.paths import free_file
    from cxmap.session.keeping import earlier_versions

    if listed:
        if output is not None:
            raise UsageError("--list stands alone", field="--list")
        found = earlier_versions(map_file)
        if as_json:
            document({"versions": found})
        else:
            tell(aligned((str(one.file), f"step {one.rev}", one.when) for one in found))
        return
    with reading(map_file) as session:
        name = f"{map_file.stem}-{session.clock.today().isoformat()}"
        target = output or free_file(map_file.parent, name)
        session.save_copy(target)
        rev, is_sealed = session.rev, session.store.caps.encrypted
    if as_json:
        document({"file": str(target), "rev": rev, "encrypted": is_sealed})
        return
    say(
        "The copy opens with the same passphrase"
        if is_sealed
        else "The copy is readable by you alone"
    )
    tell(str(target))


@click.command()
@map_argument
@json_option
def repair(*, map_file: Path, as_json: bool) -> None:
    """Save what can be saved of a damaged map; nothing is ever deleted.

    The damaged files are kept under another name first. What could not be saved is said line by line.
    """
    from cxmap.cli.maps import clock
    from cxmap.cli.passphrase import Passphrase
    from cxmap.cli.speech import document, tell, wrapped
    from cxmap.session.keeping import repair_map

    done = repair_map(map_file, clock=clock(), ask=Passphrase().ask)
    if as_json:
        document({"changed": done.is_changed, "rev": done.rev, "words": done.words})
        return
    for sentence in done.words:
        tell(wrapped(sentence, hanging="   "))


@click.command()
@map_argument
@click.option("--change", is_flag=True, help="Give an encrypted map another passphrase.")
@click.option("--off", is_flag=True, help="Make an encrypted map readable again.")
@json_option
def encrypt(*, map_file: Path, change: bool, off: bool, as_json: bool) -> None:
    """Encrypt a map with all its past and its copies; nothing readable of it remains in its folder.

    The passphrase is typed without being seen, or given in CXMAP_PASSPHRASE (the new one of --change
    in CXMAP_NEW_PASSPHRASE). Whoever loses it loses the map: nobody can open it without.
    Copies that lie elsewhere and files that were handed over stay as they are; the latter are named.
    """
    from cxmap.cli.maps import clock
    from cxmap.cli.passphrase import NEW_VARIABLE, new_passphrase
    from cxmap.cli.speech import document, say
    from cxmap.errors import UsageError
    from cxmap.session.keeping import change_passphrase, decrypt_map, encrypt_map, is_encrypted
    from cxmap.session.papers.handed_over import papers_naming

    if change and off:
        raise UsageError("--change and --off exclude each other", field="--off")
    sealed = is_encrypted(map_file)
    if sealed != (change or off):
        raise UsageError(
            "the map is encrypted already" if sealed else "the map is not encrypted",
            file=map_file,
            hint="--change gives it another passphrase, --off makes it readable" if sealed else "",
        )
    old = _asked() if change or off else ""
    if off:
        decrypt_map(map_file, old, clock=clock())
        said = f"{map_file} can be read without a passphrase now"
    elif change:
        change_passphrase(map_file, old, new_passphrase(NEW_VARIABLE), clock=clock())
        said = f"{map_file} opens with the new passphrase alone"
    else:
        encrypt_map(map_file, new_passphrase(), clock=clock())
        said = f"{map_file} is encrypted; without the passphrase nobody can open it"
    if as_json:
        document({"encrypted": not off, "summary": said})
    else:
        say(said)
    if not (off or change):
        for paper in papers_naming(map_file, lambda _: True):
            say(f"note: {paper} was handed over and stays readable")


def _asked() -> str:
    """The passphrase that opens the map now."""
    from cxmap.cli.passphrase import HINT, Passphrase
    from cxmap.errors import PassphraseNeeded

    ask = Passphrase().ask
    if ask is None:
        raise PassphraseNeeded("the map is encrypted", hint=HINT)
    return ask()
