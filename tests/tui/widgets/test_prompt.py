"""Bank text in paragraphs, or in Markdown where it uses any."""

from collections.abc import Callable

import pytest
from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.widgets import Static

from tui.widgets.markdown import BankMarkdown, parser
from tui.widgets.prompt import Paragraphs, paragraphs, prompt

Shown = Callable[[Pilot[None]], str]


@pytest.mark.parametrize(
    "text",
    [
        "Compute $W x$.",
        "A [1] ⊙ b, h[t-1] and x[i]",
        "5 < 6 & 7 > 1",
        "one\n\ntwo",
        "$x_{t}$ costs $5 and $6",
        "a - b + c",
        "the old state c_prev",
        "`nn.LSTM(3, 4)` is **not** the same",
    ],
)
def test_plain_text_needs_no_reader(text: str) -> None:
    assert isinstance(prompt(text), Paragraphs)


@pytest.mark.parametrize(
    "text",
    [
        "*now*",
        "``co`de``",
        "- one\n- two",
        "1. one\n2. two",
        "# head",
        "> said",
        "| a | b |\n|---|---|",
        "$$x$$",
        "_b_",
        "```\ncode\n```",
        "**the state $h_t$ too**",
        "2 * 3",
        "    code",
    ],
)
def test_what_could_be_markdown_gets_one(text: str) -> None:
    assert isinstance(prompt(text), BankMarkdown)


def test_code_without_a_language_is_python() -> None:
    assert [token.info for token in parser().parse("    h = W @ x")] == ["python"]
    assert [token.info for token in parser().parse("```yaml\na: 1\n```")] == ["yaml"]


def test_paragraphs_join_lines_and_read_mathematics() -> None:
    shown = paragraphs("The state\n$h_{t-1}$ is\nnamed.\n\nNext.")
    assert shown.plain == "The state hₜ₋₁ is named.\n\nNext."
    assert [shown.plain[span.start : span.end] for span in shown.spans] == ["hₜ₋₁"]


def test_code_and_bold_words_are_set_apart_without_their_marks() -> None:
    shown = paragraphs("`weight_ih` times **one** $x_t$, `$a$` kept")
    assert shown.plain == "weight_ih times one xₜ, $a$ kept"
    assert [shown.plain[span.start : span.end] for span in shown.spans] == ["weight_ih", "one", "xₜ", "$a$"]


class Page(App[None]):
    """One text, between two marks."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def compose(self) -> ComposeResult:
        yield prompt(self._text)
        yield Static("END")


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("*Now* $h_t$ and `h_t`", ["Now hₜ and h_t"]),
        ("$$\\begin{aligned}a &= b\\\\ c &= d\\end{aligned}$$", ["a = b", "c = d"]),
        ("- $x_1$\n- $x_2$", ["• x₁", "• x₂"]),
        ("**see** [here](https://example.org) ![x](y) <b>z</b>", ["see [here](https://example.org) ![x](y) <b>z</b>"]),
        ("*a* &#27;[31m &lt;", ["a &#27;[31m &lt;"]),
        ("> said\n\n| a | b |\n|---|---|\n| $x_t$ | 2 |", ["said", "xₜ"]),
    ],
)
async def test_markdown_is_drawn_and_links_and_html_are_text(text: str, lines: list[str], shown: Shown) -> None:
    async with Page(text).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        seen = shown(pilot)
        for line in lines:
            assert line in seen
        assert "END" in seen
