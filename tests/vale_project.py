"""A project with a `.vale.ini` and rules, checked: what the tests of Vale's format share."""

from __future__ import annotations

from pathlib import Path

from drafting.checks.style.vale import review_files

EXISTENCE = "extends: existence\nmessage: \"'%s'\"\n"


def alerts(
    tmp_path: Path,
    rules: dict[str, str],
    text: str,
    *,
    name: str = "test.md",
    ini: str = "[*]\nBasedOnStyles = T\n",
    core: str = "",
    files: dict[str, str] | None = None,
) -> list[str]:
    """Return `line:column:rule` (the style T is left out) for a text under rules."""
    folder = tmp_path / "styles" / "T"
    folder.mkdir(parents=True, exist_ok=True)
    for rule, body in rules.items():
        (folder / f"{rule}.yml").write_text(body, encoding="utf-8")
    for path, body in (files or {}).items():
        target = tmp_path / "styles" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(body, encoding="utf-8")
    config = tmp_path / ".vale.ini"
    config.write_text(f"StylesPath = styles\n{core}\n{ini}", encoding="utf-8")
    source = tmp_path / name
    source.write_bytes(text.encode())
    [item] = review_files([source], config)
    for finding in item.review.findings:
        assert item.text[finding.start : finding.end] == finding.match
    return [f"{f.line}:{f.column}:{f.rule.removeprefix('T.')}" for f in item.review.findings]
