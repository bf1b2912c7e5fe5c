"""Skills over several files: declared, required, used."""

from engine.bank.skills import Concept, Declared, Use, gather, requirements, unknown


def declared(**requires: list[str]) -> dict[str, Declared]:
    return {
        name: Declared(Concept(title=name, requires=tuple(needed)), line)
        for line, (name, needed) in enumerate(requires.items(), 3)
    }


def test_skills_of_all_files_in_their_order() -> None:
    skills, problems = gather([("a", declared(one=[], two=["one"])), ("b", declared(three=["two"], one=[]))])
    assert list(skills) == ["one", "two", "three"]
    assert problems == []


def test_declarations_that_contradict_one_another() -> None:
    _, problems = gather([("a", declared(one=[])), ("b", declared(zero=[], one=["zero"]))])
    assert [(problem.file, problem.line, problem.path) for problem in problems] == [("b", 4, "skills.one")]


def test_a_circle_is_told_with_its_chain() -> None:
    _, problems = gather([("a", declared(one=["three"], two=["one"], three=["two"], four=["one"]))])
    (problem,) = problems
    chain = problem.found.partition("(")[2].strip(")").split(" < ")
    assert chain[0] == chain[-1]
    assert set(chain) == {"one", "two", "three"}


def test_unknown_skills() -> None:
    files = [("a", declared(one=["noe", "two"]))]
    uses = [*requirements(files), Use("q skill", "one", "b", 7)]
    (problem,) = unknown(uses, ["one", "two"])
    assert problem[:4] == ("a", 3, "skills.one.requires", "the unknown skill noe")
    assert problem.fix == "did you mean one?"
