"""How the numbers came about, in at most ten sentences, and what ties the report to its input."""

from collections.abc import Iterator

from smartscore.language import Language
from smartscore.scoring import Scorecard


def method_lines(card: Scorecard, words: Language) -> Iterator[str]:
    """Yield the method, in at most ten sentences."""
    rules = card.method
    yield words("method.value", floor=rules.floor, highest=rules.highest)
    yield words("method.tiers", rules="; ".join(_tier_rules(card, words)))
    yield words("method.interval")
    yield words(
        "method.coverage", floor=words.percent(rules.coverage_floor), mark=words.percent(rules.coverage_provisional)
    )
    yield words("method.not_applicable", mark=words.percent(rules.not_applicable_mark))
    if rules.waiting_counts_as is not None:
        yield words("method.waiting", level=rules.waiting_counts_as)
    yield words("method.bands", bands=", ".join(_bands(card, words)))
    yield words("method.level") if rules.slack is None else words("method.level_slack", slack=rules.slack)
    yield words("method.gated" if rules.gated else "method.evidence")
    efforts = "; ".join(f"{size}: {means}" for size, means in rules.efforts.items())
    yield words("method.actions") + (" " + words("method.efforts", efforts=efforts) if efforts else "")


def _tier_rules(card: Scorecard, words: Language) -> Iterator[str]:
    seen: set[int] = set()
    for group in card.groups:
        if group.depth not in seen:
            seen.add(group.depth)
            scale = ""
            if group.rule_scale:
                low, high = (words.value(edge) for edge in group.rule_scale)
                scale = " " + words("method.on_scale", low=low, high=high)
            yield f"{group.tier}: {words(f'rule.{group.rule}')}{scale}"


def _bands(card: Scorecard, words: Language) -> Iterator[str]:
    for item in card.levels:
        yield words("method.band", level=item.level, name=item.name, min=words.value(item.min))


def digests(card: Scorecard, words: Language) -> Iterator[tuple[str, str]]:
    """Yield the digests that tie the report to its input."""
    yield words("label.questionnaire"), card.questionnaire_digest
    yield words("label.sheet"), card.sheet_digest
    yield words("label.program"), card.program
