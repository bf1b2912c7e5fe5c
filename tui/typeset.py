"""Typesetting in one line: scripts lowered and raised, brackets and spaces where a reader needs them.

A subscript is lowered only when every character of it can be; else `W_{yh}` is set as W_yh, and `e^{z_i}` as e^(zᵢ).
"""

import re
from typing import Final

_PLAIN: Final = "0123456789+-−=()aehijklmnoprstuvxβγρφχ"
SUBSCRIPTS: Final = str.maketrans(_PLAIN, "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ")
_RAISED: Final = "0123456789+-−=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWβγδθφχ⊤′"
SUPERSCRIPTS: Final = str.maketrans(_RAISED, "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵝᵞᵟᶿᵠᵡᵀ′")

OPEN, CLOSE = "\ufdd0", "\ufdd1"
"""Braces that are meant as braces, while the grouping ones are removed."""
GLUE: Final = "\ufdd2"
"""No space follows."""
JOINT: Final = "\ufdd3"
"""A space, if words would touch here."""
AFTER: Final = "\ufdd4"
"""The end of a function's name: a space, unless a bracket or a script follows."""
OVER, UNDER = "\ufdd5", "\ufdd6"
"""Start and end of a fraction, which gets brackets where its neighbours could be drawn into it."""
BAR: Final = "\ufdd7"
"""The bar of `given`, with a space on both sides."""
_LOW, _HIGH = "\ufdd8", "\ufdd9"
"""`_` and `^` that stay."""
_LEFT, _RIGHT = "\ufdda", "\ufddb"
"""Brackets around a script that stays."""
_SIGNS: Final = str.maketrans(
    {OPEN: "{", CLOSE: "}", BAR: "|", _LOW: "_", _HIGH: "^", _LEFT: "(", _RIGHT: ")"}
    | dict.fromkeys((GLUE, JOINT, AFTER))
)
_MARKS: Final = re.compile(f"[{GLUE}-{UNDER}]")

_SCRIPT: Final = re.compile(r"([_^])(?:\{([^{}]*)\}|([^\s{}]))")
_GROUP: Final = re.compile(r"(?<![_^])\{([^{}]*)\}")
_BRACKETED: Final = re.compile(r"\([^()]*\)|⟨[^⟨⟩]*⟩|\[[^\[\]]*\]")
_RELATION: Final = re.compile(rf" *([=≠≤≥≈≡∝∈∉⊂←→⇒⇔↦⊙⊗⊕∘∗×÷±·≪≫∼{BAR}]) *")
_SMALL: Final = "".join(map(chr, {*SUBSCRIPTS.values(), *SUPERSCRIPTS.values()}))
_LARGE: Final = re.compile(rf"([∑∏∫][{_SMALL}]*(?:{_LOW}{_LEFT}[^{_RIGHT}]*{_RIGHT})?) *(?=[^{_SMALL}{_LOW}])")
_FRACTION: Final = re.compile(f"{OVER}([^{OVER}{UNDER}]*){UNDER}")
_FREE_BEFORE: Final = re.compile(rf"(?:(?:^|[-=([{{⟨⌊⌈,;:+−<>≤≥≈≠∝∈←→⇒|·×⊙{OPEN}{_LEFT}]) *|[∑∏∫]\S* +)\Z")
_FREE_AFTER: Final = re.compile(rf" *(?:\Z|[-=)\]}}⟩⌋⌉,;:.+−<>≤≥≈≠∝∈←→⇒|·×⊙{CLOSE}{_RIGHT}])")
_EDGE: Final = re.compile(f"[{JOINT}{AFTER}]+")
_ENDS_WORD: Final = re.compile(rf"[\w)\]⟩′{UNDER}]\Z")
_STARTS_WORD: Final = re.compile(rf"(?![{_SMALL}])[\w√∑∏∫∂∇]")
_STARTS_ARGUMENT: Final = re.compile(rf"(?![{_SMALL}])[-\w√∑∏∫∂∇⟨⌊‖|]")
_NEEDLESS: Final = re.compile(
    rf"(?<=[(\[⌊⌈∂∇{_LEFT}]) +| +(?=[)\]⌋⌉,;{_RIGHT}])|{GLUE} *|(?<=[=(\[,] -) +(?=[∑∏∫])|(?<=^-) +"
)


def typeset(text: str) -> str:
    """A formula whose LaTeX is read already, without its grouping braces, its spaces set evenly."""
    previous = ""
    while text != previous:
        previous, text = text, _GROUP.sub(r"\1", _SCRIPT.sub(_script, text))
    lines = (_spaced(line) for line in text.splitlines())
    return "\n".join(line for line in lines if line)


def _script(found: re.Match[str]) -> str:
    mark, text = found[1], (found[2] if found[3] is None else found[3]).strip()
    plain, table = (_PLAIN, SUBSCRIPTS) if mark == "_" else (_RAISED, SUPERSCRIPTS)
    packed = _MARKS.sub("", text).replace(" ", "")
    if packed and all(character in plain for character in packed):
        return packed.translate(table)
    if len(packed) == 1 or _BRACKETED.fullmatch(text) or (mark == "_" and packed.isalnum()):
        return f"{_LOW if mark == '_' else _HIGH}{packed}{JOINT}"
    return f"{_LOW if mark == '_' else _HIGH}{_LEFT}{text}{_RIGHT}{JOINT}"


def _spaced(line: str) -> str:
    wide = _LARGE.sub(rf"{JOINT}\1 ", _RELATION.sub(r" \1 ", line))
    even = _NEEDLESS.sub("", " ".join(wide.split())).strip()
    previous = ""
    while even != previous:
        previous, even = even, _FRACTION.sub(_fraction, even)
    return _EDGE.sub(_joined, even).translate(_SIGNS)


def _fraction(found: re.Match[str]) -> str:
    before, after = found.string[: found.start()], found.string[found.end() :]
    if _FREE_BEFORE.search(before) and _FREE_AFTER.match(after):
        return found[1]
    return f"{' ' if _ENDS_WORD.search(before) else ''}({found[1]}){JOINT}"


def _joined(found: re.Match[str]) -> str:
    before, after = found.string[: found.start()], found.string[found.end() :]
    if AFTER in found[0]:
        return " " if _STARTS_ARGUMENT.match(after) else ""
    return " " if _ENDS_WORD.search(before) and _STARTS_WORD.match(after) else ""
