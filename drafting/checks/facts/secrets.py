"""What is kept back: told word for word, told in other words, or contradicted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from drafting.checks.facts.anchored import is_anchored
from drafting.checks.facts.bearing import Borne, Span, borne, borne_by_one, own_pieces, secret_words
from drafting.checks.facts.grams import grams
from drafting.checks.facts.ledger import Ledger, Source, kept_with_ledger
from drafting.checks.facts.reading import Reading
from drafting.claims import lexicon
from drafting.claims.fold import lower
from drafting.claims.secrets import SecretKind, secret_kinds
from drafting.claims.telling import assertion
from drafting.late_patterns import late
from drafting.messages import Language
from drafting.statement import Finding

_LEAKED, _LEAKED_LEAST = 0.4, 3
"""A secret is given away by two fifths of the pieces that stand only in it, and at least three of them."""
_RUN_ZH = 5
"""A run of Chinese characters this long that stands only in a secret gives it away whatever surrounds it."""
_FIGURE = late(r"[0-9]")
_TOLD_LEAST = 2
"""A sentence with fewer telling words tells too little to be of a secret's kind."""
_SAID_LEAST = 4
"""With fewer known words a Chinese sentence says too little for one source to say nearly all of it."""
_BORNE_OUT, _BORNE_CONTRARY = 0.5, (0.4, 0.75)
"""A sentence of a secret's kind is borne out where one sayable source holds this share of its telling words. Of its
contrary: the share where the source denies as flatly, and where it does not, which is asked of Chinese only, for
there the words of an upkeep kept (合格, 正常) tell as well (ours, by the true statements of the benchmark)."""


def check(reading: Reading) -> Iterator[Finding]:
    """Yield secrets that are told or contradicted, one finding for a sentence and secret."""
    secrets = reading.ledger.of("confidential")
    if reading.comparable and (secrets or reading.brief.incident.history):
        yield from _absolutes(reading)
    if not reading.comparable or not secrets:
        return
    for sentence in reading.setting.sentences:
        told = list(_told(reading, sentence, secrets))
        for source in told:
            yield reading.finding("confidential", sentence, "confidential_leak", source=source)
        if not told:
            yield from _of_a_kind(reading, sentence)


_COUNTING = late("[一两几个名位]")
"""Pieces of a numeral and its measure word tell nothing of a secret (一个孩子)."""


@kept_with_ledger()
def _uncounted(ledger: Ledger, source: Source) -> frozenset[str]:
    return frozenset(piece for piece in own_pieces(ledger, source) if not _COUNTING.search(piece))


def _told(reading: Reading, sentence: Span, secrets: tuple[Source, ...]) -> Iterator[Source]:
    """The secrets whose own pieces, runs of characters or telling words stand in a sentence."""
    text, pieces = reading.setting.low[slice(*sentence)], reading.grams_of(sentence)
    found: Borne | None = None
    least: int | None = None
    for source in secrets:
        own = _uncounted(reading.ledger, source)
        shared = own & pieces
        if (len(shared) >= _LEAKED_LEAST and len(shared) >= len(own) * _LEAKED) or any(
            run in text for run in _runs(reading.ledger, source)
        ):
            yield source
            continue
        found = found or borne(reading, sentence)
        words = secret_words(reading.ledger, source, reading.passage.language)
        told = {word.text for word in found.unknown if not word.faint and words.shares(word.text)}
        if least is None:
            least = 2 if is_anchored(reading, sentence) or _is_of_care(reading, sentence) else 1
        if (_tells(found) or _FIGURE.search(text)) and len(told) >= least:
            yield source


def _is_of_care(reading: Reading, sentence: Span) -> bool:
    """Whether an English sentence only says sorry or thanks."""
    return reading.passage.language == "en" and bool(
        assertion("care", "en").search(reading.setting.low, *sentence)
    )


def _tells(found: Borne) -> bool:
    return len({word.text for word in (*found.known, *found.unknown)}) >= _TOLD_LEAST


@kept_with_ledger()
def _runs(ledger: Ledger, source: Source) -> tuple[str, ...]:
    """The runs of a secret that stand nowhere else: five Chinese characters, or a name."""
    low = lower(source.text)
    runs = []
    for part in re.findall(r"[\u3400-\u9fff]{5,}", low):
        runs += [part[i : i + _RUN_ZH] for i in range(len(part) - _RUN_ZH + 1)]
    names = [lower(c.value) for c in source.claims if c.kind == "name" and len(c.value) >= 3]
    return tuple(r for r in runs + names if r not in ledger.public_text)


@kept_with_ledger()
def _kinds_of(ledger: Ledger, language: Language) -> tuple[tuple[SecretKind, Source], ...]:
    """The kinds of secret that a brief holds, each with the first that shows it."""
    found = []
    for kind in secret_kinds(language):
        source = next((s for s in ledger.of("confidential") if kind.holds.search(lower(s.text))), None)
        if source is not None:
            found.append((kind, source))
    return tuple(found)


def _of_a_kind(reading: Reading, sentence: Span) -> Iterator[Finding]:
    """A sentence of a secret's kind, or of its contrary, that no sayable source bears out."""
    setting = reading.setting
    low = setting.low[slice(*sentence)].rstrip(" \"'”’」』)")
    if low.endswith("?") or any(setting.marked(mood, *sentence) for mood in ("question", "directive")):
        return
    conditional = setting.marked("conditional", *sentence)
    found: Borne | None = None
    for kind, source in _kinds_of(reading.ledger, reading.passage.language):
        contrary = bool(kind.contrary.search(low))
        if not contrary and (conditional or not kind.tells.search(low)):
            continue
        if not contrary and is_anchored(reading, sentence):
            continue
        if contrary and is_anchored(reading, sentence, by_days=False):
            continue
        found = found or borne(reading, sentence)
        if contrary and (
            _is_borne_contrary(reading, found, kind.contrary) or _is_counted_well(reading, sentence)
        ):
            continue
        if not contrary and borne_by_one(reading, found) >= _BORNE_OUT:
            continue
        if contrary:
            yield reading.finding("contradicts_secret", sentence, "confidential_leak", source=source)
            return
        if _tells(found):
            yield reading.finding("confidential", sentence, "confidential_leak", source=source)
            return


def _is_borne_contrary(reading: Reading, found: Borne, said: re.Pattern[str]) -> bool:
    """Whether a sayable source denies as flatly what the sentence denies, or says nearly all that it says."""
    alike, same = _BORNE_CONTRARY
    if borne_by_one(reading, found, said) >= alike:
        return True
    if reading.passage.language == "en" or len({word.text for word in found.known}) < _SAID_LEAST:
        return False
    return borne_by_one(reading, found) >= same


_WELL = late(r"正常|合格|达标|良好|有效|[无没]有?[^,。;]{0,4}(?:异常|问题)")


def _is_counted_well(reading: Reading, sentence: Span) -> bool:
    """Whether a fact finds as many things in order as the Chinese clause does: 三个点都正常, of 在3个点监测，指标正常."""
    if reading.passage.language == "en":
        return False
    well = [c for c in reading.setting.clauses_in(sentence) if _WELL.search(reading.setting.low, *c)]
    counted = {c.value for span in well for c in reading.claims_in(span) if c.kind == "quantity"}
    return (
        bool(counted)
        and all(any(c.kind == "quantity" for c in reading.claims_in(span)) for span in well)
        and any(
            _WELL.search(lower(source.text))
            and counted & {k.value for k in source.claims if k.kind == "quantity"}
            for source in reading.ledger.of("confirmed")
        )
    )


@cache
def _book(language: Language) -> tuple[re.Pattern[str], re.Pattern[str]]:
    book = lexicon.scopes()
    return (
        lexicon.phrasebook(book["never_before"]).of(language),
        lexicon.phrasebook(book["earlier_case"]).of(language),
    )


_RUMOUR, _DENIED_LEAST = 0.5, 2


def _denies_a_rumour(reading: Reading, at: int) -> bool:
    """Whether an English sentence denies what the brief denies: it holds half of the rumour's pieces and a denial."""
    if reading.passage.language != "en":
        return False
    sentence = reading.setting.sentence_at(at)
    pieces = reading.grams_of(sentence)
    return any(
        len(pieces & source.grams) >= max(_DENIED_LEAST, len(source.grams) * _RUMOUR)
        for source in reading.ledger.of("denied")
    ) and bool(reading.setting.marked("denied", *sentence) or reading.setting.marked("negated", *sentence))


def _absolutes(reading: Reading) -> Iterator[Finding]:
    """No sentence may say that nothing of the kind was ever there where the organisation knows better."""
    never, _ = _book(reading.passage.language)
    secrets = [s for s in reading.ledger.of("confidential") if _book(s.language)[1].search(lower(s.text))]
    if not secrets and not reading.brief.incident.history:
        return
    for match in never.finditer(reading.setting.low):
        clause = reading.setting.clause_at(match.start())
        pieces = grams(reading.passage.text[slice(*clause)], reading.passage.language)
        carried = any(
            len(pieces & s.grams) >= len(pieces) * 0.6
            for s in reading.ledger.of("confirmed", "denied")
            if pieces
        )
        moods = reading.setting.moods_at(*match.span())
        found = borne(reading, reading.setting.sentence_at(match.start()))
        if (
            carried
            or _denies_a_rumour(reading, match.start())
            or _is_borne_contrary(reading, found, never)
            or moods & {"question", "conditional", "directive", "quoted"}
        ):
            continue
        if secrets:
            yield reading.finding("contradicts_secret", clause, "confidential_leak", source=secrets[0])
        else:
            yield reading.finding("contradicts_history", clause, "altered_fact")
