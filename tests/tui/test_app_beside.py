"""Work beside the screen: its answer comes while somebody is there, and nobody waits for it at the end."""

from __future__ import annotations

import asyncio
import threading

import pytest

from cxmap.tui.beside import Beside


async def told(work):
    loop = asyncio.get_running_loop()
    loop.set_default_executor(Beside())
    return await loop.run_in_executor(None, work)


def test_an_answer_and_an_error_come_back():
    assert asyncio.run(told(lambda: 7)) == 7
    with pytest.raises(ZeroDivisionError):
        asyncio.run(told(lambda: 1 // 0))


def test_leaving_waits_for_no_work():
    may_end = threading.Event()

    async def leave() -> None:
        begun = asyncio.Event()
        loop = asyncio.get_running_loop()
        loop.set_default_executor(Beside())
        work = lambda: (loop.call_soon_threadsafe(begun.set), may_end.wait(10))  # noqa: E731
        loop.run_in_executor(None, work)
        await begun.wait()

    asyncio.run(leave())
    assert not may_end.is_set()
    may_end.set()


def test_answers_that_come_after_the_end_are_dropped():
    may_end, beside = threading.Event(), Beside()
    before = set(threading.enumerate())
    answer = beside.submit(may_end.wait, 10)
    (thread,) = set(threading.enumerate()) - before
    beside.shutdown()
    may_end.set()
    thread.join(10)
    assert not answer.done()


@pytest.mark.screen
async def test_the_program_works_that_way(session, on_stage):
    async with on_stage(session) as stage:
        assert await stage.app.run_worker(
            lambda: threading.current_thread().daemon, thread=True, exit_on_error=False
        ).wait()
