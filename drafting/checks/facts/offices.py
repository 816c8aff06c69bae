"""English offices, titles and numbered things: written small, so that no capital tells them from other words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from drafting.checks.facts.aligning import Match, alignment_of, pieces_of
from drafting.checks.facts.grams import stem
from drafting.checks.facts.ledger import Kind, Source
from drafting.checks.facts.reading import Reading
from drafting.claims import lexicon
from drafting.claims.fold import fold, lower
from drafting.late_patterns import late
from drafting.statement import Finding

_SPOKEN_OF, _LEAD = 0.3, 0.1
"""How near a sentence must be to a fact or promise for its office to belong there, and by how much nearer (ours)."""
_PLACED: tuple[Kind, ...] = ("confirmed", "commitment")
_WORD = late(r"[a-z][a-z'-]*[a-z]")
_BEHIND_NAME = 7
Span = tuple[int, int]


def check(reading: Reading) -> Iterator[Finding]:
    """Yield offices, titles and numbered things that stand where the brief has others."""
    if reading.passage.language != "en" or not reading.comparable:
        return
    yield from _numbered(reading)
    yield from _offices(reading)
    yield from _titles(reading)


@cache
def _label() -> re.Pattern[str]:
    nouns = "|".join(sorted(lexicon.names().english_numbered, key=len, reverse=True))
    return re.compile(rf"(?<![a-z])(?P<noun>{nouns})(?=s?\s(?:[0-9]|[a-z](?![a-z'])))")


_NUMBER = r"(?:[0-9]{1,4}[A-Za-z]?(?![A-Za-z0-9])|[A-Z](?![A-Za-z']))"
_NUMBERS = late(rf"s?\s(?P<numbers>{_NUMBER}(?:(?:,\s|\s?(?:and|or|to)\s|,?\s(?:and|or)\s){_NUMBER})*)")


@lru_cache(maxsize=512)
def _labels(text: str) -> tuple[tuple[str, str, int, int], ...]:
    """Each numbered thing of a source."""
    return _labelled(fold(text), lower(text))


def _labelled(folded: str, low: str) -> tuple[tuple[str, str, int, int], ...]:
    """Each numbered thing of a text: its noun, its number, and its span."""
    found = []
    for noun in _label().finditer(low):
        match = _NUMBERS.match(folded, noun.end())
        if match is None:
            continue
        for number in re.finditer(r"[0-9]+[A-Za-z]?|(?<![A-Za-z])[A-Z](?![A-Za-z])", match["numbers"]):
            at = match.start("numbers")
            found.append(
                (
                    _singular(noun["noun"]),
                    number.group().upper(),
                    at + number.start(),
                    at + number.end(),
                )
            )
    return tuple(found)


def _singular(noun: str) -> str:
    return noun[:-3] + "y" if noun.endswith("ies") else noun


def _numbered(reading: Reading) -> Iterator[Finding]:
    known = {(noun, number) for s in reading.ledger.public for noun, number, _, _ in _labels(s.text)}
    labels = _labelled(reading.setting.folded, reading.setting.low)
    for noun, number, start, end in labels:
        others = {n for kind, n in known if kind == noun} - {number}
        if not others or reading.setting.moods_at(start, end) & {"denied", "question"}:
            continue
        matches = _near(reading, (start, end))
        source, right = _of_source(matches, noun, number)
        if (noun, number) in known and source is None:
            continue
        right = right or sorted(others)[0]
        if right in {n for k, n, a, _ in labels if k == noun and _same_clause(reading, a, start)}:
            continue
        yield reading.other_name((start, end), right, source)


def _same_clause(reading: Reading, one: int, other: int) -> bool:
    return reading.setting.clause_at(one) == reading.setting.clause_at(other)


def _of_source(matches: list[Match], noun: str, number: str) -> tuple[Source | None, str]:
    """The source nearest to the words whose thing of that noun has another number, where that is clearly nearer."""
    own, best, score, right = 0.0, None, 0.0, ""
    for match in matches:
        numbers = [n for kind, n, _, _ in _labels(match.entry.source.text) if kind == noun]
        if number in numbers:
            own = max(own, match.score)
        elif numbers and match.score > score:
            best, score, right = match.entry.source, match.score, numbers[0]
    return (best, right) if score >= _SPOKEN_OF and score >= own + _LEAD else (None, "")


def _near(reading: Reading, span: Span) -> list[Match]:
    """The facts and promises that the clause and the sentence around some words speak of, without those words."""
    index = alignment_of(reading.ledger, "en", *_PLACED)
    found = []
    for around in {reading.setting.clause_at(span[0]), reading.setting.sentence_at(span[0])}:
        words = reading.passage.text[around[0] : span[0]] + " " + reading.passage.text[span[1] : around[1]]
        claims = [c for c in reading.claims_in(around) if not span[0] <= c.start < span[1]]
        found += index.near(pieces_of(words, claims, "en"))[:6]
    return found


@cache
def _office() -> re.Pattern[str]:
    heads = "|".join(sorted(lexicon.names().english_offices, key=len, reverse=True))
    return re.compile(
        rf"(?<![a-z'-])(?:the|our)\s(?P<words>(?:[a-z][a-z'-]+\s){{0,3}}?(?P<head>{heads})(?:\s(?:of|for)\s(?:the\s)?[a-z-]+(?:\s(?!will|has|is|was|and|to)[a-z-]+)?)?)(?![a-z'-])"
    )


def _offices(reading: Reading) -> Iterator[Finding]:
    """An office that does or promises what the brief gives to another one."""
    stems = {stem(word) for word in reading.ledger.public_words}
    common = {stem(word) for word in lexicon.names().english_office_plain}
    for match in _office().finditer(reading.setting.low):
        span = match.span("words")
        words = [stem(word) for word in _WORD.findall(match["words"]) if word not in ("of", "for", "the")]
        telling = [word for word in words if word not in common]
        if not telling or _is_open(reading, span):
            continue
        unknown = [word for word in telling if word not in stems]
        right = _belonging(reading, span, frozenset(words))
        if right is None and not unknown:
            continue
        if right is not None:
            yield reading.other_name(span, right)
        elif stem(match["head"].split()[-1]) in unknown and not _is_named_otherwise(reading, match["words"]):
            yield reading.finding("unknown_name", span, "unsupported_figure", severity="warning")


_FIREFIGHTERS = re.compile(r"(?<![a-z])(?:fire (?:brigade|service|department|crews?)|firefighters?)(?![a-z])")


def _is_named_otherwise(reading: Reading, words: str) -> bool:
    """Whether the brief has another word for the whole of an office: firefighters for the fire brigade."""
    return bool(_FIREFIGHTERS.search(words) and _FIREFIGHTERS.search(reading.ledger.public_text))


def _is_open(reading: Reading, span: Span) -> bool:
    clause = reading.setting.clause_at(span[0])
    if any(reading.setting.marked(mood, *clause) for mood in ("question", "conditional")):
        return True
    return "denied" in reading.setting.moods_at(*span)


def _belonging(reading: Reading, span: Span, words: frozenset[str]) -> str | None:
    """The owner of the promise that the sentence gives, where the words name somebody else."""
    sentence = reading.setting.low[slice(*reading.setting.sentence_at(span[0]))]
    there = frozenset(map(stem, _WORD.findall(sentence)))
    best: tuple[float, str] | None = None
    own = 0.0
    for match in _near(reading, span):
        owner = next((p.owner for p in reading.brief.commitments if p.id == match.entry.source.id), None)
        telling = frozenset(map(stem, _WORD.findall(lower(owner or match.entry.source.text)))) - _plain()
        said = frozenset(map(stem, _WORD.findall(lower(match.entry.source.text))))
        if words - _plain() and words - _plain() <= telling | said:
            own = max(own, match.score)
        elif (
            owner
            and telling
            and not (telling & there if owner.istitle() else telling <= there)
            and not telling & words
            and not _is_office_of(reading, words, owner)
            and owner not in reading.brief.names
            and (best is None or match.score > best[0])
        ):
            best = (match.score, owner)
    return best[1] if best is not None and best[0] >= _SPOKEN_OF and best[0] >= own + _LEAD else None


def _is_office_of(reading: Reading, words: frozenset[str], owner: str) -> bool:
    """Whether a fact gives the office to the owner of a promise by name: the general manager is Rosa Imbert."""
    name = lower(owner).split(",")[0]
    return any(
        name in (low := lower(source.text)) and words & frozenset(map(stem, _WORD.findall(low)))
        for source in reading.ledger.of("confirmed", "commitment")
    )


@cache
def _plain() -> frozenset[str]:
    return frozenset(stem(word) for word in lexicon.names().english_office_plain) | {
        "our",
        "the",
        "of",
        "for",
    }


def _titles(reading: Reading) -> Iterator[Finding]:
    """A person's title that is not the one of the brief."""
    titles = {stem(word) for word in lexicon.names().english_titled}
    signatory = reading.brief.signatory
    sources = [s.text for s in reading.ledger.of("confirmed", "commitment", "contact")]
    if signatory is not None and signatory.title:
        sources.append(f"{signatory.name}, {signatory.title}")
    people = {
        c.value for s in reading.ledger.of(*_PLACED) for c in s.claims if c.kind == "name" and " " in c.value
    }
    people |= {signatory.name} if signatory is not None else set()
    for person in sorted(people):
        known = frozenset().union(*(_title_of(lower(person), lower(text), titles)[0] for text in sources))
        for found in re.finditer(re.escape(lower(person)), reading.setting.low):
            told, span = _title_of(
                lower(person), reading.setting.low[found.start() - 60 if found.start() > 60 else 0 :], titles
            )
            offset = max(found.start() - 60, 0)
            if known and _others(told, known) and _others(known, told):
                yield reading.finding(
                    "altered_name", (offset + span[0], offset + span[1]), "altered_fact",
                    right=" ".join(sorted(known)), suggestion=None,
                )  # fmt: skip
            break


_SAME_LETTERS = 5
"""Letters from which two words of office are of one root: manages, manager (ours)."""


def _others(one: frozenset[str], other: frozenset[str]) -> frozenset[str]:
    """The words of office of one title that the other has in no form."""
    return frozenset(
        word for word in one if not any(word[:_SAME_LETTERS] == o[:_SAME_LETTERS] for o in other)
    )


def _title_of(person: str, text: str, titles: set[str]) -> tuple[frozenset[str], Span]:
    """The words of office right before or behind a name, and where they stand."""
    at = text.find(person)
    if at < 0:
        return frozenset(), (0, 0)
    before = re.search(r"(?:[a-z-]+,?\s){0,6}$", text[:at])
    behind = re.match(
        rf",?\s?(?:\(|our\s|the\s|a\s|an\s)*(?:[a-z-]+[\s,)]?){{0,{_BEHIND_NAME}}}", text[at + len(person) :]
    )
    left = before.group() if before else ""
    right = behind.group() if behind else ""
    found = [(m, at - len(left)) for m in _WORD.finditer(left)] + [
        (m, at + len(person)) for m in _WORD.finditer(right)
    ]
    named = [
        (stem(part), base + m.start(), base + m.end())
        for m, base in found
        for part in m.group().split("-")
        if stem(part) in titles and part != "people" and not part.endswith(("ed", "ions", "ion"))
    ]
    if not named:
        return frozenset(), (0, 0)
    return frozenset(word for word, _, _ in named), (named[0][1], named[-1][2])
