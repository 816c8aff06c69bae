"""The X-ray of a text: what each sentence does, in which shares and order, and which would fail alone as a headline."""

from __future__ import annotations

from drafting.xray.headlines import Headline, headlines
from drafting.xray.reading import Promise, XRay, xray
from drafting.xray.rendering import as_text

__all__ = ["Headline", "Promise", "XRay", "as_text", "headlines", "xray"]
