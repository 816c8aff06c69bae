"""Names of the brief in other forms: joined by 和, cut with the next word, an office by its first characters."""

from __future__ import annotations

import re

from drafting.late_patterns import late

_AND = late("[和与及同跟、]")
_LEVELS = "省市区县镇州"
_GAP = r"[\u3400-\u9fff]{0,4}"
"""What a short form may leave out after each of its characters (ours): 卫[生]健[康]委[员会]."""
_SHORT, _LONG = 2, 4
_FIRST = late(r"[是在有说称为对向由经据给的前新原任]")


def is_joined(surface: str, public: str) -> bool:
    """Whether what was read as one name is two of the brief's joined by 和, or one with the 和 before it."""
    parts = [part for part in _AND.split(surface) if part]
    return "".join(parts) != surface and all(len(part) >= _SHORT and part in public for part in parts)


def is_cut_wrongly(surface: str, after: str, public: str) -> bool:
    """Whether a name of the brief was read with a character beside it that is not its own.

    A name of four characters less its last or first one, or a shorter one that the brief has before two other characters
    at least (北延大将, 北延军), or one that goes on (书院街 behind 凌晨).
    """
    if _FIRST.match(surface) and len(surface) > _SHORT and surface[1:] in public:
        return True
    if len(surface) > _SHORT and after and surface[1:] + after in public:
        return True
    name = surface[:-1]
    if len(name) < _SHORT or name not in public:
        return False
    if len(surface) == _LONG and not surface[-1].isascii():
        return True
    followers = {public[m.end() : m.end() + 1] for m in re.finditer(re.escape(name), public)}
    return len(followers) > 1


def is_office_in_short(head: str, ending: str, public: str) -> bool:
    """Whether an office named by its level alone is the short form of one of the brief's: 市卫健委, 县文旅局."""
    if not head or set(head) - set(_LEVELS) or len(ending) <= _SHORT:
        return False
    return is_drawn_from(head[-1] + ending, public)


def is_drawn_from(short: str, text: str) -> bool:
    """Whether a text has the characters of a short form in their order and close together."""
    return short in text or bool(re.search(_GAP.join(map(re.escape, short)), text))


_ADDRESS = late(r"(?:^|\n)\s*(?:致|敬告|亲爱的|尊敬的|各位)[^,。:;!?\n]{0,20}$")


def addresses(low: str, start: int) -> bool:
    """Whether a name stands in the line that says to whom a text speaks: 致北苑校区的学员."""
    return bool(_ADDRESS.search(low[max(0, start - 24) : start]))
