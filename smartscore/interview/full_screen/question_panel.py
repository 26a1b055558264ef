"""The panel of the question; below it stays what is typed and what was said last."""

from smartscore.interview.full_screen.asking import Asking
from smartscore.interview.full_screen.lines import Lines
from smartscore.interview.full_screen.question_lines import answer_lines, question_lines
from smartscore.interview.full_screen.sitting import Said, Sitting


class QuestionPanel(Lines):
    """A question with its choices; in a narrow window (`with_proof`) also what has to be shown as evidence."""

    DEFAULT_CSS = "QuestionPanel { width: 1fr; height: 1fr; padding: 0 0 0 1; }"

    def __init__(self) -> None:
        super().__init__()
        self.with_proof = True

    def show_question(self, sitting: Sitting, asking: Asking, said: Said) -> None:
        """Draw a question as it stands."""
        lines = question_lines(sitting, asking, with_proof=self.with_proof)
        self.show(lines, answer_lines(asking, said, sitting.words))

    def show_marked(self, asking: Asking) -> None:
        """Scroll to the marked choice; to the beginning of the question where it is the first."""
        if asking.marked:
            self.scroll_to_target(asking.marked)
        else:
            self.scroll_to_top()
