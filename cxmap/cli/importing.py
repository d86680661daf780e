"""Bringing people in from files, as a conversation in one or two runs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.shell_completion import CompletionItem

from cxmap.cli.arguments import PERSON, json_option, map_argument, standard_input
from cxmap.cli.import_report import Outcome, report_import
from cxmap.cli.refusals import FOUND

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cxmap.cli.progress import Progress
    from cxmap.clock import Clock
    from cxmap.exchange.people_file import PeopleFile
    from cxmap.headway import Tell
    from cxmap.session.desk import Intent
    from cxmap.session.importing.intake import Step
    from cxmap.session.session import Session

_LARGE = 1_000_000
"""Bytes of sources from which on the progress is shown at once."""


class _Kind(click.ParamType):  # type: ignore[type-arg]  # generic in later click only
    """The name of a reader; the exchange refuses others and names them all."""

    name = "kind"

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Offer the readers by name, each with what it reads."""
        del ctx, param
        from cxmap.exchange.readers.registry import READERS

        return [
            CompletionItem(reader.kind, help=reader.title)
            for reader in READERS
            if reader.kind.startswith(incomplete)
        ]


class _ColumnMapName(click.ParamType):  # type: ignore[type-arg]  # generic in later click only
    """A name under which columns are kept."""

    name = "name"

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Offer the names that are there."""
        del ctx, param
        from cxmap.session.importing.column_maps import saved_column_maps

        return [CompletionItem(name) for name in saved_column_maps() if name.startswith(incomplete)]


@click.command("import")
@map_argument
@click.argument(
    "sources",
    metavar="SRC...",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path, allow_dash=True),
)
@click.option(
    "--as",
    "kind",
    metavar="KIND",
    type=_Kind(),
    help="The format, if the content should not decide: csv, xlsx, ldif, vcard, json, kumu, "
    "graphml, gexf, pajek, yaml or outline.",
)
@click.option(
    "--map",
    "columns",
    metavar="FIELD=COLUMN",
    multiple=True,
    help='Take a column for a field, for example manager="Reports to" or name=3.',
)
@click.option("--encoding", metavar="E", help="Encoding of the text; detected unless given.")
@click.option("--delimiter", metavar="D", help="What stands between cells; detected unless given.")
@click.option(
    "--save-map",
    metavar="NAME",
    type=_ColumnMapName(),
    help="Keep --as, --map, --encoding and --delimiter under a name.",
)
@click.option(
    "--use-map",
    metavar="NAME",
    type=_ColumnMapName(),
    help="Read as kept under a name; what else is given comes on top.",
)
@click.option(
    "--answers",
    metavar="FILE",
    type=click.Path(path_type=Path, allow_dash=True),
    help="Answers to the questions: {question id: choice id}.",
)
@click.option("--yes", is_flag=True, help="Take the proposal where nothing else is answered.")
@click.option("--me", metavar="PERSON", type=PERSON, default="", help="Who you are.")
@click.option("--dry-run", is_flag=True, help="Only say what would come of it.")
@json_option
def import_(
    *,
    map_file: Path,
    sources: tuple[Path, ...],
    answers: Path | None,
    yes: bool,
    me: str,
    dry_run: bool,
    as_json: bool,
    **reading_options: Any,  # noqa: ANN401 - texts of the options
) -> int:
    """Bring in people from a file, or bring the map up to date from a newer one.

    SRC is a people list in any common form: CSV, XLSX, LDIF, vCard, JSON, a Kumu, GraphML, GEXF or
    Pajek map, an indented outline; several that belong together may be named; - is standard input.
    A map that is not there yet is made. Where the map has people already, the difference is shown:
    who came, moved, is gone from the file; judgements stay. The whole import is one step that
    `cxmap undo` takes back; --dry-run only shows what would come.

    Questions that the file leaves open are listed. If one of them blocks, nothing is written and the
    exit code is 1: answer with --answers, or take the proposals with --yes.
    """
    from cxmap.cli.progress import Progress
    from cxmap.store.contents import collector_at_rest

    with collector_at_rest(), Progress() as progress:
        work = _Import(progress, told=_answers(answers), yes=yes, me=me)
        work.read(sources, **reading_options)
        outcome = work.into(map_file, dry_run=dry_run, as_json=as_json)
    return report_import(outcome)


def try_source(source: Path, *, as_json: bool) -> int:
    """Say what an import of a source into a new map would ask; 1 if it would ask anything."""
    from cxmap.cli.progress import Progress

    with Progress() as progress:
        work = _Import(progress, told={}, yes=False, me="")
        work.read((source,))
        outcome = work.tried(as_json=as_json)
    report_import(outcome, asked_for=True)
    return FOUND if outcome.result.questions or outcome.result.unresolved else 0


class _Import:
    """One import on its way. What is done with is let go of: a large file is held once.

    Args:
        progress: Is told what begins.
        told: Answers by question.
        yes: Whether proposals are taken where nothing is answered.
        me: Who the lead is, as typed.
    """

    def __init__(self, progress: Progress, *, told: Mapping[str, str], yes: bool, me: str) -> None:
        self._progress = progress
        self._told = told
        self._yes = yes
        self._me = me
        self._file: PeopleFile | None = None
        self._sources: tuple[Path, ...] = ()

    def read(
        self,
        sources: tuple[Path, ...],
        *,
        save_map: str | None = None,
        use_map: str | None = None,
        columns: tuple[str, ...] = (),
        **options: Any,  # noqa: ANN401 - texts of the options
    ) -> None:
        """Read the sources as the options say; keep how, once that has worked."""
        from cxmap.errors import UsageError
        from cxmap.exchange.people_file import NamedBytes
        from cxmap.session.importing.column_maps import (
            column_map_from,
            save_column_map,
            saved_column_map,
        )
        from cxmap.session.importing.intake import Step, read_sources

        said = column_map_from(columns, **options)
        if use_map is not None:
            said = saved_column_map(use_map).under(said)
        if [str(source) for source in sources].count("-") > 1:
            raise UsageError("standard input can be read once only", field="-")
        self._sources = sources
        tell = self._tell(Step.READ)
        self._file = read_sources(
            [
                NamedBytes(name="standard input", data=standard_input())
                if str(source) == "-"
                else source
                for source in sources
            ],
            said,
            tell,
        )
        if save_map is not None:
            from cxmap.cli.speech import say

            kept = save_column_map(save_map, said)
            self._progress.clear()
            say(f"note: kept as {save_map!r} in {kept}; read the next file with --use-map")

    def into(self, map_file: Path, *, dry_run: bool, as_json: bool) -> Outcome:
        """Save what comes of it, unless a question blocks or nothing is to be written."""
        from cxmap.cli.maps import clock, reading, writing
        from cxmap.session.session import Session

        if map_file.exists():
            with reading(map_file) if dry_run else writing(map_file) as session:
                outcome, intent = self._offer(session, as_json=as_json, dry_run=dry_run)
                self._save(session, intent)
                return outcome
        outcome, intent = self._offer(
            _nothing_yet(clock(), map_file.stem), as_json=as_json, dry_run=dry_run
        )
        if intent is None:
            return outcome
        with Session.create(map_file, name=map_file.stem, clock=clock()) as session:
            self._save(session, intent)
        return outcome._replace(map_file=str(map_file))

    def tried(self, *, as_json: bool) -> Outcome:
        """What an import into a new map would come to."""
        from cxmap.cli.maps import clock

        return self._offer(_nothing_yet(clock(), ""), as_json=as_json, dry_run=True)[0]

    def _offer(
        self, session: Session, *, as_json: bool, dry_run: bool
    ) -> tuple[Outcome, Intent | None]:
        """Resolve the file against the map; the intent is None where nothing is to be written."""
        import msgspec

        from cxmap.session.importing.intake import Step, import_people, resolve_for
        from cxmap.session.importing.intake_words import (
            differences,
            import_document,
            lacks_managers,
        )

        if self._file is None:
            raise RuntimeError  # read comes first
        self._tell(Step.RESOLVE)
        desk = session.desk
        result = resolve_for(desk, self._file, self._told, take_proposals=self._yes)
        self._file = None
        ids = intent = None
        after = desk
        if not result.blocked:
            self._tell(Step.PLACE)
            arrival = import_people(desk, result, me=self._me)
            after = arrival.after
            if not dry_run:
                intent, ids = arrival.intent, arrival.ids
        president = after.hierarchy.president
        outcome = Outcome(
            result=msgspec.structs.replace(result, people=()),
            people=len(result.people),
            document=import_document(result, ids) if as_json else None,
            differences=differences(desk, result),
            is_written=intent is not None,
            president=after.org.people[president].display_name if president else "",
            leaders=len(after.hierarchy.leadership),
            knows_me=after.org.initiative.me is not None,
            lacks_managers=lacks_managers(result),
            map_file=str(session.file or ""),
        )
        return outcome, intent

    def _save(self, session: Session, intent: Intent | None) -> None:
        from cxmap.session.importing.intake import Step

        if intent is not None:
            session.carry_out(intent, tell=self._tell(Step.SAVE))

    def _tell(self, step: Step) -> Tell:
        """Say what begins; what is given back says how far it is."""
        from cxmap.headway import to_nobody
        from cxmap.session.importing.intake import step_teller

        if not self._progress.is_wanted:
            return to_nobody
        is_long = _bytes(self._sources) > _LARGE
        return step_teller(
            step, lambda now, share: self._progress.step(now.value, share, is_long=is_long)
        )


def _bytes(sources: tuple[Path, ...]) -> int:
    """Size of the sources that are files."""
    return sum(source.stat().st_size for source in sources if source.is_file())


def _answers(file: Path | None) -> dict[str, str]:
    """The answers of a file: question id to choice id.

    Raises:
        SourceError: If the file cannot be read or holds something else.
    """
    import json

    from cxmap.errors import SourceError

    if file is None:
        return {}
    try:
        data = standard_input() if str(file) == "-" else file.read_bytes()
        told = json.loads(data.decode("utf-8-sig"))
    except OSError as error:
        raise SourceError(
            f"the answers cannot be read: {error.strerror}", file=file, hint="check the path"
        ) from None
    except (ValueError, RecursionError) as error:
        raise SourceError(f"the answers are no JSON: {error}", file=file) from None
    if not isinstance(told, dict) or not all(isinstance(choice, str) for choice in told.values()):
        raise SourceError(
            "the answers are no table of texts",
            file=file,
            hint='write {"question id": "choice id"}',
        )
    return told


def _nothing_yet(clock: Clock, name: str) -> Session:
    """An empty map that is kept nowhere, as a new one of that name would begin."""
    from cxmap.model.initiative import INITIATIVE, Initiative
    from cxmap.model.orgmap import record_of
    from cxmap.session.session import Session
    from cxmap.store.memory import InMemoryStore
    from cxmap.text import clean_line

    settings = Initiative(id=INITIATIVE, name=clean_line(name))
    first = {"settings": {INITIATIVE: record_of(settings)}}
    return Session(InMemoryStore(first), clock=clock)
