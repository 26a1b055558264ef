"""What a questionnaire is: its scale, its tree of groups and questions, and its rules. Nothing here reads a file."""

from smartscore.questionnaire.group import Group
from smartscore.questionnaire.questionnaire import OVERALL, Form, Questionnaire
from smartscore.questionnaire.rules import Band, Bands, Gate, Rule, Tier

__all__ = ["OVERALL", "Band", "Bands", "Form", "Gate", "Group", "Questionnaire", "Rule", "Tier"]
