"""Pooling, convolution, softmax and one-hot rows against ONNX's own test cases."""

from collections import Counter

import pytest

from tests.solvers.onnx_layers import check, golden_cases, onnx_cases


@pytest.mark.parametrize("case", golden_cases(), ids=lambda case: case.name)
def test_case_kept_here(case):
    check(case)


@pytest.mark.filterwarnings("default")
def test_every_case_of_the_installed_package(capsys):
    pytest.importorskip("onnx", reason="the onnx package brings the cases; the small ones are checked without it")
    passed, found = Counter(), Counter()
    for case in onnx_cases():
        found[case.operator] += 1
        check(case)
        passed[case.operator] += 1
    with capsys.disabled():
        for operator, count in sorted(passed.items()):
            print(f"\n{operator:20} {count:3} passed, {found[operator] - count} not supported", end="")
    assert passed["AveragePool"] >= 20
    assert passed["MaxPool"] >= 19
    assert passed["GlobalAveragePool"] == passed["GlobalMaxPool"] == 2
    assert passed["Conv"] >= 6
    assert passed["Softmax"] >= 7
    assert passed["OneHot"] >= 6
