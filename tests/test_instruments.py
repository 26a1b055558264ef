"""Four instruments of other people as small questionnaires in our format, scored against numbers worked by hand."""

import json
import shutil
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from conftest import Run, answered, sheet_text
from jsonschema import Draft202012Validator

from smartscore.answers import EvidenceStatus, State
from smartscore.errors import SheetError
from smartscore.files.questionnaires import load_questionnaire
from smartscore.files.sheets import read_sheet
from smartscore.files.yaml12 import parse
from smartscore.questionnaire import Questionnaire
from smartscore.questions import LevelQuestion, NumberQuestion
from smartscore.questions.question import Question
from smartscore.scoring import Scorecard, score
from smartscore.scoring.scorecard import LevelResult

INSTRUMENTS = Path(__file__).parent / "instruments"
NAMES = ["spbe", "pemdi", "evaluation", "goalposts"]
FILES = sorted(str(file.relative_to(INSTRUMENTS)) for file in INSTRUMENTS.rglob("*.yaml"))
KEDIRI = INSTRUMENTS / "evaluation" / "examples" / "kediri-2022.answers.yaml"

Data = dict[str, Any]


@cache
def load(name: str) -> Questionnaire:
    return load_questionnaire(str(INSTRUMENTS / name))


@cache
def indicators(name: str) -> Mapping[int, str]:
    """Return the questions' ids by indicator number: i07-... is 7."""
    return {int(question_id[1:3]): question_id for question_id in load(name).questions}


def result(card: Scorecard, group: str = "overall") -> LevelResult:
    found = card.group(group).result
    assert found is not None
    return found


def proofs(question: Question, up_to: int, **statuses: str) -> list[Data]:
    """Return evidence for every level up to one: accepted, unless `l2_02="returned"` says otherwise."""
    assert isinstance(question, LevelQuestion)
    asked = [item.id for level in sorted(question.evidence) if level <= up_to for item in question.evidence[level]]
    return [
        {"reference": f"{item}.pdf", "proves": [item], "status": statuses.get(item.replace("-", "_"), "accepted")}
        for item in asked
    ]


def extreme(question: Question, *, best: bool) -> Any:  # an answer of any kind
    """Return the best answer with all its evidence, or the worst one with none."""
    if isinstance(question, NumberQuestion):
        assert question.goalposts is not None
        return int(question.goalposts.best if best else question.goalposts.worst)
    assert isinstance(question, LevelQuestion)
    if not best:
        return min(question.levels)
    return {"level": max(question.levels), "evidence": proofs(question, max(question.levels))}


def text_keys(value: Any) -> Any:  # data from a file
    """Return YAML data as JSON would hold it: all keys are text."""
    if isinstance(value, dict):
        return {str(key): text_keys(item) for key, item in value.items()}
    return [text_keys(item) for item in value] if isinstance(value, list) else value


class TestEveryInstrument:
    @pytest.mark.parametrize("name", ["spbe", "pemdi", "goalposts", "evaluation"])
    def test_check_finds_no_fault(self, smartscore: Run, name: str) -> None:
        """They are for arithmetic; that their texts are all alike and ask for little is doubtful, and no fault."""
        ran = smartscore("check", INSTRUMENTS / name, "--lang", "en")
        assert [line for line in ran.out.splitlines() if line.startswith("fault:")] == []
        assert "ignored" not in ran.out  # no weight or rule without effect
        assert ran.code == 0

    def test_check_reads_the_example_of_an_instrument_too(self, smartscore: Run) -> None:
        ran = smartscore("check", INSTRUMENTS / "evaluation", "--lang", "en")
        assert f"good:    {KEDIRI}" in ran.out.splitlines()

    @pytest.mark.parametrize("file", FILES)
    def test_every_file_names_the_schema_that_it_fits(self, file: str) -> None:
        text = (INSTRUMENTS / file).read_text("utf-8")
        server, plain = text.splitlines()[:2]
        schema = plain.removeprefix("# $schema: ")
        assert server == f"# yaml-language-server: $schema={schema}"
        validator = Draft202012Validator(json.loads((INSTRUMENTS / file).parent.joinpath(schema).read_text("utf-8")))
        assert [error.message for error in validator.iter_errors(text_keys(parse(text)))] == []

    @pytest.mark.parametrize("name", NAMES)
    @pytest.mark.parametrize(("best", "index"), [(True, 100), (False, 0)])
    def test_all_best_is_100_and_all_worst_is_0_at_every_node(self, name: str, best: bool, index: int) -> None:
        """And the instrument's own value is then its highest level, or its floor."""
        questionnaire = load(name)
        answers = {key: extreme(question, best=best) for key, question in questionnaire.questions.items()}
        card = score(questionnaire, answered(questionnaire, answers, assessed=True))
        assert {(group.index, group.low, group.high) for group in card.groups} == {(index, index, index)}
        assert {question.index for question in card.questions} == {index}
        assert card.overall.native == (questionnaire.scale.highest if best else questionnaire.scale.base)

    @pytest.mark.parametrize("name", NAMES)
    def test_an_empty_sheet_says_nothing(self, name: str) -> None:
        card = score(load(name), answered(load(name), {}))
        assert (card.overall.index, card.overall.low, card.overall.high, card.overall.coverage) == (None, 0, 100, 0)
        assert (result(card).level, result(card).none_because) == (None, "coverage")


def spbe(default: int, levels: Mapping[int, int] | None = None) -> Scorecard:
    """Score the weighted index with one level for all indicators but those that are named by number."""
    answers = {key: (levels or {}).get(number, default) for number, key in indicators("spbe").items()}
    return score(load("spbe"), answered(load("spbe"), answers))


def at(level: int, *numbers: int) -> dict[int, int]:
    return dict.fromkeys(numbers, level)


POLICY, PLANNING, TECHNOLOGY, ORGANISER = range(1, 11), range(11, 15), range(15, 19), range(19, 21)
PRACTICE, AUDIT, ADMINISTRATION, PUBLIC = range(21, 29), range(29, 32), range(32, 42), range(42, 48)

SPBE_MIXED = {
    **at(2, *POLICY),
    **at(3, *PLANNING),
    **at(4, *TECHNOLOGY),
    **at(1, 19),
    **at(5, 20),
    **at(2, 21, 22, 23, 24),
    **at(1, 25, 26, 27, 28, *AUDIT),
    **at(4, 32, 33, 34, 35, 36, 42, 43, 44),
    **at(3, 37, 38, 39, 40, 41),
    **at(5, 45, 46, 47),
}

UP_TO_AUDIT = range(1, 32)
"""Indicators 1-31: the first three domains, 13 + 25 + 16.5 = 54.5 of 100."""

SPBE_EDGES = [
    # 54.5 + 6 x 2.75 + 3 x 3 = 80 of 100 one level up: 1 + 0.80
    pytest.param(1, at(2, *UP_TO_AUDIT, *range(32, 38), 42, 43, 44), 44, Fraction("1.8"), 2, id="1.80"),
    # 54.5 + 2 x 2.75 = 60 of 100: 2 + 0.60
    pytest.param(2, at(3, *UP_TO_AUDIT, 32, 33), 33, Fraction("2.6"), 3, id="2.60"),
    # 45.5 + 4.5 = 50 of 100: 3 + 0.50
    pytest.param(3, at(4, *AUDIT, *ADMINISTRATION, *PUBLIC), 29, Fraction("3.5"), 4, id="3.50"),
    # 10 + 10 = 20 of 100: 4 + 0.20
    pytest.param(4, at(5, *PLANNING, *TECHNOLOGY), 18, Fraction("4.2"), 5, id="4.20"),
]


class TestWeightedIndex:
    """(a) `spbe`: 4 domains, 8 aspects, 47 indicators, levels 1 to 5."""

    def test_it_has_4_domains_8_aspects_and_47_indicators(self) -> None:
        card = spbe(3)
        storeys = [sum(group.depth == depth for group in card.groups) for depth in (1, 2, 3)]
        assert (storeys, len(card.questions)) == ([4, 8, 0], 47)
        assert sorted(indicators("spbe")) == list(range(1, 48))

    def test_weights_add_up_on_every_storey(self) -> None:
        """Each group weighs what it holds, in percent of the whole."""
        questionnaire = load("spbe")
        for group in questionnaire.groups.values():
            assert group.weight == sum(part.weight for part in (*group.groups, *group.questions))
        assert sum(domain.weight for domain in questionnaire.dimensions) == 100

    @pytest.mark.parametrize(
        ("numbers", "percent"),
        [
            (POLICY, "1.3"),
            (PLANNING, "2.5"),
            (TECHNOLOGY, "2.5"),
            (ORGANISER, "2.5"),
            (PRACTICE, "1.5"),
            (AUDIT, "1.5"),
            (ADMINISTRATION, "2.75"),
            (PUBLIC, "3"),
        ],
    )
    def test_one_level_more_adds_an_indicators_weight(self, numbers: range, percent: str) -> None:
        """From 3 to 4 in an indicator of 2.75 %, the own value grows by 0.0275."""
        for number in numbers:
            assert spbe(3, {number: 4}).overall.native == 3 + Fraction(percent) / 100

    def test_everything_at_3_gives_exactly_3(self) -> None:
        card = spbe(3)
        assert {group.native for group in card.groups} == {Fraction(3)}
        assert card.overall.index == 50
        assert (result(card).level, result(card).name) == (3, "Middle")

    def test_a_mixed_case_worked_by_hand(self) -> None:
        """Weight times level, aspect by aspect, in percent.

        1 policy          10 x 1.3 x 2                         =  26
        2 planning         4 x 2.5 x 3                         =  30
        3 technology       4 x 2.5 x 4                         =  40
        4 organiser        2.5 x 1 + 2.5 x 5                   =  15
        5 practice         4 x 1.5 x 2 + 4 x 1.5 x 1           =  18
        6 audit            3 x 1.5 x 1                         =   4.5
        7 administration   5 x 2.75 x 4 + 5 x 2.75 x 3         =  96.25
        8 public           3 x 3 x 4 + 3 x 3 x 5               =  81
                                                           sum = 310.75

        So the whole is 3.1075, and (3.1075 - 1) / 4 = 52.6875 %. The domains: 26 / 13 = 2; (30 + 40 + 15) / 25 = 3.4;
        22.5 / 16.5 = 15/11; 177.25 / 45.5 = 709/182.
        """
        card = spbe(3, SPBE_MIXED)
        assert card.overall.native == Fraction("3.1075")
        assert card.overall.index == Fraction("52.6875")
        assert {domain.id: domain.native for domain in card.dimensions} == {
            "policy": 2,
            "governance": Fraction("3.4"),
            "management": Fraction(15, 11),
            "services": Fraction(709, 182),
        }
        assert {aspect.id: aspect.native for aspect in card.groups if aspect.depth == 2} == {
            "policy-governance": 2,
            "gov-planning": 3,
            "gov-technology": 4,
            "gov-organiser": 3,
            "man-practice": Fraction("1.5"),
            "man-audit": 1,
            "ser-administration": Fraction("3.5"),
            "ser-public": Fraction("4.5"),
        }
        assert (result(card).level, result(card).caps) == (3, ())

    @pytest.mark.parametrize(("default", "levels", "last", "edge", "level"), SPBE_EDGES)
    def test_an_edge_belongs_to_the_band_above_it(
        self, default: int, levels: dict[int, int], last: int, edge: Fraction, level: int
    ) -> None:
        """One indicator a level lower, and the result is in the band below."""
        card = spbe(default, levels)
        assert (card.overall.native, result(card).level) == (edge, level)
        lower = spbe(default, {**levels, last: levels[last] - 1})
        weight = load("spbe").questions[indicators("spbe")[last]].weight
        assert (lower.overall.native, result(lower).level) == (edge - weight / 100, level - 1)

    def test_a_weak_domain_does_not_hold_the_whole(self) -> None:
        """13 x 1 + 87 x 5 = 448: the index is 4.48, and no rule of a weakest domain holds it."""
        card = spbe(5, at(1, *POLICY))
        assert (card.overall.native, result(card).level, result(card).caps) == (Fraction("4.48"), 5, ())
        assert result(card, "policy").level == 1

    def test_an_edge_that_is_not_reached_is_not_shown_as_reached(self, smartscore: Run, tmp_path: Path) -> None:
        """9 x 2.5 + 16.5 + 2.75 + 18 = 59.75 of 100 at 3, the rest at 2: 2.5975; two decimals would show 2.60."""
        three = at(3, *range(11, 20), *PRACTICE, *AUDIT, 32, *PUBLIC)
        report = self.report(smartscore, tmp_path, 2, three)
        assert "| Own scale | 2.598 of 5 |" in report
        assert "| Maturity level | 2 Low |" in report

    def test_the_report_has_two_decimals(self, smartscore: Run, tmp_path: Path) -> None:
        assert "| Own scale | 3.00 of 5 |" in self.report(smartscore, tmp_path, 3, {})
        assert "| Own scale | 3.11 of 5 |" in self.report(smartscore, tmp_path, 3, SPBE_MIXED)

    def report(self, smartscore: Run, tmp_path: Path, default: int, levels: dict[int, int]) -> list[str]:
        lines = [f"  {key}: {levels.get(number, default)}\n" for number, key in indicators("spbe").items()]
        sheet = tmp_path / "mixed.answers.yaml"
        sheet.write_text(sheet_text("".join(lines), questionnaire="spbe", version="1.0.0"), "utf-8")
        ran = smartscore("report", sheet, "-q", INSTRUMENTS / "spbe", "-f", "markdown")
        assert (ran.code, ran.err) == (0, "")
        return ran.out.splitlines()


def claimed(level: int, proved: int | None = None, **statuses: str) -> Data:
    """Return an answer of the gated instrument: a claim, and evidence up to a level (the claimed one)."""
    question = next(iter(load("pemdi").questions.values()))  # all ask for evidence under the same ids
    return {"level": level, "evidence": proofs(question, level if proved is None else proved, **statuses)}


def pemdi(default: Any, answers: Mapping[int, Any] | None = None, *, assessed: bool = True) -> Scorecard:  # an answer
    """Score the gated instrument with one answer for all indicators but those that are named by number."""
    given = {key: (answers or {}).get(number, default) for number, key in indicators("pemdi").items()}
    return score(load("pemdi"), answered(load("pemdi"), given, assessed=assessed))


PEMDI_WEIGHTS = [5, 5, 5, 5, 5, 3, 3, 4, 4, 4, 3, 4, 5, 5, 4, 4, 4, 3, 10, 15]
FIRST_HALF = range(1, 13)
"""Indicators 1-12: the first four aspects, 10 + 10 + 15 + 15 = 50 of 100."""


class TestGatedIndex:
    """(b) `pemdi`: 7 aspects, 20 indicators, only accepted evidence counts, floor 0."""

    def test_it_has_7_aspects_and_20_indicators_with_their_weights(self) -> None:
        questionnaire = load("pemdi")
        assert [aspect.weight for aspect in questionnaire.dimensions] == [10, 10, 15, 15, 10, 15, 25]
        assert [question.weight for question in questionnaire.questions.values()] == PEMDI_WEIGHTS
        for aspect in questionnaire.dimensions:
            assert aspect.weight == sum(question.weight for question in aspect.questions)

    @pytest.mark.parametrize("claim", [3, 4, 5])
    def test_all_evidence_accepted_up_to_3_gives_exactly_3(self, claim: int) -> None:
        """Whatever is claimed above it."""
        card = pemdi(claimed(claim, proved=3))
        assert {group.native for group in card.groups} == {Fraction(3)}
        assert (card.overall.index, result(card).level, result(card).name) == (60, 3, "Growing")

    def test_no_more_than_the_claim_counts(self) -> None:
        assert pemdi(claimed(2, proved=5)).overall.native == 2

    def test_little_accepted_evidence_comes_out_below_1_without_a_name(self) -> None:
        """The first proof alone for indicators 1, 2, 19 and 20: 5 + 5 + 10 + 15 = 35 of 100 at 1, the rest at 0."""
        card = pemdi(2, dict.fromkeys((1, 2, 19, 20), claimed(2, proved=1)))
        assert (card.overall.native, card.overall.index) == (Fraction("0.35"), 7)
        assert (result(card).level, result(card).name, result(card).none_because) == (0, None, None)
        assert {aspect.id: aspect.native for aspect in card.dimensions if aspect.native} == {
            "management": 1,
            "satisfaction": 1,
        }

    def test_the_report_says_that_no_level_has_a_name_for_it(self, smartscore: Run, tmp_path: Path) -> None:
        """The same 0.35 through the command line."""
        proof = "{level: 2, evidence: [{reference: r, proves: [l1-01], status: accepted}]}"
        answers = [f"  {key}: {proof if n in (1, 2, 19, 20) else 2}\n" for n, key in indicators("pemdi").items()]
        sheet = tmp_path / "little.answers.yaml"
        sheet.write_text(sheet_text("".join(answers), "pemdi", "1.0.0", assessed="true"), "utf-8")
        ran = smartscore("report", sheet, "-q", INSTRUMENTS / "pemdi", "-f", "markdown")
        lines = ran.out.splitlines()
        assert "| Maturity level | 0 (below the first named level) |" in lines
        assert "| Own scale | 0.35 of 5 |" in lines
        assert "| Supported by evidence | only what evidence supports counts here |" in lines

    @pytest.mark.parametrize("status", ["returned", "rejected", "present"])
    def test_one_item_at_level_2_that_is_not_accepted_cuts_a_claim_of_4_to_1(self, status: str) -> None:
        """Indicator 20 weighs 15: with all others at 4 the whole loses 15 x 3 of 100 and comes to 3.55."""
        card = pemdi(claimed(4), {20: claimed(4, l2_02=status)})
        question = card.question(indicators("pemdi")[20])
        assert (question.level, question.supported_level, question.index) == (4, 1, 20)
        assert card.overall.native == Fraction("3.55")
        missing = [(item.question, item.evidence, item.asked_for, item.status) for item in card.missing_evidence]
        assert missing == [(question.id, "l2-02", "2", EvidenceStatus(status))]

    def test_a_gap_is_not_bridged_by_proof_above_it(self) -> None:
        """Everything is accepted but the first proof: level 0, though level 5 is proved."""
        card = pemdi(claimed(5, l1_01="returned"))
        assert (card.overall.native, result(card).name) == (0, None)

    def test_only_an_assessed_sheet_demands_acceptance(self) -> None:
        """Evidence that is merely present counts on a sheet that no assessor has seen."""
        present = dict.fromkeys(("l1_01", "l2_01", "l2_02", "l3_01"), "present")
        assert pemdi(claimed(3, **present), assessed=False).overall.native == 3
        assert pemdi(claimed(3, **present), assessed=True).overall.native == 0

    def test_a_waiting_indicator_counts_1(self) -> None:
        """Indicators 5, 6, 7 and 18 wait (5 + 3 + 3 + 3 = 14 of 100), the rest is at 3.

        Central and low: 0.86 x 3 + 0.14 x 1 = 2.72; high, with the four at 5: 2.58 + 0.70 = 3.28.
        """
        card = pemdi(claimed(3), dict.fromkeys((5, 6, 7, 18), "waiting"))
        assert card.overall.native == Fraction("2.72")
        assert (card.overall.index, card.overall.low, card.overall.high) == tuple(
            Fraction(value) * 20 for value in ("2.72", "2.72", "3.28")
        )
        assert (card.overall.coverage, card.states[State.WAITING]) == (1, 4)
        assert {item.question for item in card.open} == {indicators("pemdi")[number] for number in (5, 6, 7, 18)}
        assert card.question(indicators("pemdi")[5]).index == 20

    @pytest.mark.parametrize(
        ("low", "high", "value", "below", "level"),
        [
            (0, 1, "1", "0.96", 1),
            (1, 2, "1.5", "1.46", 2),
            (2, 3, "2.5", "2.46", 3),
            (3, 4, "3.5", "3.46", 4),
            (3, 4, "4", "3.96", 5),
        ],
    )
    def test_an_edge_belongs_to_the_band_above_it(
        self, low: int, high: int, value: str, below: str, level: int
    ) -> None:
        """Half the weight at each of two levels, or all at the higher; then indicator 12 (weight 4) a level lower."""
        upper = range(1, 21) if Fraction(value).denominator == 1 else FIRST_HALF
        answers = dict.fromkeys(upper, claimed(5, proved=high))
        card = pemdi(claimed(5, proved=low), answers)
        assert (card.overall.native, result(card).level) == (Fraction(value), level)
        lower = pemdi(claimed(5, proved=low), {**answers, 12: claimed(5, proved=high - 1)})
        assert (lower.overall.native, result(lower).level) == (Fraction(below), level - 1)

    def test_it_knows_no_other_result_than_the_supported_one(self) -> None:
        card = pemdi(claimed(3))
        assert {group.supported for group in card.groups} == {None}
        assert {group.supported_result for group in card.groups} == {None}


class TestRollUp:
    """(c) `evaluation`: five components, 10/20/30/20/20, on a scale 0 to 4."""

    def test_kediri_gives_exactly_663_over_200(self) -> None:
        """0.1 x 3.60 + 0.2 x 3.21 + 0.3 x 3.23 + 0.2 x 3.07 + 0.2 x 3.65 = 0.36 + 0.642 + 0.969 + 0.614 + 0.73."""
        card = score(load("evaluation"), read_sheet(str(KEDIRI)))
        assert card.overall.native == Fraction(663, 200)
        assert card.overall.index == Fraction("82.875")
        assert [str(component.native * 100) for component in card.dimensions if component.native] == [
            "360",
            "321",
            "323",
            "307",
            "365",
        ]

    @pytest.mark.parametrize(
        ("lang", "line"), [("en", "| Own scale | 3.32 of 4 |"), ("id", "| Skala sendiri | 3,32 dari 4 |")]
    )
    def test_it_is_shown_half_up_in_both_languages(self, smartscore: Run, lang: str, line: str) -> None:
        """3.315 becomes 3.32; a binary float would lie below it and give 3.31."""
        ran = smartscore("report", KEDIRI, "-q", INSTRUMENTS / "evaluation", "--lang", lang, "-f", "markdown")
        assert (ran.code, ran.err) == (0, "")
        assert line in ran.out.splitlines()

    def test_the_terminal_shows_it_too(self, smartscore: Run) -> None:
        ran = smartscore("report", KEDIRI, "-q", INSTRUMENTS / "evaluation")
        assert "Skala sendiri       3,32 dari 4" in ran.out.splitlines()

    def test_machines_read_it_with_a_point_and_exactly(self, smartscore: Run) -> None:
        ran = smartscore("report", KEDIRI, "-q", INSTRUMENTS / "evaluation", "-f", "json", "--lang", "id")
        overall = json.loads(ran.out)["groups"][0]
        assert overall["native"] == "3.315"
        assert overall["index"] == {"value": "82.875000", "exact": "663/8"}

    @pytest.mark.parametrize(
        ("weights", "expected"),
        [((10, 20, 30, 30, 10), "3.257"), ((1, 1, 1, 1, 1), "3.352"), ((1, 2, 3, 2, 2), "3.315")],
    )
    def test_the_weights_are_data(self, weights: tuple[int, ...], expected: str) -> None:
        """0.36 + 0.642 + 0.969 + 0.921 + 0.365 = 3.257; 16.76 / 5 = 3.352; a tenth of all weights changes nothing."""
        parts = zip(load("evaluation").dimensions, weights, strict=True)
        dimensions = tuple(part.model_copy(update={"weight": Fraction(weight)}) for part, weight in parts)
        other = load("evaluation").model_copy(update={"dimensions": dimensions})
        assert score(other, read_sheet(str(KEDIRI))).overall.native == Fraction(expected)

    def test_a_next_step_without_a_key_is_not_named_with_empty_brackets(self, smartscore: Run) -> None:
        """A number between goalposts has no steps like 1-2 that a sentence could name."""
        ran = smartscore("report", KEDIRI, "-q", INSTRUMENTS / "evaluation", "--lang", "en", "-f", "markdown")
        assert [line for line in ran.out.splitlines() if "()" in line] == []


VILLAGES, DAYS, PRODUCT = "villages-with-signal", "permit-days", "product-per-person"


def statistics(questionnaire: Questionnaire, villages: object, days: object, product: object) -> Scorecard:
    return score(questionnaire, answered(questionnaire, {VILLAGES: villages, DAYS: days, PRODUCT: product}))


class TestGoalposts:
    """(d) `goalposts`: a rising, a falling and a logarithmic number, and a geometric mean on the scale [1, 100]."""

    @pytest.fixture
    def on_zero(self, tmp_path: Path) -> Questionnaire:
        """Return the same questionnaire with the geometric mean taken on the scale [0, 100]."""
        folder = tmp_path / "goalposts"
        shutil.copytree(INSTRUMENTS / "goalposts", folder)
        text = (folder / "questionnaire.yaml").read_text("utf-8")
        assert text.count("on: [1, 100]") == 1
        (folder / "questionnaire.yaml").write_text(text.replace("on: [1, 100]", "on: [0, 100]"), "utf-8")
        return load_questionnaire(str(folder))

    @pytest.mark.parametrize(
        ("question", "number", "index"),
        [
            # rising, 0 to 80: v / 80
            (VILLAGES, 0, "0"),
            (VILLAGES, 60, "75"),
            (VILLAGES, Decimal("0.001"), "1/800"),
            (VILLAGES, 80, "100"),
            (VILLAGES, 90, "100"),
            # falling, 60 to 5: (60 - v) / 55
            (DAYS, 365, "0"),
            (DAYS, 60, "0"),
            (DAYS, Decimal("32.5"), "50"),
            (DAYS, 16, "80"),
            (DAYS, 15, "900/11"),
            (DAYS, 5, "100"),
            (DAYS, 0, "100"),
            # logarithmic, 100 to 1000000: log10(v / 100) / 4
            (PRODUCT, 50, "0"),
            (PRODUCT, 100, "0"),
            (PRODUCT, 1000, "25"),
            (PRODUCT, 10000, "50"),
            (PRODUCT, 1000000, "100"),
            (PRODUCT, 9000000, "100"),
            # (2 + 0.301029995663981...) / 4 = 0.575257498915995..., 12 decimals half up
            (PRODUCT, 20000, "57.5257498916"),
        ],
    )
    def test_a_number_lies_between_its_goalposts(self, question: str, number: int | Decimal, index: str) -> None:
        card = score(load("goalposts"), answered(load("goalposts"), {question: number}))
        assert card.question(question).index == Fraction(index)

    @pytest.mark.parametrize(("question", "number"), [(VILLAGES, -1), (VILLAGES, 101), (DAYS, 366), (PRODUCT, 0)])
    def test_a_number_that_cannot_be_true_is_refused(self, question: str, number: int) -> None:
        with pytest.raises(SheetError) as error:
            score(load("goalposts"), answered(load("goalposts"), {question: number}))
        assert [(fault.key, fault.path) for fault in error.value.faults] == [
            ("answer.number_range", ("answers", question))
        ]

    def test_equal_dimensions_give_their_value_exactly(self) -> None:
        assert statistics(load("goalposts"), 40, Decimal("32.5"), 10000).overall.index == 50

    def test_a_geometric_mean_worked_by_hand(self, on_zero: Questionnaire) -> None:
        """The dimensions are 3/4, 4/5 and 1/4.

        On [1, 100]: 75.25 x 80.2 x 25.75 = 155402.5375, whose cube root is 53.763314531013...; less 1 and through 99
        that is 0.532962773041.... On [0, 100]: 75 x 80 x 25 = 150000, cube root 53.132928459131....
        """
        assert statistics(load("goalposts"), 60, 16, 1000).overall.index == Fraction("53.2962773041")
        assert statistics(on_zero, 60, 16, 1000).overall.index == Fraction("53.1329284591")

    def test_a_rational_geometric_mean_is_met_exactly(self, on_zero: Questionnaire) -> None:
        """50 x 100 x 25 = 125000 = 50 cubed."""
        assert statistics(on_zero, 40, 5, 1000).overall.index == 50

    def test_one_dimension_at_0_makes_the_whole_0_only_on_a_scale_with_0(self, on_zero: Questionnaire) -> None:
        """On [1, 100]: the cube root of 1 x 100 x 100 is 21.544346900318...; less 1 and through 99: 0.207518655558...

        The next decimals are 77: half up, it ends in 559.
        """
        card = statistics(load("goalposts"), 0, 5, 1000000)
        assert (card.overall.index, result(card).level) == (Fraction("20.7518655559"), 1)
        assert (card.group("connection").index, result(card, "connection").level) == (0, 0)
        assert statistics(on_zero, 0, 5, 1000000).overall.index == 0

    def test_two_dimensions_at_0_need_two_steps_on_a_scale_with_0(self, on_zero: Questionnaire) -> None:
        stuck = statistics(on_zero, 0, 60, 1000000)
        assert (stuck.no_single_change, stuck.smallest_pair) == (True, (VILLAGES, DAYS))
        free = statistics(load("goalposts"), 0, 60, 1000000)
        assert (free.no_single_change, free.smallest_pair) == (False, ())

    def test_an_unknown_number_opens_the_interval(self) -> None:
        """The known dimensions are 1 and 1/4: 100 x 25.75 = 2575.

        Central: the square root is 50.744457825461...; low: the cube root of 2575 x 1 is 13.706473932466...; high: that
        of 2575 x 100 is 63.619816353139...; each less 1 and through 99.
        """
        card = statistics(load("goalposts"), "unknown", 5, 1000)
        assert card.overall.index == Fraction("50.2469270964")
        assert (card.overall.low, card.overall.high) == (Fraction("12.8348221540"), Fraction("63.2523397506"))
        assert card.overall.coverage == Fraction(2, 3)

    def test_the_report_names_the_rule_and_its_scale(self, smartscore: Run, tmp_path: Path) -> None:
        sheet = tmp_path / "a.answers.yaml"
        sheet.write_text(sheet_text(f"  {VILLAGES}: 60\n", "goalposts", "1.0.0"), "utf-8")
        ran = smartscore("report", sheet, "-q", INSTRUMENTS / "goalposts", "-f", "markdown", "--lang", "en")
        rule = "Overall: weighted geometric mean on the scale 1 to 100; Dimension: weighted mean."
        assert f"2. Values are put together by storey: {rule}" in ran.out.splitlines()
