"""Interrupt the keeping of answers in every way we know, and look whether an acknowledged answer was ever lost.

    python benchmarks/lost_answers.py [ROUNDS] [SEED]

An answer is acknowledged when saving it has returned (or said that it is in the journal only). After every mishap the
sheet is read as `report` reads it; it has to hold every acknowledged answer. The one that was being saved may be there
or not. Runs where processes can be forked; all that is random comes from the seed.
"""

import json
import multiprocessing
import os
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, fields
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

import mishaps
from kill_assess import killed_run
from sitting import Answers, Sitting, Tally, answers_of, begin, forked, told
from two_at_once import two_at_once

from smartscore import SmartscoreError, load_questionnaire, read_sheet
from smartscore.answers import match
from smartscore.errors import ReplaceDelayedError, WriteError

ROUNDS, SEED = 1000, 2026
# A process that is killed while it saves.


def answer_until_killed(path: Path, seed: int, pipe: int) -> None:
    """Answer as fast as possible; tell what is tried and what was saved."""
    sitting = Sitting(path, Random(seed))
    sheet = sitting.open()
    while True:
        save = sitting.next(sheet)[1]
        os.write(pipe, (json.dumps(["try", answers_of(save.args[0])]) + "\n").encode())  # type: ignore[attr-defined]  # a partial
        with suppress(ReplaceDelayedError):
            save()
        os.write(pipe, (json.dumps(["saved", answers_of(sheet.sheet)]) + "\n").encode())


def killed(chance: Random, path: Path, rounds: int) -> Tally:
    """Kill a process at a random moment, look, and go on with the same sheet."""
    tally, expected = Tally(rounds), begin(path, chance)
    for number in range(rounds):
        if number % 15 == 0:
            expected = begin(path, chance)
        tried, saved = expected, expected
        child, reader = forked(partial(answer_until_killed, path, chance.randrange(10**9)))
        time.sleep(chance.uniform(0, 0.15))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        for word, answers in told(reader):
            tried = answers
            if word == "saved":
                saved, tally.acknowledged = answers, tally.acknowledged + 1
        expected = tally.look(path, saved, tried)
        tally.lost += _lost_comments(path)
    return tally


def _lost_comments(path: Path) -> bool:
    """Say whether a sheet that was written by hand lacks one of its first three comments."""
    text = path.read_bytes() if path.exists() else b""
    return b"# keep" in text and not all(b"# keep %d" % number in text for number in (1, 2, 3))


def assess_killed(chance: Random, path: Path, rounds: int) -> Tally:
    """Kill `smartscore assess` while it is answered through a pipe."""
    tally, questionnaire = Tally(rounds), load_questionnaire("indonesia-smart-city")
    for _ in range(rounds):
        acknowledged = killed_run(path, chance, longest=4)
        tally.acknowledged += len(acknowledged)
        tally.checks += 1
        if not path.exists():
            tally.lost += len(acknowledged)
            continue
        try:
            responses = match(questionnaire, read_sheet(path))
        except SmartscoreError:
            tally.unreadable += 1
            continue
        tally.lost += sum(responses[question].given != level for question, level in acknowledged.items())
    return tally


# A power cut: files cut off at every byte of what was written last.


@dataclass(frozen=True)
class Moment:
    """What was on the disk after a save, and the answers that were saved."""

    sheet: bytes | None
    journal: bytes
    answers: Answers


def power_cut(chance: Random, path: Path, rounds: int) -> Tally:
    """Cut the journal and the sheet at every byte of their last two writes."""
    tally, journal = Tally(rounds), path.with_name(f"{path.name}.journal")
    for _ in range(rounds):
        answers = begin(path, chance)
        sitting = Sitting(path, chance)
        sheet = sitting.open()
        moments = [Moment(path.read_bytes() if path.exists() else None, b"", answers)]
        for _ in range(chance.randint(2, 5)):
            sitting.next(sheet)[1]()
            tally.acknowledged += 1
            moments.append(Moment(path.read_bytes(), journal.read_bytes(), answers_of(sheet.sheet)))
        sheet.close()
        for before, after in (moments[-3:-1], moments[-2:]):
            for on_disk, in_journal, allowed in _cuts(before, after):
                _put(path, on_disk)
                _put(journal, in_journal or None)
                tally.look(path, *allowed)
                if chance.random() < 0.02:  # noqa: PLR2004  # some are opened too, and answered further
                    _go_on(tally, sitting, allowed)
    return tally


def _cuts(before: Moment, after: Moment) -> Iterator[tuple[bytes | None, bytes, tuple[Answers, ...]]]:
    """Yield what a power cut during one save can leave on the disk, and the answers that are then to be read."""
    journal, sheet = after.journal, after.sheet or b""
    written = journal[: journal.rfind(b'{"placed"')]
    start = len(before.journal) if journal.startswith(before.journal) else len(written)
    for end in range(start, len(written)):  # the journal's line was being written
        yield before.sheet, journal[:end], (before.answers, after.answers)
    for end in range(start, len(journal) + 1):  # the sheet arrived, the journal only in part
        yield sheet, journal[:end], (after.answers,)
    for end in range(len(sheet)):  # the journal arrived, the sheet only in part
        yield sheet[:end], written, (after.answers,)
        yield sheet[:end], journal, (after.answers,)


def _put(path: Path, content: bytes | None) -> None:
    path.unlink(missing_ok=True) if content is None else path.write_bytes(content)


def _go_on(tally: Tally, sitting: Sitting, allowed: tuple[Answers, ...]) -> None:
    sheet = sitting.open()
    tally.lost += answers_of(sheet.sheet) not in allowed
    sitting.next(sheet)[1]()
    tally.acknowledged += 1
    tally.look(sitting.path, answers_of(sheet.sheet))
    sheet.close()


# A disk that refuses.


def refusing(mishap: Callable[[Random, Path], Any], chance: Random, path: Path, rounds: int) -> Tally:
    """Save while the disk refuses at random moments; look after every save, and after a new start."""
    tally = Tally(rounds)
    for _ in range(rounds):
        expected = begin(path, chance)
        sitting = Sitting(path, chance)
        sheet = sitting.open()
        for _ in range(12):
            save = sitting.next(sheet)[1]
            try:
                with mishap(chance, path):
                    save()
            except ReplaceDelayedError:
                pass  # told, and in the journal
            except WriteError:
                tally.refused += 1
                tally.look(path, expected)
                continue
            tally.acknowledged += 1
            expected = answers_of(sheet.sheet)
            tally.look(path, expected)
            if chance.random() < 0.2:  # noqa: PLR2004  # a new start now and then
                sheet.close()
                sheet = sitting.open()
                tally.lost += answers_of(sheet.sheet) != expected
        sheet.close()
    return tally


KINDS: dict[str, tuple[float, Callable[[Random, Path, int], Tally]]] = {
    "killed (SIGKILL) while saving": (0.50, killed),
    "smartscore assess killed": (0.04, assess_killed),
    "power cut at every byte": (0.02, power_cut),
    "full disk after n bytes": (0.14, partial(refusing, mishaps.full_disk)),
    "read-only folder": (0.08, partial(refusing, mishaps.read_only)),
    "sheet held by a program": (0.06, partial(refusing, mishaps.held)),
    "folder removed": (0.06, partial(refusing, mishaps.folder_gone)),
    "two processes at once": (0.10, two_at_once),
}
"""Every kind of mishap: its share of the rounds, and what plays it."""


def play(part: tuple[str, int, int]) -> tuple[str, Tally]:
    """Play some rounds of one kind in a folder of their own."""
    kind, seed, rounds = part
    with tempfile.TemporaryDirectory() as folder:
        sheets = Path(folder) / "sheets"
        sheets.mkdir()
        return kind, KINDS[kind][1](Random(seed), sheets / "x.answers.yaml", rounds)


def parts(rounds: int, seed: int) -> list[tuple[str, int, int]]:
    """Return the work in pieces, at most two for each kind."""
    found = []
    for kind, (share, _) in KINDS.items():
        number = max(1, round(rounds * share))
        found += [(kind, seed + piece, number // 2 + (piece * number % 2)) for piece in range(2)]
    return found


def main(arguments: list[str]) -> int:
    """Print what happened; return 1 where an acknowledged answer was lost."""
    rounds = int(arguments[0]) if arguments else ROUNDS
    seed = int(arguments[1]) if len(arguments) > 1 else SEED
    tallies = {kind: Tally() for kind in KINDS}
    started = time.monotonic()
    with multiprocessing.get_context("fork").Pool() as pool:
        for kind, tally in pool.imap_unordered(play, parts(rounds, seed)):
            tallies[kind].add(tally)
    names = [each.name for each in fields(Tally)]
    total = Tally()
    print(f"{'':30}" + "".join(f"{name.replace('_', ' '):>14}" for name in names))
    for kind, tally in tallies.items():
        total.add(tally)
        print(f"{kind:30}" + "".join(f"{getattr(tally, name):14,}" for name in names))
    print(f"{'all':30}" + "".join(f"{getattr(total, name):14,}" for name in names))
    print(f"seed {seed}, {time.monotonic() - started:.0f} s")
    return 1 if total.lost or total.unreadable else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
