"""What a style rule is: a Vale rule (twelve kinds of check), plus the keys that know about a crisis.

The format is described for authors in docs/rules-format.md.
"""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal, get_args

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    TypeAdapter,
    field_validator,
    model_validator,
)
from pydantic_core import PydanticCustomError

from drafting.brief import Channel, Cluster, Kind
from drafting.checks.style.tagging import UNIVERSAL_TAGS
from drafting.statement import Defect, Principle, Severity

RuleFamily = Literal["tone", "style", "structure"]


def _listed(value: Any) -> Any:
    """A lone value stands for a list of one, as everywhere in Vale."""
    if value is None:
        return ()
    return value if isinstance(value, list | tuple) else (value,)


def _paired(value: Any) -> Any:
    """A list of one-pair maps stands for a map, and numbers and truth values for their text."""
    if isinstance(value, list):
        value = {key: item for pair in value if isinstance(pair, dict) for key, item in pair.items()}
    if isinstance(value, dict):
        return {_worded(key): _worded(item) for key, item in value.items()}
    return value


def _worded(value: Any) -> Any:
    """YAML reads a bare yes or no as a truth value; an author meant the word."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else value


def _worded_all(value: Any) -> Any:
    return tuple(_worded(item) for item in _listed(value))


Texts = Annotated[tuple[str, ...], BeforeValidator(_worded_all)]
Swap = Annotated[dict[str, str], BeforeValidator(_paired)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", coerce_numbers_to_str=True, defer_build=True)


class Action(_Part):
    """A mechanical fix: `name` is replace, remove, edit, convert or suggest."""

    name: str = ""
    params: Texts = ()


class Examples(_Part):
    """Sentences that the rule must catch, and tricky ones that it must leave alone."""

    bad: Texts = ()
    good: Texts = ()


class Head(_Part):
    """The keys of every rule: Vale's common ones first, then ours."""

    extends: str
    message: str
    level: Severity = "warning"
    scope: Annotated[tuple[str, ...], BeforeValidator(_listed)] = ()
    link: str = ""
    description: str = ""
    limit: int = Field(default=0, ge=0)
    action: Action = Action()
    code: bool = False

    title: str = ""
    family: RuleFamily = "tone"
    principle: Principle = "style"
    defect: Defect = "other"
    kinds: Annotated[tuple[Kind, ...], BeforeValidator(_listed)] = ()
    channels: Annotated[tuple[Channel, ...], BeforeValidator(_listed)] = ()
    clusters: Annotated[tuple[Cluster, ...], BeforeValidator(_listed)] = ()
    casualties: bool = False
    when: Texts = ()
    only: Texts = ()
    only_near: Texts = ()
    unless: Texts = ()
    unless_near: Texts = ()
    unless_confirmed: bool = False
    quoted: Literal["match", "skip"] = "match"
    suggestion: str = ""
    why: str = ""
    source: str = ""
    examples: Examples = Examples()

    lenient: ClassVar[bool] = False

    @model_validator(mode="before")
    @classmethod
    def _with_lower_keys(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            return data
        lowered = {str(key).lower(): value for key, value in data.items()}
        if cls.lenient:
            lowered = {key: value for key, value in lowered.items() if key in cls.model_fields}
        if lowered.get("code") is True:
            raise PydanticCustomError("deprecated_code", "`code: true` is gone: write `scope: raw`")
        return {key: value for key, value in lowered.items() if value is not None}


class _Matching(Head):
    ignorecase: bool = False
    nonword: bool = False
    exceptions: Texts = ()
    vocab: bool = True


class Existence(_Matching):
    """Words that should not be there."""

    extends: Literal["existence"]
    tokens: Texts = ()
    raw: Texts = ()
    append: bool = False


class Substitution(_Matching):
    """Words for which another is preferred."""

    extends: Literal["substitution"]
    swap: Swap
    capitalize: bool = False
    pos: str = ""


class Occurrence(Head):
    """A pattern that may occur at most, or must occur at least, so many times in each block of the scope."""

    extends: Literal["occurrence"]
    token: str
    max: int = 0
    min: int = 0
    ignorecase: bool = False


class Repetition(Head):
    """A token written twice in a row."""

    extends: Literal["repetition"]
    tokens: Texts
    max: int = 0
    ignorecase: bool = False
    alpha: bool = False
    exceptions: Texts = ()
    vocab: bool = True


class Consistency(Head):
    """Two spellings of which a text may use only one."""

    extends: Literal["consistency"]
    either: Swap
    nonword: bool = False
    ignorecase: bool = False
    lenient: ClassVar[bool] = True


class Conditional(Head):
    """Something that may stand only where something else (a definition) stands."""

    extends: Literal["conditional"]
    first: str
    second: str
    ignorecase: bool = False
    exceptions: Texts = ()
    vocab: bool = True


class Capitalization(Head):
    """How a heading is capitalised. `threshold`: share of words as expected, 0 to 1 (Vale's default 0.8)."""

    extends: Literal["capitalization"]
    match: str
    style: str = "AP"
    exceptions: Texts = ()
    vocab: bool = True
    indicators: Texts = ()
    prefix: str = ""
    threshold: float = 0.8


class Readability(Head):
    """A school grade that the text's prose must not exceed."""

    extends: Literal["readability"]
    metrics: Texts
    grade: float = 0.0


class Metric(Head):
    """A formula over the counts of a document, and the condition on its value that makes an alert."""

    extends: Literal["metric"]
    formula: str
    condition: str = ""


class Spelling(Head):
    """Words that no Hunspell dictionary knows."""

    extends: Literal["spelling"]
    dictionaries: Texts = ()
    dicpath: str = ""
    aff: str = ""
    dic: str = ""
    append: bool = False
    ignore: Texts = ()
    filters: Texts = ()
    custom: bool = False
    exceptions: Texts = ()
    vocab: bool = True
    lenient: ClassVar[bool] = True


class SequenceToken(_Part):
    """One step of a sequence: a word pattern, a part of speech (Penn or universal), how many words may lie before."""

    pattern: str = ""
    tag: str = ""
    upos: str = ""
    negate: bool = False
    skip: int = Field(default=0, ge=0)
    min: int = Field(default=1, ge=1)
    target: bool = False

    @field_validator("upos")
    @classmethod
    def _known(cls, value: str) -> str:
        names = [name.strip().upper() for name in value.split("|") if name.strip()]
        unknown = next((name for name in names if name not in UNIVERSAL_TAGS), None)
        if unknown is not None:
            allowed = ", ".join(UNIVERSAL_TAGS)
            raise PydanticCustomError(
                "unknown_tag", "{name}: {allowed}", {"name": unknown, "allowed": allowed}
            )
        return "|".join(names)


class Sequence(Head):
    """Words in a certain order, by their spelling or part of speech."""

    extends: Literal["sequence"]
    tokens: tuple[SequenceToken, ...]
    ignorecase: bool = False
    exceptions: Texts = ()
    model: str = ""


class Script(Head):
    """Vale's programmed rules: read, and reported as not supported, since they run arbitrary code."""

    extends: Literal["script"]
    script: str


Rule = (
    Existence
    | Substitution
    | Occurrence
    | Repetition
    | Consistency
    | Conditional
    | Capitalization
    | Readability
    | Metric
    | Spelling
    | Sequence
    | Script
)
KINDS: dict[str, type[Rule]] = {
    get_args(kind.model_fields["extends"].annotation)[0]: kind for kind in get_args(Rule)
}
"""The record of each check, by its name."""
CHECKS: tuple[str, ...] = tuple(KINDS)
RULE: TypeAdapter[Rule] = TypeAdapter(
    Annotated[Rule, Field(discriminator="extends")], config=ConfigDict(defer_build=True)
)
