"""Which principle a defect offends, as `tables/principles.yaml` says."""

from __future__ import annotations

from functools import cache
from typing import Literal

from pydantic import BaseModel

from drafting.data_files import read_data
from drafting.statement import Defect, Principle


class PrincipleCheck(BaseModel):
    """One check of a principle: met where none of its defects is found. `needs` is what must be known for it to apply."""

    name: str
    defects: list[Defect]
    needs: Literal["brief", "kind", "channel"] | None = None


class _Principles(BaseModel):
    principles: dict[Principle, list[PrincipleCheck]]


@cache
def principle_checks() -> dict[Principle, list[PrincipleCheck]]:
    """Return the checks of each principle.

    Raises:
        RuleFileError: the table is not valid.
    """
    return read_data("drafting.tables", "principles.yaml", _Principles).principles


@cache
def principle_of(defect: Defect) -> Principle:
    """Return the principle that a defect offends; `style` where the table names none."""
    return next(
        (
            principle
            for principle, checks in principle_checks().items()
            if any(defect in check.defects for check in checks)
        ),
        "style",
    )
