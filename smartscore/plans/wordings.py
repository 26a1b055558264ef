"""A questionnaire's own texts as exports of forms repeat them: over columns and in cells, in each of its languages."""

from dataclasses import dataclass

from smartscore.plans.plan import Plan


@dataclass(frozen=True, slots=True)
class Wordings:
    """`heads` are questions by what they ask; `answers` are levels, options and criteria by question and by text.

    Texts are folded. One that stands for two things stands for neither.
    """

    heads: dict[str, str]
    answers: dict[str, dict[str, str]]


def fold(text: str) -> str:
    """Return a text without what copies of it may differ in: capitals and blanks."""
    return " ".join(text.casefold().split())


def worded(plan: Plan, wordings: Wordings) -> Plan:
    """Return a plan whose questions know the texts of their answers."""
    questions = (
        # the plan's own names come first: messages name a level by the first of them
        question._replace(names={**question.names, **wordings.answers.get(question.id, {}), **question.names})
        for question in plan.questions
    )
    return plan._replace(questions=tuple(questions))
