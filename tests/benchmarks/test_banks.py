"""Ten thousand questions: the first start beside the YAML parse alone, the second beside a hundred questions; how fast a check is."""

import resource
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
GOAL = 5_000
"""Variants checked in a second."""
SETTLED = 3
"""Seconds after which a compiled bank is believed without its bank file being read."""
LOAD = "import sys; from pathlib import Path; from engine.bank.load import load; load([Path(sys.argv[1])]).sound()"
STARTS = {
    "loading": ["-c", LOAD],
    "to the first question": ["-m", "tui", "quiz", "--plain", "--count", "1", "--bank"],
}
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
    """Of processor time, which other work on the machine hardly changes."""
    start = time.process_time()
    work()
    return time.process_time() - start


@pytest.mark.benchmark(group="banks")
def test_first_load_beside_the_yaml_alone(benchmark, tmp_path, monkeypatch):
    folder = banks(tmp_path / "banks", 10_000)
    texts = [file.read_bytes() for file in folder.iterdir()]
    parse, first = [], []
    for round_ in range(1 if benchmark.disabled else ROUNDS):
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
@pytest.mark.parametrize("start", STARTS)
def test_second_start_beside_a_hundred_questions(start, benchmark, tmp_path, monkeypatch):
    monkeypatch.setenv("UNROLLED_HOME", str(tmp_path))

    def taken(folder: Path) -> float:
        """Seconds of processor time of a start."""
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(
            [sys.executable, *STARTS[start], folder], check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL
        )
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    few, many = banks(tmp_path / "few", 100), banks(tmp_path / "many", 10_000)
    taken(few), taken(many)
    # Banks that were written a moment ago are compared byte by byte.
    time.sleep(SETTLED)
    taken(few), taken(many)
    pairs = [(taken(few), taken(many)) for _ in range(1 if benchmark.disabled else ROUNDS)]
    small, large = (statistics.median(times) for times in zip(*pairs, strict=True))
    benchmark.extra_info |= {"ratio": round(large / small, 2)}
    print(
        f"\n{start}: second start with 10,000 questions {large:.3f} s, with 100 {small:.3f} s: ratio {large / small:.2f}"
    )
    benchmark.pedantic(lambda: None, rounds=1)


@pytest.mark.benchmark(group="banks")
def test_variants_checked_in_a_second_on_one_core(benchmark):
    bank, seeds = load().sound(), 2 if benchmark.disabled else 200
    list(check(bank, 2))
    variants = sum(seeds if question.vary else 1 for question in bank.questions.values())
    problems = []
    taken = seconds(lambda: problems.extend(check(bank, seeds)))
    benchmark.extra_info |= {"variants_per_second": round(variants / taken), "problems": len(problems)}
    print(f"\n{variants} variants checked in {taken:.2f} s of processor time, {len(problems)} problems:")
    print(f"{variants / taken:.0f} a second on one core (goal {GOAL:,})")
    benchmark.pedantic(lambda: None, rounds=1)
