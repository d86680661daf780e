"""Work beside the screen that nobody waits for when the lead leaves.

asyncio and the interpreter both wait for the threads of their pools at the end. A plan or a
forecast of a big map can be minutes away from an answer that nobody will read.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Thread
from typing import ParamSpec, TypeVar

Asked = ParamSpec("Asked")
"""What the work is given."""
Answer = TypeVar("Answer")
"""What it comes to."""


class Beside(ThreadPoolExecutor):
    """Runs each piece of work on a thread of its own, which ends with the program.

    What must be finished, such as writing a file, is held together by locks of its own: the store
    does not close while it writes.
    """

    def __init__(self) -> None:
        super().__init__(1)
        self._is_over = False

    def submit(
        self, fn: Callable[Asked, Answer], /, *args: Asked.args, **kwargs: Asked.kwargs
    ) -> Future[Answer]:
        """Begin at once."""
        future: Future[Answer] = Future()

        def work() -> None:
            if not future.set_running_or_notify_cancel():
                return
            try:
                answer = fn(*args, **kwargs)
            except BaseException as error:  # noqa: BLE001 - whoever waits for the answer gets it
                if not self._is_over:
                    future.set_exception(error)
                return
            if not self._is_over:
                future.set_result(answer)

        Thread(target=work, name="beside the screen", daemon=True).start()
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002 - as it is called
        """Let go of what is still at work; its answers are dropped."""
        self._is_over = True
