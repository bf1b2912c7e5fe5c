"""Ten thousand questions: the first start beside the YAML parse alone, the second beside a hundred questions; how fast a check is."""

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from engine.bank.check import check
from engine.bank.load import load

IN_A_FILE = 700
ROUNDS = 5
QUESTION = """  - id: pool-average-{number}
    kind: array
    skill: cnn.pool.avg
    level: {level}
    prompt: Subsample $C$ with average pooling, filter {{{{size}}}} × {{{{size}}}}, stride {{{{stride}}}}, number {number}.
    given: {{C: [[1, 2, 3, 4], [5, 6, 7, 8], [1, 2, 3, 4], [5, 7, 6, 8]], size: 2, stride: 2}}
    vary: {{C: "integers(0, 9, shape=[4, 4])"}}
    answer: pool.average(C, size=size, stride=stride)
    mistakes:
      - id: took-the-maximum
        answer: pool.maximum(C, size=size, stride=stride)
        feedback: You kept the largest value of each window; average pooling takes its mean.
    source: benchmark
"""


def banks(folder: Path, questions: int) -> Path:
    folder.mkdir()
    for start in range(0, questions, IN_A_FILE):
        numbers = range(start, min(start + IN_A_FILE, questions))
        text = "".join(QUESTION.format(number=number, level=number % 5 + 1) for number in numbers)
        (folder / f"{start:06}.yaml").write_text("version: 1\nquestions:\n" + text)
    return folder


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


@pytest.mark.benchmark(group="banks")
def test_first_load_beside_the_yaml_alone(benchmark, tmp_path, monkeypatch):
    folder = banks(tmp_path / "banks", 10_000)
    texts = [file.read_bytes() for file in folder.iterdir()]
    parse, first = [], []
    for round_ in range(ROUNDS):
        monkeypatch.setenv("UNROLLED_HOME", str(tmp_path / str(round_)))
        parse.append(seconds(lambda: [yaml.load(text, Loader=yaml.CSafeLoader) for text in texts]))
        first.append(seconds(lambda: load([folder])))
    ratio = statistics.median(first) / statistics.median(parse)
    benchmark.extra_info |= {"ratio": round(ratio, 2)}
    print(
        f"\nfirst load {statistics.median(first):.2f} s, YAML alone {statistics.median(parse):.2f} s: ratio {ratio:.2f} (goal 1.5)"
    )
    benchmark.pedantic(lambda: None, rounds=1)


@pytest.mark.benchmark(group="banks")
def test_second_start_beside_a_hundred_questions(benchmark, tmp_path, monkeypatch):
    monkeypatch.setenv("UNROLLED_HOME", str(tmp_path))
    code = "import sys; from pathlib import Path; from engine.bank.load import load; load([Path(sys.argv[1])]).sound()"

    def start(folder: Path) -> float:
        return seconds(lambda: subprocess.run([sys.executable, "-c", code, folder], check=True))

    few, many = banks(tmp_path / "few", 100), banks(tmp_path / "many", 10_000)
    start(few), start(many)
    pairs = [(start(few), start(many)) for _ in range(ROUNDS)]
    small, large = (statistics.median(times) for times in zip(*pairs, strict=True))
    benchmark.extra_info |= {"ratio": round(large / small, 2)}
    print(f"\nsecond start with 10,000 questions {large:.3f} s, with 100 {small:.3f} s: ratio {large / small:.2f}")
    benchmark.pedantic(lambda: None, rounds=1)


@pytest.mark.benchmark(group="banks")
def test_variants_checked_in_a_second_on_one_core(benchmark):
    bank, seeds = load().sound(), 50
    list(check(bank, 2))
    variants = sum(seeds if question.vary else 1 for question in bank.questions.values())
    taken = seconds(lambda: list(check(bank, seeds)))
    benchmark.extra_info |= {"variants_per_second": round(variants / taken)}
    print(f"\n{variants} variants checked in {taken:.2f} s: {variants / taken:.0f} a second on one core")
    benchmark.pedantic(lambda: None, rounds=1)
