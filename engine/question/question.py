"""The question: the fields that every kind shares, and what a kind must define."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, NamedTuple, TypeAlias

import msgspec

from engine import limits
from engine.errors import FormulaError
from engine.marking.verdict import Outcome, Verdict
from engine.question.draws import Stream
from engine.question.prompt import placeholders

if TYPE_CHECKING:
    from engine.formula.worked import WorkedStep
    from engine.question.variant import Variant

Identifier: TypeAlias = Annotated[
    str,
    msgspec.Meta(
        pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$(?!\n)",
        max_length=limits.ID_CHARACTERS,
        description="Lower-case words joined by hyphens; stable for ever, since history and exports hang on it.",
    ),
]
Skill: TypeAlias = Annotated[
    str,
    msgspec.Meta(
        pattern=r"^[a-z0-9-]+(\.[a-z0-9-]+)*$(?!\n)",
        max_length=limits.ID_CHARACTERS,
        description="The concept that practice is scheduled for, dotted from the general to the special: lstm.forget.",
    ),
]
Prompt: TypeAlias = Annotated[
    str,
    msgspec.Meta(
        min_length=1,
        max_length=limits.PROMPT_CHARACTERS,
        description="Markdown with LaTeX between dollar signs; {{name}} is replaced by a given.",
    ),
]
Option: TypeAlias = Annotated[str, msgspec.Meta(min_length=1, max_length=limits.OPTION_CHARACTERS)]
Sentence: TypeAlias = Annotated[str, msgspec.Meta(min_length=1, max_length=limits.OPTION_CHARACTERS)]
Formula: TypeAlias = Annotated[
    str | int | float,
    msgspec.Meta(description="A formula over the givens: pool.average(C, size=2, stride=2)."),
]
Level: TypeAlias = Annotated[
    int,
    msgspec.Meta(ge=1, le=5, description="1 recall, 2 apply, 3 analyse, 4 interview, 5 stretch."),
]
Value: TypeAlias = Any
"""A given as plain data: a number, a text, nested lists of them."""


class Mistake(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A wrong answer that people give, and what it shows; kinds say what its answer is."""

    id: Identifier
    feedback: Sentence
    """One sentence for the learner who gave this answer."""


class Convention(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Another honest convention under which another answer is right."""

    name: Sentence
    """As it is said to the learner: `PyTorch's GRU (reset after the product)`."""
    answer: Formula


class Sample(msgspec.Struct, frozen=True, kw_only=True):
    """A text a learner might send, with the verdict it must get; the bank check and the tests send them all."""

    raw: str
    outcome: Outcome
    mistake: str | None = None


class Fault(NamedTuple):
    """Something wrong with a question as written; the loader adds file and line."""

    path: str
    """The field: `prompt`, `mistakes[1].answer`."""
    found: str
    expected: str
    fix: str = ""


class Question(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind"):
    """What a bank holds. Kinds are its subclasses, one for each file in `engine/kinds`."""

    id: Identifier
    prompt: Prompt
    skill: Skill
    level: Level
    source: Sentence
    """Where the question comes from: a deck, a paper with its equation, a book with its section."""
    title: Annotated[str, msgspec.Meta(max_length=limits.TITLE_CHARACTERS)] = ""
    """A few words for lists; empty: made from the id."""
    given: dict[str, Value] = {}
    """What the prompt gives, by name, as printed at seed 0."""
    vary: dict[str, str] = {}
    """How fresh numbers are drawn for some of the givens: `integers(0, 9, shape=[4, 4])`."""
    show: tuple[str, ...] | None = None
    """Which givens are drawn under the prompt; absent: those that the prompt does not mention between double braces."""
    hints: tuple[Sentence, ...] = ()
    """From the gentlest to the plainest."""
    solution: str = ""
    """A worked solution in words, shown after the verdict; the computed steps follow it."""

    computed: ClassVar[bool] = False
    """Whether the key is solved from the givens."""
    printable: ClassVar[bool] = True
    """Whether givens are values to print; an equation's are names with shapes."""

    @property
    def kind(self) -> str:
        """The kind's name as banks write it."""
        return str(self.__struct_config__.tag)

    @property
    def left(self) -> tuple[str, ...]:
        """The numbered lines that partners are sought for; the options are then lettered. Empty for kinds without such lines."""
        return ()

    @property
    def name(self) -> str:
        """What lists call the question: its title, else its id in words."""
        return self.title or self.id.replace("-", " ").capitalize()

    def options(self, given: Mapping[str, Value], stream: Stream) -> tuple[str, ...]:
        """What the learner chooses from, in the order shown; empty for kinds without options."""
        return ()

    def solve(self, given: Mapping[str, Value], options: tuple[str, ...]) -> Any:
        """The key for these givens: all that marking needs, mistakes' answers included.

        Raises `FormulaError` when a formula cannot be evaluated.
        """
        raise NotImplementedError

    def solve_distinct(self, given: Mapping[str, Value], options: tuple[str, ...]) -> Any:
        """As `solve`, but `None` as soon as a known wrong answer is found that cannot be told from the key or from another."""
        return self.solve(given, options)

    def parse(self, raw: str, variant: "Variant") -> Any:
        """A learner's text as a response. May only refuse: raises `UnreadableAnswerError`, never judges."""
        raise NotImplementedError

    def mark(self, response: Any, variant: "Variant") -> Verdict:
        """Compare a response with the variant's key; pure."""
        raise NotImplementedError

    def key_text(self, variant: "Variant") -> str:
        """The right answer as a learner could type it."""
        raise NotImplementedError

    def right_place(self, variant: "Variant") -> int | None:
        """Where the one right option stands, from 0; `None` for kinds without such an option."""
        return None

    def samples(self, variant: "Variant") -> Iterator[Sample]:
        """Texts with the verdict each must get: right, every mistake, malformed."""
        raise NotImplementedError

    def worked(self, variant: "Variant") -> list["WorkedStep"]:
        """The computed steps that lead to the key; none for kinds that nothing computes."""
        return []

    def answer_rule(self, variant: "Variant") -> str:
        """One sentence on what is accepted, generated from the rule that grades: `A 2×2 matrix, each value to within 0.001.`"""
        raise NotImplementedError

    def read_back(self, raw: str, variant: "Variant") -> str:
        """What a text is read as, while it is being typed: `2×2 matrix`; empty when there is nothing to say.

        Raises `UnreadableAnswerError`.
        """
        self.parse(raw, variant)
        return ""

    def collisions(self, variant: "Variant") -> tuple[str, ...]:
        """Ids of mistakes that cannot be told from the key, or from one another, with these numbers."""
        return ()

    def collides(self, variant: "Variant") -> bool:
        """Whether there are collisions; they need not all be known."""
        return bool(self.collisions(variant))

    def faults(self) -> Iterator["Fault"]:
        """What is wrong with the question as written, found without computing anything."""
        yield from prompt_faults(self)


def prompt_faults(question: Question) -> Iterator[Fault]:
    """Placeholders, draws and shown givens that name nothing."""
    known = ", ".join(question.given) or "none"
    if question.prompt.count("\n") >= limits.PROMPT_LINES:
        yield Fault("prompt", f"{question.prompt.count(chr(10)) + 1} lines", f"at most {limits.PROMPT_LINES}")
    for name in sorted(placeholders(question.prompt) - question.given.keys()):
        yield Fault("prompt", f"{{{{{name}}}}}", f"the name of a given ({known})")
    for name in sorted(question.vary.keys() - question.given.keys()):
        yield Fault(f"vary.{name}", "a draw for something that is not given", f"the name of a given ({known})")
    yield from draw_faults(question)
    for name in question.show or ():
        if name not in question.given:
            yield Fault("show", name, f"the name of a given ({known})")


def draw_faults(question: Question) -> Iterator[Fault]:
    """Draws that cannot be carried out."""
    from engine.question.drawing import draw

    for name, text in question.vary.items():
        try:
            draw(text, question.given, Stream(question.id, "fault"))
        except FormulaError as error:
            yield Fault(f"vary.{name}", f"{text!r} ({error})", "a draw such as integers(0, 9, shape=[2, 2])")
