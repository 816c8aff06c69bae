"""What may leave for a model: confirmed facts, promises, and only the names of open questions.

Confidential facts never leave, nor words found in them alone; of an unconfirmed fact only the plan's neutral topic does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

import prompts
from drafting.brief import Brief, Commitment, EarlierStatement
from drafting.fact_reading import usable_text
from drafting.messages import Language
from drafting.moments import say_moment
from drafting.plan import PlannedElement
from drafting.writers.phrasing import tidy_zh
from drafting.writers.promises import promise_of
from drafting.writers.rumour import rumour_of

_HAN_GRAM, _WORD_GRAM = 4, 3
"""Characters (Chinese) and words (English) in a row that give a text away; shorter runs are everybody's words."""
_PIECE = re.compile(r"[\u3400-\u9fff]|[A-Za-z]+(?:'[a-z]+)?|\d+(?:\.\d+)?")
_GERUND_EN = re.compile(r"[a-z]{2,}ing\b", re.IGNORECASE)
_PREPOSITION_EN = re.compile(
    r"\b(?:for|to|at|until|by|with|without|of|in|from|on|after|before|when|if|while)\b"
)
_FINITE_EN = re.compile(r"\b(?:is|are|be|will|can|may|gets?|receives?|ha[sv]e?|remains?|stays?)\b")
_PROVIDED_EN = frozenset(
    "refund replacement compensation letter hotline helpline support counselling voucher repair check test training cover "
    "payment access advice monitoring service assistance accommodation transport credit reimbursement".split()
)
"""Things of which it can be said that somebody will provide them; any other promise may be a clause of its own."""

Pair = tuple[str, str]
"""An id and the words that stand for it."""


@dataclass(frozen=True)
class Basis:
    """What one element may say.

    Attributes:
        told: to be said as it stands.
        untrue: to be named only in order to deny it.
        open: questions to be named as being checked.
        published: what the organisation said before.
        hints: words that the element may follow; they rest on no fact.
        about: what the statement is about, for an element that has nothing else.
        group: whom the element is said to, where it is said to the people concerned.
    """

    told: tuple[Pair, ...] = ()
    untrue: tuple[Pair, ...] = ()
    open: tuple[Pair, ...] = ()
    published: tuple[Pair, ...] = ()
    hints: tuple[str, ...] = ()
    about: str = ""
    group: str = ""

    @property
    def pairs(self) -> tuple[Pair, ...]:
        """Ids and words of everything that stands in the brief."""
        return (*self.told, *self.untrue, *self.open, *self.published)


def basis_of(brief: Brief, element: PlannedElement, language: Language) -> Basis:
    """Return what of the brief `element` may use, by the status of each fact that it names."""
    shared = prompts.table("elements/shared").get(element.name) or {}
    tells = set(shared.get("tells", ()))
    facts = {fact.id: fact for fact in brief.facts}
    promises = {promise.id: promise for promise in brief.commitments}
    earlier = {statement.id: statement for statement in brief.earlier}
    told: list[Pair] = []
    untrue: list[Pair] = []
    published: list[Pair] = []
    unconfirmed: list[str] = []
    for key in element.facts:
        fact = facts.get(key)
        if key in promises:
            told.append((key, promise_words(promises[key], brief, language)))
        elif key in earlier and "earlier" in tells:
            published.append((key, one_line(usable_text(earlier[key].text))))
        elif key in earlier:
            published.append((key, _when(earlier[key], brief, language)))
        elif fact and fact.status == "confirmed":
            told.append((key, _tidy(usable_text(fact.text), language)))
        elif fact and fact.status == "denied" and "denied" in tells:
            untrue.append((key, one_line(rumour_of(fact, chinese=language == "zh"))))
        elif fact and fact.status == "unconfirmed":
            unconfirmed.append(key)
    return Basis(
        told=tuple(pair for pair in told if pair[1])[: shared.get("facts")],
        untrue=tuple(untrue),
        open=_questions(element, unconfirmed, language),
        published=tuple(published),
        hints=tuple(one_line(hint) for hint in element.hints[: shared.get("hints")]),
    )


def _questions(element: PlannedElement, unconfirmed: list[str], language: Language) -> tuple[Pair, ...]:
    topics = list(element.topics)
    if unconfirmed and not topics:
        topics = [str(prompts.table(f"requests/{language}")["unnamed_question"])]
    # Which fact a topic stands for is the plan's secret, so each topic may rest on any of them.
    return tuple((key, one_line(topic)) for topic in topics for key in (unconfirmed or [""])[:1])


def promise_words(promise: Commitment, brief: Brief, language: Language) -> str:
    """Return a promise as one line: who will do what by when."""
    parts = promise_of(promise, brief, chinese=language == "zh", near=_now(brief))
    if language == "zh":
        if parts.verb:
            return one_line(f"{parts.owner or '我们'}将{parts.deadline}{parts.task}")
        told = f"{parts.deadline_bare}，{parts.task}" if parts.deadline else parts.task
        return one_line(f"{told}，由{parts.owner}负责" if parts.owner else told)
    owner = parts.owner or "we"
    link = "will" if parts.verb else "will be" if _GERUND_EN.match(parts.task) else "will provide"
    if parts.verb or _GERUND_EN.match(parts.task) or _is_thing_to_provide(parts.task):
        return one_line(f"{owner[0].upper()}{owner[1:]} {link} {parts.task} {parts.deadline}")
    head = f"Our commitment, {parts.deadline}" if parts.deadline else "Our commitment"
    return one_line(f"{head}: {parts.task}" + (f" (responsible: {parts.owner})" if parts.owner else ""))


def _is_thing_to_provide(task: str) -> bool:
    named = _PREPOSITION_EN.split(task)[0].split()
    last = named[-1].lower().removesuffix("s") if named else ""
    return last in _PROVIDED_EN and not _FINITE_EN.search(task)


def _when(earlier: EarlierStatement, brief: Brief, language: Language) -> str:
    words = prompts.table(f"requests/{language}")
    if earlier.published_at is None:
        return str(words["earlier_statement"])
    moment = say_moment(
        earlier.published_at,
        chinese=language == "zh",
        near=_now(brief),
        jurisdiction=brief.incident.jurisdiction,
    )
    return str(words["earlier_statement_of"]).replace("$moment", moment)


def _now(brief: Brief) -> datetime:
    return brief.issued_at or datetime.now(UTC)


def _tidy(text: str, language: Language) -> str:
    return one_line(tidy_zh(text) if language == "zh" else text)


def one_line(text: str) -> str:
    """Return `text` as a single line, so that data cannot start a line of its own in a request."""
    return " ".join(text.split())


class Withheld:
    """Knows the words that stand only in facts that must not leave, and finds them in other text."""

    def __init__(self, brief: Brief) -> None:
        public = [fact.text for fact in brief.facts_with("confirmed", "denied")]
        public += [promise.text for promise in brief.commitments]
        public += [statement.text for statement in brief.earlier]
        public += [brief.organisation, brief.legal_name or "", *brief.aliases]
        known = _grams(public)
        self._secret = _grams(fact.text for fact in brief.facts_with("confidential")) - known
        self._open = _grams(fact.text for fact in brief.facts_with("unconfirmed")) - known

    def hides(self, text: str) -> bool:
        """Return whether `text` holds words that only a confidential fact has."""
        return bool(_grams([text]) & self._secret)

    def hides_or_presumes(self, text: str) -> bool:
        """Return whether `text` holds words that only a confidential or an unconfirmed fact has."""
        return bool(_grams([text]) & (self._secret | self._open))


def _grams(texts: Iterable[str]) -> set[tuple[str, ...]]:
    found: set[tuple[str, ...]] = set()
    for text in texts:
        pieces = [piece.lower() for piece in _PIECE.findall(text)]
        found.update((piece,) for piece in pieces if piece[0].isdigit() and len(piece) > 1)
        for start in range(len(pieces)):
            han = tuple(pieces[start : start + _HAN_GRAM])
            words = tuple(pieces[start : start + _WORD_GRAM])
            if len(han) == _HAN_GRAM and any(piece >= "\u3400" for piece in han):
                found.add(han)
            if len(words) == _WORD_GRAM and all(piece < "\u3400" for piece in words):
                found.add(words)
    return found
