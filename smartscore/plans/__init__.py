"""Compiled plans: a questionnaire's form as flat, immutable numbers, and whole-number scoring by them.

Nothing here needs pydantic to score, so that a plan from the cache is quick to use. Results are those of
`smartscore.scoring`, digit for digit.
"""
