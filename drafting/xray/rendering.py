"""The X-ray as text for people."""

from __future__ import annotations

from drafting.checks.structure.postures import Shown, Tagged
from drafting.messages import Language, say
from drafting.xray.headlines import Headline
from drafting.xray.reading import COMPONENTS, Promise, XRay

_SHOWN = 24
"""Characters of the words that show a tag, before they are cut."""


def as_text(seen: XRay, name: str, language: Language) -> str:
    """Return the X-ray of the text `name` in the reader's language, ending in a line break."""
    parts = [say("xray.title", language, name=name), ""]
    parts += [line for sentence in seen.sentences for line in _sentence(sentence, language)]
    parts.append("")
    parts += [_shares(seen, language), _components(seen, language), _victims(seen, language)]
    parts += _promises(seen, language)
    parts += _headlines(seen, language)
    return "\n".join(parts) + "\n"


def _sentence(sentence: Tagged, language: Language) -> list[str]:
    said = say("xray.heading", language) if sentence.title else _posture(sentence, language)
    tags = say("xray.between", language).join(_tag(shown, sentence, language) for shown in sentence.shown)
    return [
        f"{sentence.number:3}  {_flat(sentence.text)}",
        f"     {said}" + (f"  {tags}" if tags else ""),
    ]


def _posture(sentence: Tagged, language: Language) -> str:
    return say(
        "xray.sentence",
        language,
        posture=say(f"xray.{sentence.posture}", language),
        kind=say(f"xray.{sentence.kind}", language),
    )


def _tag(shown: Shown, sentence: Tagged, language: Language) -> str:
    start, end = shown.span.start - sentence.span.start, shown.span.end - sentence.span.start
    words = sentence.text[start:end]
    return say(
        "xray.tag",
        language,
        label=shown.cue.label[language],
        words=_flat(words if len(words) <= _SHOWN else words[:_SHOWN] + "…"),
    )


def _shares(seen: XRay, language: Language) -> str:
    shares = say("xray.between", language).join(
        f"{say(f'xray.{posture}', language)} {share:.0%}"
        for posture, share in sorted(seen.shares.items(), key=lambda item: -item[1])
    )
    return say("xray.shares", language, shares=shares, praise=f"{seen.self_praise:.0%}")


def _components(seen: XRay, language: Language) -> str:
    between = say("xray.between", language)
    there = between.join(
        say("xray.component", language, name=say(f"xray.{name}", language), number=number)
        for name, number in seen.components
    )
    lacking = between.join(say(f"xray.{name}", language) for name in COMPONENTS if name in seen.lacking)
    none = say("xray.none", language)
    return say("xray.components", language, there=there or none, lacking=lacking or none)


def _victims(seen: XRay, language: Language) -> str:
    if seen.victims_at is None:
        return say("xray.victims_never", language)
    late = seen.explained_at is not None and seen.explained_at < seen.victims_at
    key = "xray.victims_after" if late else "xray.victims_first"
    return say(key, language, number=seen.victims_at, explained=seen.explained_at)


def _promises(seen: XRay, language: Language) -> list[str]:
    if not seen.promises:
        return [say("xray.no_promises", language)]
    whole = sum(promise.is_whole for promise in seen.promises)
    return [
        say("xray.promises", language, whole=whole, count=len(seen.promises)),
        *(_promise(promise, language) for promise in seen.promises),
    ]


def _promise(promise: Promise, language: Language) -> str:
    marks = {part: "✓" if getattr(promise, part) else "✗" for part in ("who", "what", "when")}
    return "  " + say("xray.promise", language, number=promise.sentence, **marks)


def _headlines(seen: XRay, language: Language) -> list[str]:
    if not seen.headlines:
        return [say("xray.all_stand", language)]
    lines = [
        say(
            "xray.headlines", language, count=len(seen.headlines), of=sum(not s.title for s in seen.sentences)
        )
    ]
    for failing in seen.headlines:
        lines += _headline(failing, language)
    return lines


def _headline(failing: Headline, language: Language) -> list[str]:
    lines = [
        "  " + say("xray.headline", language, number=failing.sentence, text=_flat(failing.text)),
        "    " + failing.why,
    ]
    if failing.burned:
        lines.append(
            "    "
            + say(
                "xray.burned",
                language,
                name=failing.burned.name,
                attacked=failing.burned.attacked,
                id=failing.burned.id,
            )
        )
    return lines


def _flat(text: str) -> str:
    """Return `text` on one line, without anything that could steer a terminal."""
    return "".join(c if c.isprintable() else " " for c in text)
