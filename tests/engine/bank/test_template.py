"""The bank to start from: sound as it stands, for every kind, and explained."""

import pytest

from engine.bank.check import check
from engine.bank.load import load
from engine.bank.template import template
from engine.errors import UnknownQuestionError
from engine.kinds import kinds


@pytest.mark.parametrize("kind", list(kinds()))
def test_the_template_of_every_kind_is_a_sound_bank(kind, tmp_path):
    file = tmp_path / "new.yaml"
    file.write_text(template(kind), encoding="utf-8")
    bank = load([file]).sound()
    assert [question.kind for question in bank.questions.values()] == [kind]
    assert list(check(bank, 5)) == []


def test_fields_are_explained_where_they_stand():
    lines = template("array").splitlines()
    level = next(number for number, line in enumerate(lines) if line.startswith("    level:"))
    assert lines[level - 1] == "    # 1 recall, 2 apply, 3 analyse, 4 interview, 5 stretch."


def test_an_unknown_kind_is_told_with_those_there_are():
    with pytest.raises(UnknownQuestionError, match=r"chioce.*choice"):
        template("chioce")
