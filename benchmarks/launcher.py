"""Run one command, and print its seconds, the memory (KiB) of its largest process and of all together, its status.

    python -I -S launcher.py COMMAND [ARGUMENT...]

A small process of its own, because the system counts what a process held when it started another as the other's.
"""

import os
import signal
import sys
import time
from collections.abc import Iterator

EVERY = 0.2
"""Seconds between two looks at the memory of all processes; looking more often would slow them."""


def processes(root: int) -> Iterator[int]:
    """Yield a process and all that it and its children have started."""
    yield root
    for thread in os.listdir(f"/proc/{root}/task"):  # noqa: PTH208  # pathlib would make this process larger
        with open(f"/proc/{root}/task/{thread}/children", encoding="ascii") as file:  # noqa: PTH123  # the same
            for child in file.read().split():
                yield from processes(int(child))


def held(process: int) -> int:
    """Return the memory of a process in KiB, what it shares divided among those that share it."""
    with open(f"/proc/{process}/smaps_rollup", encoding="ascii") as file:  # noqa: PTH123  # as above
        return next(int(line.split()[1]) for line in file if line.startswith("Pss:"))


def main() -> None:
    """Run the command; its output goes nowhere."""
    together = 0

    def look(_signal: int, _frame: object) -> None:
        nonlocal together
        try:
            together = max(together, sum(held(each) for each in processes(child)))
        except (OSError, StopIteration):  # one ended while it was looked at, or the system does not tell
            return

    nowhere = os.open(os.devnull, os.O_RDWR)
    signal.signal(signal.SIGALRM, look)
    start = time.perf_counter()
    child = os.posix_spawn(
        sys.argv[1],
        sys.argv[1:],
        os.environ,
        file_actions=[(os.POSIX_SPAWN_DUP2, nowhere, 0), (os.POSIX_SPAWN_DUP2, nowhere, 1)],
    )
    signal.setitimer(signal.ITIMER_REAL, EVERY, EVERY)
    _, status, used = os.wait4(child, 0)
    seconds = time.perf_counter() - start
    print(seconds, used.ru_maxrss, together, os.waitstatus_to_exitcode(status))


if __name__ == "__main__":
    main()
