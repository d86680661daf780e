"""How a command ends when it cannot do what was asked: one message, one exit code, no traceback.

0    done
1    a blocking question is open, or ``check`` found something
2    wrong use, or a source that is refused
3    an optional part is not installed
4    an unreadable or damaged map
5    somebody else is writing to the map
70   a fault of cxmap itself
130  stopped with Ctrl-C
141  nobody reads the output any more
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence

import click

from cxmap.cli.speech import one_line_document, say
from cxmap.errors import CxmapError, UsageError

FOUND = 1
"""Exit code of ``check`` with findings, and of an import that waits for answers."""
STOPPED = 130
"""Exit code after Ctrl-C, as shells have it."""
NOT_READ = 141
"""Exit code when the reader of the output has gone, as shells have it."""


class NobodyReads(Exception):  # noqa: N818 - reads as what happened
    """The reader of the output has gone. Click would end with 1, which has another meaning here."""


def answer(work: Callable[[], object], given: Sequence[str]) -> int:
    """Do the work of one command line and give its exit code.

    Args:
        work: Parses and runs; may return an exit code.
        given: The words of the command line: ``--json`` asks for errors as a document, ``--debug``
            lets a fault of the program come out with its traceback.
    """
    try:
        return _answer(work, given)
    except (BrokenPipeError, NobodyReads):
        return _hang_up()


def _answer(work: Callable[[], object], given: Sequence[str]) -> int:
    """The exit code; whatever was refused is said first."""
    try:
        code = work()
        if sys.stdout is not None:
            sys.stdout.flush()
    except (click.exceptions.Abort, KeyboardInterrupt):
        return STOPPED
    except (BrokenPipeError, NobodyReads):
        raise
    except (CxmapError, click.ClickException, OSError) as error:
        refusal = _refusal(error)
    except Exception as fault:  # the last stand: the lead gets a sentence, never a traceback
        if has_flag(given, "--debug"):
            raise
        refusal = _OwnError(fault)
    else:
        return code if isinstance(code, int) else 0
    refuse(refusal, as_json=has_flag(given, "--json"))
    return refusal.exit_code


class _OwnError(CxmapError):
    """Something that should not have happened: a fault of the program, not of the lead."""

    code = "fault"
    exit_code = 70

    def __init__(self, fault: Exception) -> None:
        super().__init__(
            f"this is a fault of cxmap itself ({type(fault).__name__}); what was saved is safe",
            hint="the same command with --debug shows where",
        )


def refuse(error: CxmapError, *, as_json: bool) -> None:
    """Say on stderr what is wrong, where, and what to do; as one line of JSON on demand."""
    if as_json:
        say(one_line_document({"error": error.as_document()}))
        return
    say(f"cxmap: {error.message}")
    if error.where:
        say(f"  at: {error.where}")
    if error.hint:
        say(f"  {error.hint}")


def has_flag(given: Sequence[str], flag: str) -> bool:
    """Whether a flag stands anywhere among the words, before a ``--``."""
    words = list(given)
    return flag in (words[: words.index("--")] if "--" in words else words)


def _refusal(error: CxmapError | click.ClickException | OSError) -> CxmapError:
    """Whatever was refused, as one of ours."""
    if isinstance(error, CxmapError):
        return error
    if isinstance(error, OSError):
        return CxmapError(
            f"the file cannot be used: {error.strerror or error}",
            file=str(error.filename) if error.filename else None,
            hint="check the path, the permissions and the free space",
        )
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "cxmap"
    message = error.format_message().rstrip(".")
    return UsageError(message[:1].lower() + message[1:], hint=f"see: {command} --help")


def _hang_up() -> int:
    """Let go of outputs that nobody reads, so that Python does not complain at its end."""
    silence = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            os.dup2(silence, stream.fileno())
    return NOT_READ
