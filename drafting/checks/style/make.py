"""From a rule to what reads text for it."""

from __future__ import annotations

from drafting.checks.style.matchers import ExistenceMatcher, Matcher, OccurrenceMatcher, SubstitutionMatcher
from drafting.checks.style.rule import Existence, Occurrence, Rule, Substitution
from drafting.errors import RuleFileError


def matcher_for(
    name: str, rule: Rule, accepted: tuple[str, ...] = (), template: str = r"\b(?:%s)\b"
) -> Matcher:
    """Return the matcher of a rule.

    Args:
        name: the rule's name, for messages.
        rule: the rule.
        accepted: words of the vocabulary, which free a match in rules with `vocab: true`.
        template: what makes an alternative a whole word.

    Raises:
        RuleFileError: the check is not supported.
    """
    if isinstance(rule, Existence):
        freed = accepted if rule.vocab and not rule.nonword else ()
        return ExistenceMatcher(name, rule, freed, template)
    if isinstance(rule, Substitution):
        return SubstitutionMatcher(name, rule, accepted if rule.vocab else (), template)
    if isinstance(rule, Occurrence):
        return OccurrenceMatcher(name, rule)
    raise RuleFileError("style.not_supported", rule=name, check=rule.extends)
