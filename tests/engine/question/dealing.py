"""Prints some dealings as JSON; run in processes of their own to see that they agree."""

import json

from engine.formula.evaluate import tidy
from engine.question.variant import deal
from tests.engine.kinds.making import question

WRONG = [{"id": f"w{n}", "answer": f"option {n} of {{{{n}}}}", "feedback": "No."} for n in range(4)]
QUESTIONS = [
    question(
        "array",
        id="golden-array",
        given={"A": [[1, 2], [3, 4]], "w": 0.5},
        vary={"A": "integers(-9, 9, shape=[2, 2])", "w": "decimals(-1, 1, places=2)"},
        prompt="Scale by {{w}}.",
        answer="w * A @ A",
    ),
    question(
        "choice",
        id="golden-choice",
        given={"n": 4},
        vary={"n": "choice([5, 6])"},
        answer="right of {{n}}",
        mistakes=WRONG,
    ),
    question("select", id="golden-select", answer=["a", "b", "c"], mistakes=WRONG, given={"n": 1}),
    question(
        "number",
        id="golden-words",
        given={"s": ["a", "b"], "d": [1, 2, 3], "p": [1, 2]},
        vary={
            "s": "sample(['at', 'dawn', 'we', 'led'], 2)",
            "d": "distinct(1, 20, shape=[3])",
            "p": "permutation([1, 2, 3])",
        },
        prompt="{{s}}",
        answer="sum(d) * p[0]",
    ),
]


def dealt() -> list[dict[str, object]]:
    """Prompt, givens, options and key of every question at some seeds."""
    return [
        {
            "id": variant.question.id,
            "seed": variant.seed,
            "prompt": variant.prompt,
            "given": variant.given,
            "options": list(variant.options),
            "key": tidy(variant.key.value) if variant.question.computed else variant.question.key_text(variant),
        }
        for made in QUESTIONS
        for variant in (deal(made, seed) for seed in (0, 1, 2, 12345))
    ]


if __name__ == "__main__":
    print(json.dumps(dealt(), indent=1))
