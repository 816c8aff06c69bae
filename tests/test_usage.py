"""A command line that is wrong is told in the reader's language, with where its help is."""

from __future__ import annotations

import re

import pytest

from drafting.cli import main


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    shown = capsys.readouterr()
    return int(ended.value.code or 0), shown.out, shown.err


@pytest.mark.parametrize(
    ("arguments", "zh", "en"),
    [
        ("review a --format fax", "--format 的值“fax”不认识", "--format has the unknown value 'fax'"),
        ("draft b --channel fax", "--channel 的值“fax”不认识", "--channel has the unknown value 'fax'"),
        ("reveiw a", "没有命令 reveiw，是不是 review？", "There is no command reveiw. Did you mean review?"),
        ("review", "缺少 FILE...。", "FILE... is missing."),
        ("review a --nope", "没有选项 --nope。", "There is no option --nope."),
        ("review a --kind", "选项 --kind 后面要给一个值。", "The option --kind needs a value."),
        ("review --fix=1 a", "选项 --fix 后面不带值。", "The option --fix takes no value."),
        ("batch x --out o --concurrency 0", "--concurrency 的值不能小于 1。", "--concurrency cannot be less than 1."),
        ("batch x --out o --concurrency q", "--concurrency 的值应当是整数。", "--concurrency has to be a whole number."),
        ("serve x", "多出来的参数：x。", "Unexpected: x."),
    ],
)  # fmt: skip
def test_every_usage_error_speaks_the_readers_language(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, arguments: str, zh: str, en: str
) -> None:
    for language, words in (("zh", zh), ("en", en)):
        monkeypatch.setenv("CANDOR_LANGUAGE", language)
        code, shown, said = run(capsys, *arguments.split())
        assert (code, shown) == (2, "")
        assert said.startswith(words)
        assert re.search(r"candor\b.* -h", said)
        assert bool(re.search(r"[\u4e00-\u9fff]", said)) == (language == "zh")


def test_help_is_no_error(capsys: pytest.CaptureFixture[str]) -> None:
    code, shown, _ = run(capsys, "review", "-h")
    assert code == 0 and "--write-baseline" in shown
