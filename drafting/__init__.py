"""Candor: from an incident brief to a statement bound to its facts."""
