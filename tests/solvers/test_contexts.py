"""Windows, padding and masks against the curriculum's sentences and hand figures."""

import numpy as np
import pytest

from solvers import contexts
from solvers.registry import SOLVERS
from solvers.shapes import ShapeMismatch
from tests.solvers.worked_lines import assert_readable

WALK = "before work she led her kitten for a walk"


def test_windows_and_the_words_after_them():
    trace = contexts.windows_trace(WALK, 2)
    assert trace.value == contexts.windows(WALK, 2) == 7
    assert trace.contexts[0] == ["before", "work"]
    assert trace.nexts[0] == "she"
    assert (trace.contexts[-1], trace.nexts[-1]) == (["for", "a"], "walk")


def test_a_text_no_longer_than_a_window_gives_no_pair():
    assert contexts.windows("a b", 2) == 0
    assert contexts.windows("a", 5) == 0
    assert contexts.windows_trace("a", 5).contexts == contexts.windows_trace("a", 5).nexts == []


def test_padding_and_its_mask():
    padded = contexts.pad([[1, 2, 3], [4], []], padding=-1)
    assert padded.value.tolist() == [[1, 2, 3], [4, -1, -1], [-1, -1, -1]]
    assert padded.mask.tolist() == [[1, 1, 1], [1, 0, 0], [0, 0, 0]]
    assert contexts.pad([np.ones(2, np.float32)], padding=0).value.dtype == np.float32
    assert contexts.mask([2, 0]).tolist() == [[1, 1], [0, 0]]
    assert contexts.mask([0]).shape == (1, 0)
    assert contexts.mask([]).shape == (0, 0)


def test_the_decks_sentences_need_eight_pads():
    assert contexts.pads([4, 6, 9]) == 8
    assert contexts.mask([4, 6, 9]).shape == (3, 9)
    assert contexts.mask([4, 6, 9]).sum() == 19
    assert contexts.pads([]) == contexts.pads([0, 0]) == 0


def test_steps_can_be_read_again():
    assert_readable(contexts.windows_steps(contexts.windows_trace(WALK, 2)))
    assert_readable(contexts.windows_steps(contexts.windows_trace("a", 2)))
    assert_readable(contexts.pads_steps(contexts.pads_trace([4, 6, 9])))


def test_what_does_not_fit_is_told():
    with pytest.raises(ValueError, match="k must be a whole number of at least 1"):
        contexts.windows(WALK, 0)
    with pytest.raises(ShapeMismatch, match=r"sequence 2 has shape \(\), expected \(T,\)"):
        contexts.pad([[1], 2], padding=0)
    with pytest.raises(ValueError, match="sequence 2"):
        contexts.pad([[1], ["word"]], padding=0)


def test_sizes_are_known_before_the_call():
    assert SOLVERS["encode.mask"].elements([2, 3]) == 6
    assert SOLVERS["encode.mask"].elements([]) == 0
    assert SOLVERS["encode.pad"].elements([[1, 2, 3], [], [1]], padding=0) == 9
    assert SOLVERS["encode.pad"].elements([], padding=0) == 0
    assert SOLVERS["encode.mask"].elements([0]) == 0
