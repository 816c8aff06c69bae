"""Lengths of time as Chinese speaks of them: rounded, between moments of two facts, left open (变成了四个), as an interval (四小时一次)."""

from __future__ import annotations
