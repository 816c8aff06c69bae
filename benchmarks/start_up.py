"""How long the command line takes from a cold start, beside Python with pydantic alone in the same run.

    python benchmarks/start_up.py [RUNS]

Prints medians of whole processes in seconds and their ratio to the baseline, and the time of one statement by building
blocks in a process that is already warm. The modules are compiled to bytecode first, as they are where they are installed.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from drafting.brief_files import load_brief
from drafting.pipeline import Order, draft
from drafting.planning import make_plan
from drafting.settings import Settings
from drafting.strategy import choose_strategy
from drafting.workspace import Workspace
from drafting.writers.blocks import BlocksWriter
from drafting.writers.protocol import Material, Spent

ROOT = Path(__file__).parents[1]
BRIEF = ROOT / "examples" / "languang-electric-blanket.yaml"
PAGE = (
    "我们已于10月12日8时停止销售该批产品，并将于10月15日18时前公布检测结论。如有疑问，请致电400-000-0000。\n"
    * 12
)


def seconds(command: list[str], environment: dict[str, str], stdin: str = "") -> float:
    """Return the wall seconds of one whole process."""
    began = time.perf_counter()
    subprocess.run(command, input=stdin.encode(), env=environment, capture_output=True, check=False)
    return time.perf_counter() - began


def main(runs: int) -> None:
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "CANDOR_HOME": home, "CANDOR_MODEL": "none"}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        candor = [sys.executable, "-m", "drafting.cli"]
        commands = {
            "python with pydantic": ([sys.executable, "-c", "import pydantic; pydantic.BaseModel"], ""),
            "candor review, a page": ([*candor, "review", "-"], PAGE),
            "candor review --brief, a page": ([*candor, "review", "-", "--brief", str(BRIEF)], PAGE),
            "candor draft, building blocks": ([*candor, "draft", str(BRIEF)], ""),
        }
        for command, text in commands.values():
            seconds(command, environment, text)
        medians = {
            name: statistics.median(seconds(command, environment, text) for _ in range(runs))
            for name, (command, text) in commands.items()
        }
        baseline = medians["python with pydantic"]
        for name, median in medians.items():
            print(f"{name:32} {median:6.2f} s   {median / baseline:5.1f} x")
        warm(Path(home), runs)


def warm(home: Path, runs: int) -> None:
    brief = load_brief(BRIEF)
    plan = make_plan(brief, choose_strategy(brief))
    with Workspace(Settings(model="none", home=home)) as workspace:
        draft(brief, workspace, Order())
        words = [
            timed(lambda: list(BlocksWriter().write(brief, plan, Material(), Spent()))) for _ in range(runs)
        ]
        whole = [timed(lambda: draft(brief, workspace, Order())) for _ in range(runs)]
    print(f"{'words by building blocks, warm':32} {statistics.median(words) * 1000:6.1f} ms")
    print(f"{'whole draft with checks, warm':32} {statistics.median(whole) * 1000:6.1f} ms")


def timed(work: object) -> float:
    began = time.perf_counter()
    work()  # type: ignore[operator]
    return time.perf_counter() - began


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
