"""What the channels allow: limits with their source, and how X counts."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict

from drafting.brief import Channel
from drafting.data_files import read_data
from drafting.late_patterns import late

TITLED_APART = frozenset({"wechat", "xiaohongshu", "douyin"})
"""Channels whose title is a field of its own, so that it does not stand in the text."""
_URL = late(r"https?://[^\s\u3000-\u9fff]+|\bwww\.[^\s\u3000-\u9fff]+")
_URL_WEIGHT = 23


class ChannelLimits(BaseModel):
    """Limits in the channel's own unit; nothing where it has none. `fold` is where a reader sees the first cut."""

    model_config = ConfigDict(extra="forbid")
    limit: int | None = None
    unit: Literal["code_points", "weighted"] = "code_points"
    title_limit: int | None = None
    fold: int | None = None
    turn_limit: int | None = None
    source: str
    grade: Literal["V", "V2", "own"]


class _Channels(BaseModel):
    channels: dict[Channel, ChannelLimits]


@cache
def _channels() -> _Channels:
    return read_data("drafting.tables", "channels.yaml", _Channels)


def channel_limits(channel: Channel) -> ChannelLimits:
    """Return the limits of a channel."""
    return _channels().channels[channel]


def length_in(channel: Channel, text: str) -> int:
    """Return a text's length in the channel's unit."""
    return weighted_length(text) if channel_limits(channel).unit == "weighted" else len(text)


def weighted_length(text: str) -> int:
    """Return a post's length as X counts it.

    After NFC, a code point of U+0000-10FF, 2000-200D, 2010-201F and 2032-2037 counts 1, any other 2; a URL counts 23.
    An emoji sequence is counted by its code points here, which never counts it lower than X does.
    Source: docs.x.com, counting characters.
    """
    text = unicodedata.normalize("NFC", text)
    urls = len(_URL.findall(text))
    return sum(_weight(ord(character)) for character in _URL.sub("", text)) + urls * _URL_WEIGHT


def _weight(point: int) -> int:
    light = (
        point <= 0x10FF or 0x2000 <= point <= 0x200D or 0x2010 <= point <= 0x201F or 0x2032 <= point <= 0x2037
    )
    return 1 if light else 2
