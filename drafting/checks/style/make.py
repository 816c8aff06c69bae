"""From a rule to what reads text for it."""

from __future__ import annotations

from pathlib import Path

from drafting.checks.style.capitals import CapitalizationMatcher
from drafting.checks.style.matchers import (
    WHOLE_WORDS,
    ExistenceMatcher,
    Matcher,
    OccurrenceMatcher,
    SubstitutionMatcher,
)
from drafting.checks.style.measures import MetricMatcher, ReadabilityMatcher
from drafting.checks.style.recurrence import ConditionalMatcher, ConsistencyMatcher, RepetitionMatcher
from drafting.checks.style.rule import (
    Capitalization,
    Conditional,
    Consistency,
    Existence,
    Metric,
    Occurrence,
    Readability,
    Repetition,
    Rule,
    Sequence,
    Spelling,
    Substitution,
)
from drafting.checks.style.sequences import SequenceMatcher
from drafting.checks.style.spelling import SpellingMatcher
from drafting.errors import RuleFileError


def matcher_for(
    name: str,
    rule: Rule,
    accepted: tuple[str, ...] = (),
    template: str = WHOLE_WORDS,
    styles_path: Path | None = None,
) -> Matcher:
    """Return the matcher of a rule.

    Args:
        name: the rule's name, for messages.
        rule: the rule.
        accepted: words of the vocabulary, which free a match in rules with `vocab: true`.
        template: what makes an alternative a whole word.
        styles_path: where dictionaries and word lists are looked for.

    Raises:
        RuleFileError: the check is not supported.
    """
    freed = accepted if getattr(rule, "vocab", False) else ()
    match rule:
        case Existence():
            return ExistenceMatcher(name, rule, () if rule.nonword else freed, template)
        case Substitution():
            return SubstitutionMatcher(name, rule, freed, template)
        case Consistency():
            return ConsistencyMatcher(name, rule, template)
        case Spelling():
            return SpellingMatcher(name, rule, freed, styles_path)
        case _:
            return _simple(name, rule, freed)


def _simple(name: str, rule: Rule, freed: tuple[str, ...]) -> Matcher:
    match rule:
        case Occurrence():
            return OccurrenceMatcher(name, rule)
        case Repetition():
            return RepetitionMatcher(name, rule, freed)
        case Conditional():
            return ConditionalMatcher(name, rule, freed)
        case Capitalization():
            return CapitalizationMatcher(name, rule, freed)
        case Metric():
            return MetricMatcher(name, rule)
        case Readability():
            return ReadabilityMatcher(name, rule)
        case Sequence():
            return SequenceMatcher(name, rule)
        case _:
            raise RuleFileError("style.not_supported", rule=name, check=rule.extends)
