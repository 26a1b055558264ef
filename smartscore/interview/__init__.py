"""Asking the questions: a session without a terminal, and the faces it is asked with."""
