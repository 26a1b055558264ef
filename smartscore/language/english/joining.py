"""What is said when the sheets of several respondents are merged, and when answers are shown, set or cleared."""

from typing import Final

TEXTS: Final = {
    "merge.regions": "these sheets are about different regions: {said}. Merge the sheets of each region on their own, or write the same region in all.",
    "merge.periods": "these sheets are about different periods: {said}. Merge the sheets of each period on their own, or write the same period in all.",
    "merge.questionnaires": "these sheets answer different questionnaires: {said}. Merge those of one questionnaire only.",
    "merge.roles": "these sheets have different roles: {said}. Merge self-assessments with self-assessments, assessors' sheets with assessors' sheets.",
    "merge.forms": "these sheets have different forms: {said}. Write the same form in all: `full`, or `quick` where only the short form is to count.",
    "merge.assessed": "some of these sheets are assessed and some are not (assessed: {said}). Merge those that are assessed on their own.",
    "merge.profiles": "these sheets say different things of the kind of place: {said}. Write the same in the profile of all.",
    "inputs.once": "{path} was named more than once and is taken once.",
    "merge.output_is_input": "{path} is one of the sheets to be merged. Choose another name for the merged sheet.",
    "merge.output_exists": "{path} exists already, and may hold answers that are nowhere else. Choose another name for the merged sheet.",
    "merge.output_json": "{path}: the merged sheet is written as YAML. Choose a name that ends in .answers.yaml.",
    "merge.prefer_file": "“{name}” is none of the sheets to be merged. They are: {known}.",
    "merge.prefer_file.near": "“{name}” is none of the sheets to be merged. Did you mean “{near}”?",
    "merge.prefer_ids": "“{value}” names no question after the colon. Write FILE:ID,ID, or FILE alone for every conflict.",
    "merge.prefer_no_answer": "{path} has no answer to “{id}” that could be preferred. Name the file whose answer is to be taken.",
    "merge.prefer_twice": "“{id}” is named for two files. Keep the one whose answer is to be taken.",
    "merge.conflicts": (
        "{count} questions have answers that contradict each other, so nothing was written. Settle each with --prefer, for example "
        "--prefer {file}:{id}, or change or clear the answer in one of the files; then run the command again."
    ),
    "merge.conflicts.one": (
        "1 question has answers that contradict each other, so nothing was written. Settle it with --prefer, for example "
        "--prefer {file}:{id}, or change or clear the answer in one of the files; then run the command again."
    ),
    "merge.same": "{answer} – the same",
    "merge.settled": "{count} conflicts settled as --prefer says.",
    "merge.settled.one": "1 conflict settled as --prefer says.",
    "merge.done": "{count} sheets merged: {answered} of {asked} questions are answered.",
    "merge.done.one": "1 sheet taken as it is: {answered} of {asked} questions are answered.",
    "answers.column_question": "Question",
    "answers.column_answer": "Answer",
    "answers.column_evidence": "Evidence",
    "answers.column_by": "By",
    "answers.lacking": "{count}, lacks {lacking}",
    "answers.none_met": "none met",
    "answers.documents": "Evidence: {documents}",
    "answers.unknown": "there is no question, area or dimension “{name}”. There are: {known}.",
    "answers.unknown.near": "there is no question, area or dimension “{name}”. Did you mean “{near}”?",
    "answers.read_only": "{path} can be read, not changed. Name a file.",
    "answers.set": "{count} settings made in {path}.",
    "answers.set.one": "1 setting made in {path}.",
    "answers.cleared": "{count} answers cleared in {path}.",
    "answers.cleared.one": "1 answer cleared in {path}.",
    "report.by": "Answered by: {names}",
}
