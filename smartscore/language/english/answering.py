"""What the interview says."""

from typing import Final

TEXTS: Final = {
    "interview.place": "[{number}/{count}] {groups} · {done} % answered · {id}",
    "interview.keys": "{keys} answer · n not applicable · ? don't know · w waiting · c comment · e evidence · b back · s skip · h help · q quit",
    "interview.number": "A number in: {unit}. {count}",
    "interview.evidence_count": "{key} ({count})",
    "interview.evidence_asked": "Evidence, by level or criterion (documents): {listed}; h lists it.",
    "interview.evidence_due": "Evidence for this answer: {documents}. To add it: b, then e.",
    "interview.now": "Now: {answer}",
    "interview.has_evidence": "Evidence: {reference}",
    "interview.none_met": "none met",
    "interview.saved": "saved: {id} = {answer}",
    "interview.added": "saved: comment and evidence of {id}",
    "interview.no_reason": "Without a reason nothing is changed.",
    "interview.type_something": "Nothing was typed, so nothing was answered. {keys}",
    "interview.over": "All questions of this sitting have been asked.",
    "interview.nothing_to_undo": "There is nothing to take back.",
    "interview.nothing_to_redo": "There is nothing to do again.",
    "interview.not_found": "no question of this sitting means “{value}”. Type an id, an area, or a word of the question.",
    "interview.no_such_evidence": "there is no evidence number {number}; this answer has {count}.",
    "interview.first": "This is the first question.",
    "interview.ask_reason": "Why does it not apply? ",
    "interview.ask_comment": "Comment (empty deletes it): ",
    "interview.ask_reference": "Document (number and title), file or link: ",
    "interview.ask_proves": "Which of the documents above is it? Numbers with spaces, 0 none of them: ",
    "interview.no_evidence": "Nothing was added.",
    "interview.wrong_numbers": "Type numbers from 1 to {count} with spaces, or 0.",
    "interview.ask_region": "Region (Enter to leave open): ",
    "interview.ask_period": "Year or period (Enter to leave open): ",
    "interview.ask_respondent": "Who answers (Enter to leave open): ",
    "interview.help": (
        "Digits answer: for a level type its number; for yes and no 1 or 0; for a choice its number; for a checklist the "
        "numbers of what is met, with spaces, or 0; for a number the number itself. Letters are commands: n it does not apply "
        "here, and why; ? nobody here knows; w an outside body gives the answer; c a comment; e evidence; b the question "
        "before; s leave it for later; q stop. Every answer is saved at once. The evidence this question asks for:"
    ),
    "interview.path": "Answer sheet: {path}",
    "interview.resumed": "Going on: {answered} of {count} questions already have an answer.",
    "interview.backup": "The file was edited by hand; it is kept as {path}, because comments are not written back.",
    "interview.set": "{count} answers set.",
    "interview.set.one": "1 answer set.",
    "interview.open": "{count} questions have no answer yet; run the same command again to go on.",
    "interview.open.one": "1 question has no answer yet; run the same command again to go on.",
    "interview.interrupted": "Interrupted; every answer so far is in {path}",
    "interview.done": "Answer sheet: {path}\nFull report: smartscore report {path}",
}
