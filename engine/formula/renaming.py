"""Which of the learner's letters is which of ours, as it is told: `W_{xf} → W`, `W_f → [U, W] (columns: H on h_{t-1}, D on x_t)`."""

from collections.abc import Mapping, Set

from engine.formula.canonical import parameter_name, written
from engine.formula.terms import Term


def renamings(naming: Mapping[Term, Term], turned: Set[str]) -> list[str]:
    """What is to be said of each parameter that is not called and laid out as ours is.

    `naming`: each use of a learner's parameter and our use that it equals; `turned`: the learner's weights that lie the other way round.
    """
    told: dict[str, None] = {}
    for use, meaning in naming.items():
        letter = use.name.partition("#")[0]
        if letter != use.name:
            blocks = {one: ours for one, ours in naming.items() if one.name.startswith(f"{letter}#")}
            told[_of_blocks(letter, blocks, letter in turned)] = None
            continue
        ours = _laid_out(meaning, letter in turned)
        if parameter_name(letter) != ours:
            told[f"{parameter_name(letter)} → {ours}"] = None
    return list(told)


def _laid_out(meaning: Term, is_turned: bool) -> str:
    """Our parameter, transposed where the learner's lies the other way round."""
    is_matrix = meaning.operation == "bilinear" or meaning.kind == "matrix"
    lies_otherwise = is_turned != (meaning.kind == "turned")
    is_transposed = lies_otherwise and (is_matrix or meaning.kind == "turned")
    return parameter_name(meaning.name) + ("^T" if is_transposed else "")


def _of_blocks(letter: str, blocks: Mapping[Term, Term], is_turned: bool) -> str:
    """One weight that stands over several of ours: which of its columns, or rows, act on what."""
    together = ("; " if is_turned else ", ").join(_laid_out(ours, is_turned) for ours in blocks.values())
    acting = ", ".join(_acting(use) for use in blocks)
    return f"{letter} → [{together}] ({'rows' if is_turned else 'columns'}: {acting})"


def _acting(block: Term) -> str:
    """How many columns of a weight act on what: `H on h_{t-1}`; its bias stands on a one."""
    operand = block.arguments[0] if block.arguments else None
    size = operand.shape[0] if operand and operand.shape else 1
    return f"{size} on {written(operand) if operand else 1}"
