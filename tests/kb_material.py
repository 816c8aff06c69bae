"""What several tests of the knowledge base begin with: a table of one case, and a file of a folder of their own."""

from __future__ import annotations

from pathlib import Path

CASES = (
    "编号,事件名称,单位,行业,国家,发生日期,事件类型,责任类型,应对评价,经过,结果,教训,来源\n"
    "2021-canteen,食堂不适事件,云杉家电,餐饮,中国,2021年6月8日,突发事件,意外型,一般,12名员工呕吐。,均已痊愈。,未说停供哪一餐。,内部通报\n"
)


def file(folder: Path, name: str, text: str, encoding: str = "utf-8") -> Path:
    """Write a file and return its path."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode(encoding))
    return path
