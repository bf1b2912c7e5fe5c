"""An equation's verdict: right, right elsewhere, a mistake with a name, or a slip that anyone may make."""

from typing import TYPE_CHECKING

import msgspec

from engine import limits
from engine.formula.canonical import equation_text
from engine.formula.renaming import renamings
from engine.formula.terms import Term, walk, without_biases
from engine.marking.equation_key import EquationKey as EquationKey
from engine.marking.equation_key import component, right_term, target_text
from engine.marking.equation_key import equation_key as equation_key
from engine.marking.equation_reading import EquationResponse as EquationResponse
from engine.marking.equation_reading import read_equation as read_equation
from engine.marking.repairs import repairs
from engine.marking.traits import trait
from engine.marking.verdict import Outcome

if TYPE_CHECKING:
    from engine.formula.unify import Match

_PART_WITHOUT = 0.5
_CONVENTION_OF = {"peephole-added": "the LSTM with peepholes, Gers and Schmidhuber 2000"}
"""Repairs that turn one published cell into another."""
_ELEMENTWISE = ("A weight matrix is applied by the matrix product, not element by element.", "elementwise-for-matrix")


class EquationJudgement(msgspec.Struct, frozen=True):
    """What is said of an equation."""

    outcome: Outcome
    score: float
    message: str
    mistake: str | None
    convention: str | None
    understood: str
    """The equation in the house notation, and which of the learner's letters is which of ours."""


def mark_equation(response: EquationResponse, key: EquationKey) -> EquationJudgement:
    """Judge an equation that was read; the first of right, known, and slipped that fits."""
    if response.other is not None and (found := _Marking(response.other, response, key).correct()):
        return found
    if response.term is not None:
        return _Marking(response.term, response, key).judgement()
    message, mistake = f"The shapes do not fit: {response.complaint}.", "shapes-do-not-fit"
    if response.lenient is not None and _Marking(response.lenient, response, key).correct():
        message, mistake = _ELEMENTWISE
    return EquationJudgement("wrong", 0.0, message, mistake, None, "")


def echo(response: EquationResponse, key: EquationKey) -> str:
    """An equation as it was read, in the learner's own letters: it says nothing of whether it is right. Empty where shapes do not fit."""
    if response.term is None:
        return ""
    left = response.left.key if response.left else target_text(key)
    return equation_text(left, response.term, index=component(key))


class _Marking:
    """One equation on its way to a verdict."""

    def __init__(self, term: Term, response: EquationResponse, key: EquationKey):
        from engine.formula.unify import Candidate
        from engine.marking.comparison import comparison

        self.term = term
        self.response = response
        self.key = key
        self.target = target_text(key)
        self.known = comparison(key)
        self.candidate = Candidate(term, self.known.points)
        self.bare = Candidate(without_biases(term), self.known.points)
        self.index = component(key)
        # A left side under another name is the one asked for; a wrong one is shown as it was typed.
        left = response.left.key if response.left and response.left_fits is False else self.target
        self.own = equation_text(left, term, index=self.index)

    def judgement(self) -> EquationJudgement:
        return (
            self.correct()
            or self.mistaken()
            or self.incomplete()
            or self.elsewhere()
            or (self.slipped() or self.elementwise() or self.repaired() if self.is_of_a_size() else None)
            or self.different()
        )

    def is_of_a_size(self) -> bool:
        return sum(1 for _ in walk(self.term)) <= limits.EQUATION_TERMS

    def wrong(self, message: str, mistake: str | None, convention: str | None = None) -> EquationJudgement:
        return EquationJudgement("wrong", 0.0, message, mistake, convention, self.own)

    def not_written_out(self) -> EquationJudgement | None:
        """A definition that uses what it defines."""
        applied = {one.name for one in walk(self.term) if one.operation == "apply"}
        for function in self.key.without:
            if function in applied:
                return self.wrong(f"Write it out, without {function}.", "not-written-out")
        return None

    def correct(self) -> EquationJudgement | None:
        if found := self.not_written_out():
            return found
        match = self.candidate.match(self.known.right)
        if match is None:
            return None
        left = self.response.left
        if match.doubled:
            message = f"One letter, ${match.doubled}$, stands for two different parameters; give each its own."
            return self.wrong(message, "one-letter-two-parameters")
        if self.response.unsummed:
            return self.wrong(f"A sum over ${self.response.unsummed}$ is missing.", "missing-sum")
        if left is not None and self.response.left_fits is False:
            return self.wrong(f"The left side should be ${self.target}$, not ${left.key}$.", "wrong-left-side")
        return EquationJudgement("correct", 1.0, "Right.", None, None, self.understood(match))

    def mistaken(self) -> EquationJudgement | None:
        for mistake, standard in self.known.mistakes:
            if self.candidate.match(standard.whole):
                return self.wrong(mistake.feedback, mistake.id)
        return None

    def incomplete(self) -> EquationJudgement | None:
        """Right but for a bias or a peephole."""
        for part, references in (("bias", self.known.without_biases), ("peephole", self.known.without_peepholes)):
            for other in references:
                match = self.candidate.match(other)
                if match is None or match.doubled or self.response.left_fits is False:
                    continue
                understood = self.understood(match)
                if part == "bias" and not self.key.bias_required:
                    return EquationJudgement("correct", 1.0, "Right.", None, None, understood)
                message = f"Right but for the {part}, which this question asks for."
                return EquationJudgement("partial", _PART_WITHOUT, message, f"missing-{part}", None, understood)
        return None

    def elsewhere(self) -> EquationJudgement | None:
        """Right under another convention; biases do not decide about that, nor about a mistake that is known."""
        for convention, standard in self.known.conventions:
            if self.candidate.match(standard.whole) or (standard.bare and self.bare.match(standard.bare)):
                message = f"Right under another convention: {convention.name}. This question asks for its own."
                return EquationJudgement("wrong", 0.0, message, None, convention.name, self.own)
        for mistake, standard in self.known.mistakes:
            if standard.bare and self.bare.match(standard.bare):
                return self.wrong(mistake.feedback, mistake.id)
        return None

    def slipped(self) -> EquationJudgement | None:
        from engine.marking.comparison import bare_slips_of, slips_of

        for candidate, found in ((self.candidate, slips_of(self.key)), (self.bare, bare_slips_of(self.key))):
            for slip, other in found:
                if candidate.match(other):
                    return self.wrong(slip.feedback, slip.id)
        return None

    def elementwise(self) -> EquationJudgement | None:
        lenient = self.response.lenient
        if lenient is None or lenient == self.term or not _Marking(lenient, self.response, self.key).correct():
            return None
        return self.wrong(*_ELEMENTWISE)

    def repaired(self) -> EquationJudgement | None:
        from engine.formula.unify import Candidate

        for repair in repairs(self.term)[: limits.EQUATION_REPAIRS]:
            if Candidate(repair.term, self.known.points).match(self.known.right):
                return self.wrong(repair.feedback, repair.id, _CONVENTION_OF.get(repair.id))
        return None

    def understood(self, match: "Match") -> str:
        """The equation with our letters, and what the learner called them."""
        text = equation_text(self.target, self.term, match.naming, self.index)
        renamed = renamings(match.naming, self.response.turned)
        return f"{text}, with {', '.join(renamed)}" if renamed else text

    def different(self) -> EquationJudgement:
        left = self.response.left
        if left is not None and self.response.left_fits is False:
            message = f"This is an equation for ${left.key}$; asked for is ${self.target}$."
            return self.wrong(message, "wrong-left-side")
        found = trait(self.term, right_term(self.key), self.known.setting)
        if found:
            return self.wrong(found[1], found[0])
        return self.wrong("This is not the equation asked for.", None)
