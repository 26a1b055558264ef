"""Keeping what was answered: locks, journals, copies."""

from typing import Final

TEXTS: Final = {
    "lock.held": "{user} has this sheet open on {host} since {since}. Read it with: smartscore report {sheet} - or, if nobody is working on it any more, start again with --take-over.",
    "lock.held_by_unknown": "somebody is opening this sheet at this moment ({lock}). Try again in a minute, or start again with --take-over.",
    "lock.taken": "{user} took this sheet over on {host} at {since}. Your last answer is not in the sheet but set aside in its journal; all answers before it are saved. See it with: smartscore answers show {sheet} --aside - talk to each other, then start again.",
    "lock.taken_unsaved": "{user} took this sheet over on {host} at {since}. Your last answer was not saved ({journal} cannot be written); all answers before it are. Talk to each other, then start again.",
    "keeping.changed": "another program changed this sheet while it was being answered; nothing was overwritten. Take the sheet as it is now, or keep a copy of it and go on with yours.",
    "keeping.removed": "this sheet was removed or renamed while it was being answered. Go on to write it again, or look for it first.",
    "keeping.delayed": "this sheet could not be replaced at this moment ({reason}). Your answers are safe in {journal}; the next answer or start puts them into the sheet. Close other programs that have it open.",
    "keeping.aside": "{count} answers of {by} were set aside when this sheet was taken over, and the sheet says something else. See them with: smartscore answers show {sheet} --aside - and when it is settled: smartscore answers dismiss {sheet}",
    "keeping.aside.one": "1 answer of {by} was set aside when this sheet was taken over, and the sheet says something else. See it with: smartscore answers show {sheet} --aside - and when it is settled: smartscore answers dismiss {sheet}",
    "keeping.read_again": "another program has changed this sheet since your last answer; what follows is about the sheet as it is now.",
    "keeping.broken": "another program has changed this sheet while it was being answered, and now it cannot be read any more. The sheet with all your answers is kept as {backup}; put it in the place of the other.",
    "answers.dismissed": "{count} answers that were set aside are settled; {path} stays as it is.",
    "answers.dismissed.one": "1 answer that was set aside is settled; {path} stays as it is.",
    "answers.none_aside": "No answers were set aside that differ from those in {path}.",
    "warning.from_journal": "answers taken from the journal of an interrupted interview: {count} ({known}). Put them into the sheet with: smartscore assess {file}",
    "warning.journal_refused": "the journal of an interrupted interview has another answer to {id}; the one in the sheet counts. Compare them.",
    "warning.restored": "this file is cut off; its answers were taken from {journal}. Repair it with: smartscore assess {file} - or, if you shortened it on purpose, delete the journal.",
}
