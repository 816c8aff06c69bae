"""The brief as a ledger: every source with its claims, read once for a brief."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property, lru_cache, partial, wraps
from typing import Any, Concatenate, Literal, ParamSpec, TypeVar, cast

from drafting.brief import Brief, Commitment
from drafting.checks.facts.grams import grams
from drafting.claims.claim import Claim
from drafting.claims.counted import classes_in
from drafting.claims.fold import is_mostly_han, lower
from drafting.claims.reading import read_setting
from drafting.claims.setting import Setting
from drafting.messages import Language

_Asked = ParamSpec("_Asked")
_Told = TypeVar("_Told")
Kind = Literal[
    "confirmed", "unconfirmed", "denied", "confidential", "commitment", "contact", "earlier", "frame"
]
PUBLIC: tuple[Kind, ...] = ("confirmed", "commitment", "contact", "earlier", "frame")


@dataclass(frozen=True, eq=False)
class Source:
    """One entry of the brief: what it is, its words, and the claims read from them."""

    id: str
    kind: Kind
    text: str
    language: Language
    claims: tuple[Claim, ...]
    grams: frozenset[str]
    classes: frozenset[str]
    whole: bool = False
    """Whether its claims are of the whole text (the time as of which it holds) and stand nowhere in it."""

    @property
    def public(self) -> bool:
        """Whether its words may be said."""
        return self.kind in PUBLIC

    @property
    def evidence(self) -> str | None:
        """How a finding names it; a confidential entry is named by its id alone, for findings travel."""
        if self.kind == "confidential":
            return self.id
        return f"{self.id}: {self.text}" if self.id else self.text


_EXACT = frozenset(
    {
        "quantity",
        "money",
        "percent",
        "ratio",
        "phone",
        "url",
        "email",
        "identifier",
        "address",
        "date",
        "time",
    }
)


_DAY = 10
"""Characters of a full date; a month, a year or a weekday is carried by many."""


def _key(claim: Claim) -> str:
    """What claims that carry the same figure have in common: its value; for a time, that of a twelve-hour clock."""
    if claim.kind != "time":
        return claim.value
    return f"{int(claim.value[:2]) % 12}{claim.value[2:5]}"


def _weekday(value: str) -> int:
    """The number of a day's weekday; 0 where it is no day of a known year."""
    try:
        return date.fromisoformat(value).isoweekday()
    except ValueError:
        return 0


Entry = tuple[Source, Claim]
"""A claim of the brief, with the fact, promise or contact that makes it."""


class Ledger:
    """All sources of one brief, with an index from pieces of text to sources."""

    def __init__(self, brief: Brief) -> None:
        self.brief = brief
        self.answers: dict[Callable[..., Any], Callable[..., Any]] = {}
        self.sources = tuple(_sources(brief))
        self.public = tuple(s for s in self.sources if s.public and not s.whole)
        self.public_text = lower("\n".join(s.text for s in self.public))
        self.public_squeezed = re.sub(r"[\s\-_:()]", "", self.public_text)
        self.public_grams: frozenset[str] = (
            frozenset().union(*(s.grams for s in self.public)) if self.public else frozenset()
        )
        self.by_kind: dict[str, list[tuple[Source, Claim]]] = {}
        self._index: dict[str, list[int]] = {}
        self._chosen: dict[tuple[str, tuple[Kind, ...]], list[tuple[Source, Claim]]] = {}
        self._exact: dict[tuple[str, str], list[tuple[Source, Claim]]] = {}
        self._places = {source: place for place, source in enumerate(self.sources)}
        for place, source in enumerate(self.sources):
            for claim in source.claims:
                self.by_kind.setdefault(claim.kind, []).append((source, claim))
                for value in {_key(claim), claim.upper} - {""}:
                    self._exact.setdefault((claim.kind, value), []).append((source, claim))
            if source.whole:
                continue
            for piece in source.grams:
                self._index.setdefault(piece, []).append(place)

    def claims(self, kind: str, *kinds: Kind) -> list[tuple[Source, Claim]]:
        """The claims of a kind, from sources of the given kinds (public ones where none is given)."""
        wanted = kinds or PUBLIC
        found = self._chosen.get((kind, wanted))
        if found is None:
            found = [(source, claim) for source, claim in self.by_kind.get(kind, ()) if source.kind in wanted]
            self._chosen[kind, wanted] = found
        return found

    def claims_like(self, claim: Claim, *kinds: Kind) -> list[tuple[Source, Claim]]:
        """The claims that may carry a claim's figure: those of its very value, or all of its kind where it is rounded."""
        coarse = claim.kind == "date" and (len(claim.value) != _DAY or claim.value[0] == "-")
        if claim.bound or claim.kind not in _EXACT or coarse:
            return self.claims(claim.kind, *kinds)
        wanted = kinds or PUBLIC
        found = self._exact.get((claim.kind, _key(claim)), [])
        if claim.kind == "date":
            found = found + self._exact.get((claim.kind, f"-{claim.value[4:]}"), [])
            found = found + self._exact.get((claim.kind, f"W{_weekday(claim.value)}"), [])
        return [entry for entry in found if entry[0].kind in wanted]

    def in_order(self, entries: Iterable[Entry]) -> list[Entry]:
        """Claims of the brief in the order in which it makes them."""
        return sorted(entries, key=lambda entry: (self._places[entry[0]], entry[1].start, entry[1].end))

    def of(self, *kinds: Kind) -> tuple[Source, ...]:
        """The sources of the given kinds."""
        return tuple(source for source in self.sources if source.kind in kinds and not source.whole)

    def public_holding(self, piece: str) -> int:
        """How many of the sources whose words may be said hold a piece."""
        return sum(self.sources[place].public for place in self._index.get(piece, ()))

    def nearness(self, pieces: frozenset[str]) -> dict[str, float]:
        """How much of `pieces` stands in each source, by id: a share from 0 to 1, without those that share nothing."""
        hits: Counter[int] = Counter()
        for piece in pieces:
            hits.update(self._index.get(piece, ()))
        whole = max(1, len(pieces))
        return {self.sources[place].id: count / whole for place, count in hits.items()}

    @cached_property
    def public_words(self) -> frozenset[str]:
        """Every Latin word that may be said, in lower case."""
        return frozenset(
            re.findall(r"[a-z][a-z'-]*[a-z]|[a-z]+", re.sub(r"'s?(?![a-z])", " ", self.public_text))
        )

    def speaks(self, language: Language) -> bool:
        """Whether the brief's facts are written in `language`, so that wordings can be compared."""
        own = [
            s for s in self.sources if s.kind in ("confirmed", "commitment", "unconfirmed", "confidential")
        ]
        return not own or sum(s.language == language for s in own) * 2 >= len(own)


@lru_cache(maxsize=32)
def ledger_of(brief: Brief) -> Ledger:
    """Return the ledger of `brief`, read once."""
    return Ledger(brief)


def kept_with_ledger(
    maxsize: int = 512,
) -> Callable[[Callable[Concatenate[Ledger, _Asked], _Told]], Callable[Concatenate[Ledger, _Asked], _Told]]:
    """Keep the last `maxsize` answers about a ledger for as long as the ledger itself is kept, and no longer."""

    def keeping(
        asked: Callable[Concatenate[Ledger, _Asked], _Told],
    ) -> Callable[Concatenate[Ledger, _Asked], _Told]:
        @wraps(asked)
        def answered(ledger: Ledger, /, *about: _Asked.args, **named: _Asked.kwargs) -> _Told:
            if asked not in ledger.answers:
                ledger.answers[asked] = lru_cache(maxsize)(partial(asked, ledger))
            return cast("_Told", ledger.answers[asked](*about, **named))

        return answered

    return keeping


def _source(
    identity: str, kind: Kind, text: str, issued_at: datetime | None, language: Language | None = None
) -> Source:
    language = language or ("zh" if is_mostly_han(text) else "en")
    setting = Setting(text, language)
    claims = tuple(read_setting(setting, issued_at))
    return Source(identity, kind, text, language, claims, grams(text, language), classes_in(text))


def _holding_as_of(source: Source, moment: datetime | date, issued_at: datetime | None) -> Source:
    """The same source with the moment as of which it holds, or at which it was said, for its claims."""
    dated = _source(source.id, source.kind, _moment_text(moment, issued_at), issued_at)
    return replace(source, claims=dated.claims, whole=True)


def _moment_text(moment: datetime | date, issued_at: datetime | None) -> str:
    if not isinstance(moment, datetime):
        return moment.isoformat()
    if issued_at is not None and issued_at.tzinfo is not None:
        moment = moment.astimezone(issued_at.tzinfo)
    return f"{moment:%Y-%m-%d} {moment:%H:%M}"


def _sources(brief: Brief) -> Iterable[Source]:
    issued = brief.issued_at
    for fact in brief.facts:
        source = _source(fact.id, fact.status, fact.text, issued)
        yield source
        if fact.as_of is not None and fact.status == "confirmed":
            yield _holding_as_of(source, fact.as_of, issued)
    for promise in brief.commitments:
        due = promise.due_at
        when = _moment_text(due, issued) if due is not None else promise.due or ""
        yield _source(promise.id, "commitment", _promise_text(promise, when), issued)
    for contact in brief.contacts:
        words = "\n".join(filter(None, (contact.label, contact.value, contact.hours)))
        yield _source("", "contact", words, issued)
    for said in brief.earlier:
        source = _source(said.id, "earlier", said.text, said.published_at or issued)
        yield source
        if said.published_at is not None:
            yield _holding_as_of(source, said.published_at, issued)
    yield from _frame(brief, issued)


_ISO_MOMENT = re.compile(r"(?<=[0-9]{4}-[0-9]{2}-[0-9]{2})T(?=[0-9]{2}:[0-9]{2})")
"""The letter between a day and its hour, as forms write them: 2026-07-19T12:00."""


def _promise_text(promise: Commitment, when: str) -> str:
    """Owner, promise and deadline, set apart so that “… on 17 February” takes no year from the deadline behind it."""
    return "\n· ".join(filter(None, (promise.owner, promise.text, _ISO_MOMENT.sub(" ", when))))


def _frame(brief: Brief, issued: datetime | None) -> Iterable[Source]:
    incident = brief.incident
    moments = [issued, incident.happened_at, incident.noticed_at, incident.public_since]
    moments += [fact.as_of for fact in brief.facts if fact.status == "confirmed"]
    moments += [said.published_at for said in brief.earlier]
    for moment in moments:
        if moment is not None:
            for text in sorted({_moment_text(moment, issued), _moment_text(moment, None)}):
                yield _source("", "frame", text, issued, "zh")
    words = [
        *brief.names,
        brief.subject or "",
        brief.signatory.title if brief.signatory and brief.signatory.title else "",
    ]
    words += [fact.source for fact in brief.facts if fact.source and fact.status == "confirmed"]
    words += [alternative for entry in brief.must_say for alternative in entry]
    words += [said.channel for said in brief.earlier if said.channel]
    words += list(brief.audience)
    for word in words:
        if word:
            yield _source("", "frame", word, issued)
