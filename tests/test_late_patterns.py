"""Patterns that are compiled at their first use: every one of them is an expression, and works as one."""

import re
from importlib import import_module
from pkgutil import walk_packages

import pytest

import drafting.checks
import drafting.claims
from drafting.late_patterns import late


def test_a_late_pattern_answers_as_a_compiled_one():
    pattern = late(r"(?P<count>\d+) 名(?P<who>\w+)")
    found = pattern.search("共 12 名游客")
    assert found is not None
    assert (found["count"], found["who"]) == ("12", "游客")
    assert pattern.sub("若干人", "12 名游客") == "若干人"
    assert pattern.groupindex == {"count": 1, "who": 2}
    assert late("IT", re.IGNORECASE).fullmatch("it")


def test_a_pattern_that_is_none_fails_at_its_first_use():
    with pytest.raises(re.error):
        late("(").search("text")


@pytest.mark.parametrize("package", [drafting.claims, drafting.checks])
def test_every_pattern_of_the_readers_of_facts_is_an_expression(package):
    modules = [import_module(found.name) for found in walk_packages(package.__path__, f"{package.__name__}.")]
    patterns = [
        value for module in modules for value in vars(module).values() if type(value) is type(late(""))
    ]
    assert patterns
    for pattern in patterns:
        assert pattern.groups >= 0
