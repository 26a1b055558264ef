"""Two processes that answer one sheet."""

import json
import os
import signal
import time
from contextlib import suppress
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

from sitting import ORDER, Sitting, Tally, answers_of, begin, forked, told

from smartscore import SmartscoreError, read_sheet
from smartscore.errors import ReplaceDelayedError, SheetHeldError, SheetTakenError
from smartscore.files.open_sheet import OpenSheet, SheetChangedError


def answer_beside(path: Path, seed: int, questions: tuple[str, ...], pipe: int) -> None:
    """Answer one's own questions for a moment, while somebody else answers theirs."""
    sitting = Sitting(path, Random(seed), questions, take_over=0.05)
    end = time.monotonic() + 0.3
    while time.monotonic() < end:
        try:
            sheet = sitting.open()
        except (SheetHeldError, SheetTakenError):
            time.sleep(0.003)
            continue
        with suppress(SheetTakenError):
            for _ in range(sitting.chance.randint(1, 5)):
                _answer_beside(sitting, sheet, pipe)
        sheet.close()


def _answer_beside(sitting: Sitting, sheet: OpenSheet, pipe: int) -> None:
    question, save = sitting.next(sheet)
    wanted = answers_of(save.args[0]).get(question)  # type: ignore[attr-defined]  # a partial
    os.write(pipe, (json.dumps(["try", question, wanted]) + "\n").encode())
    try:
        save()
    except SheetChangedError:
        sheet.reload()
        return
    except ReplaceDelayedError:
        pass
    os.write(pipe, (json.dumps(["saved", question, wanted]) + "\n").encode())


def two_at_once(chance: Random, path: Path, rounds: int) -> Tally:
    """Let two processes answer one sheet; now and then one is killed, or takes the sheet over."""
    tally = Tally(rounds)
    for _ in range(rounds):
        begin(path, chance)
        work = [
            partial(answer_beside, path, chance.randrange(10**9), ORDER.questions[number::2]) for number in range(2)
        ]
        children = [forked(each) for each in work]
        if chance.random() < 0.4:  # noqa: PLR2004  # one of them is killed
            time.sleep(chance.uniform(0, 0.25))
            os.kill(children[0][0], signal.SIGKILL)
        for child, _ in children:
            os.waitpid(child, 0)
        _look_beside(tally, path, [list(told(reader)) for _, reader in children])
    return tally


def _look_beside(tally: Tally, path: Path, stories: list[list[Any]]) -> None:
    """Look for the answers of both; of every question the last one saved, or one that was tried after it."""
    tally.checks += 1
    if not path.exists() and not any(stories):
        return
    try:
        found = answers_of(read_sheet(path))
    except SmartscoreError:
        tally.unreadable += 1
        return
    for story in stories:
        allowed: dict[str, list[Any]] = {}
        for word, question, value in story:
            tally.acknowledged += word == "saved"
            allowed[question] = [value] if word == "saved" else [*allowed.get(question, [None, 1, 3]), value]
        tally.lost += sum(found.get(question) not in values for question, values in allowed.items())
