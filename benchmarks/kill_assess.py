"""Kill the interview at random moments, and look whether an acknowledged answer was ever lost.

    python benchmarks/kill_assess.py [ROUNDS] [SEED]

Each round answers questions through a pipe, as fast as they are asked, kills the program with SIGKILL after a random
time, and reads the sheet: it has to be valid and to hold every answer that was acknowledged. The next round goes on
with the same sheet until it is complete.
"""

import random
import re
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

from smartscore import SmartscoreError, load_questionnaire, read_sheet
from smartscore.answers import match

ACKNOWLEDGED = re.compile(rb"Saved: (\S+) = (\d)")
ROUNDS, SEED = 200, 2026


def killed_run(sheet: Path, chance: random.Random, longest: float = 1.2) -> dict[str, int]:
    """Answer until killed, after so many seconds at most; return the answers that were acknowledged."""
    command = [sys.executable, "-m", "smartscore", "assess", str(sheet), "--lang", "en"]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    timer = threading.Timer(chance.uniform(0.2, longest), process.kill)
    timer.start()
    acknowledged: dict[str, int] = {}
    try:
        _converse(process, chance, acknowledged)
    except BrokenPipeError:
        pass  # killed while it was being written to
    finally:
        timer.cancel()
        process.kill()
        process.wait()
    return acknowledged


def _converse(process: "subprocess.Popen[bytes]", chance: random.Random, acknowledged: dict[str, int]) -> None:
    if process.stdin is None or process.stderr is None:
        raise TypeError
    seen = b""
    process.stdin.write(b"%d\n" % chance.randint(0, 5))
    process.stdin.flush()
    while chunk := process.stderr.read1(4096):
        seen += chunk
        for question, level in ACKNOWLEDGED.findall(seen):
            acknowledged[question.decode()] = int(level)
        if seen.rstrip().endswith(b">"):
            seen = b""
            process.stdin.write(b"%d\n" % chance.randint(0, 5))
            process.stdin.flush()


def main() -> int:
    """Print what happened; return 1 where an acknowledged answer was lost."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else SEED  # noqa: PLR2004  # the second argument
    chance, questionnaire = random.Random(seed), load_questionnaire("indonesia-smart-city")
    total = lost = unread = before_first = leftovers = 0
    with tempfile.TemporaryDirectory() as folder:
        sheet = Path(folder) / "killed.answers.yaml"
        for _ in range(rounds):
            acknowledged = killed_run(sheet, chance)
            total += len(acknowledged)
            before_first += not acknowledged
            if not sheet.exists():
                lost += len(acknowledged)
                continue
            try:
                responses = match(questionnaire, read_sheet(sheet))
            except SmartscoreError as error:
                print(error)
                unread += 1
                sheet.unlink()
                continue
            lost += sum(responses[question].given != level for question, level in acknowledged.items())
            leftovers += len(list(Path(folder).glob(".*.tmp")))
            if all(response.given is not None for response in responses.values()):
                sheet.unlink()
    print(f"{rounds} rounds, seed {seed}: {total} answers acknowledged, {lost} lost, {unread} sheets unreadable;")
    print(f"{before_first} rounds killed before the first answer; {leftovers} temporary files seen beside the sheet.")
    return 1 if lost or unread else 0


if __name__ == "__main__":
    sys.exit(main())
