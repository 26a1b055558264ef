"""How long a key takes in full-screen mode, with 100 questions.

    python benchmarks/key_latency.py [WIDTH] [HEIGHT]

Drives the app as its tests do, without a terminal: from the key to the moment when everything is drawn and nothing
waits any more. What is counted is the time that the processor worked for the key: the pilot itself sleeps about 60 ms
beside every key, also beside one that does nothing (f12 shows what is left of that). Prints the middle and the longest
for each key. The look at the whole before the end is not among them: its list is drawn at once, and a thread finds its
rows (about 100 ms where 100 answers are not known).
"""

import asyncio
import statistics
import sys
import time
from collections import defaultdict

from smartscore.answers import FORMAT, Sheet, SheetQuestionnaire
from smartscore.files.questionnaires import load_questionnaire
from smartscore.interview.full_screen.app import InterviewApp
from smartscore.interview.full_screen.sitting import Sitting
from smartscore.interview.session import Session
from smartscore.interview.surroundings import Surroundings
from smartscore.language import LANGUAGES
from smartscore.questionnaire import Questionnaire

QUESTIONS, GOAL = 100, 0.050
ID = "indonesia-smart-city"
ROUND = ["down", "down", "up", "3", "1", "enter", "?", "b", "c", "x", "enter", "w", "s", "u", "r", "l", "l", "v"]
ONCE = ["f12", "f12", "f12", "tab", "tab", "pagedown", "pageup", "f3", "f3", "h", "escape"]
LISTS = ["o", "down", "escape", "g", "w", "a", "escape"]
EVIDENCE = ["e", "enter", "S", "K", "tab", "space", "enter", "up", "d", "escape", "n", "x", "enter"]


def hundred(language: str) -> Questionnaire:
    """Return the shipped questionnaire with so many more questions that there are 100."""
    shipped = load_questionnaire(ID, language)
    first = shipped.dimensions[0]
    lacking = QUESTIONS - len(shipped.questions)
    more = [
        question.model_copy(update={"id": f"{question.id}-more", "renamed_from": ()})
        for question in list(shipped.questions.values())[:lacking]
    ]
    longer = first.model_copy(update={"questions": (*first.questions, *more)})
    whole = shipped.model_copy(update={"dimensions": (longer, *shipped.dimensions[1:])})
    for name in ("questions", "groups", "parents", "renamed"):  # computed anew
        whole.__dict__.pop(name, None)
    return whole


def begun() -> Sitting:
    """Return a sitting with nothing answered; saving takes no time."""
    questionnaire = hundred("en")
    sheet = Sheet(format=FORMAT, questionnaire=SheetQuestionnaire(id=ID, version=questionnaire.version), region="X")
    languages = {code: hundred(code) for code in ("id", "en")}
    surroundings = Surroundings(
        save=lambda session: session,
        in_language=lambda code: languages[code],
        clock=time.monotonic,
        evidence_file=lambda _path: None,
    )
    return Sitting(Session.begin(questionnaire, sheet), LANGUAGES["en"], surroundings)


async def measured(width: int, height: int) -> dict[str, list[float]]:
    """Press keys; return the seconds that each took."""
    taken: dict[str, list[float]] = defaultdict(list)
    async with InterviewApp(begun()).run_test(size=(width, height)) as pilot:
        await pilot.pause()
        for key in [*ROUND * 4, *ONCE, *LISTS, *EVIDENCE, *ROUND * 4]:
            start = time.process_time()
            await pilot.press(key)
            taken[key].append(time.process_time() - start)
    return taken


def main() -> None:
    """Measure and print."""
    width, height = (int(text) for text in (*sys.argv[1:3], "80", "24")[:2])
    taken = asyncio.run(measured(width, height))
    print(f"{QUESTIONS} questions, {width}x{height}; goal {GOAL * 1000:.0f} ms")
    print(f"{'key':10} {'times':>5} {'middle':>8} {'longest':>8}")
    for key, seconds in sorted(taken.items(), key=lambda item: -max(item[1])):
        late = " *" if max(seconds) > GOAL else ""
        middle, longest = statistics.median(seconds) * 1000, max(seconds) * 1000
        print(f"{key:10} {len(seconds):5} {middle:6.1f}ms {longest:6.1f}ms{late}")


if __name__ == "__main__":
    main()
