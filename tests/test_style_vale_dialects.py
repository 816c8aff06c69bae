"""MDX, R Markdown and Quarto under a `.vale.ini`: what is syntax is not read, and nothing moves. Written by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafting.errors import RuleFileError
from tests.vale_project import EXISTENCE, alerts

RULE = EXISTENCE + "tokens: [soon]\n"

MDX = """\
import { soon } from "./soon.js";
export const later = "soon"

# Soon soon {/* #soon */}

<Note title="soon" when={ {a: "soon"} }>
    Indented soon, `code soon` {soon} and <Badge kind="soon">soon</Badge>.
</Note>

```js
const soon = "<Note>";
```

{/* vale off */}
Soon and soon.
{/* vale on */}

- {/* note */}item soon
"""


def test_elements_expressions_and_imports_are_no_prose(tmp_path: Path) -> None:
    assert alerts(tmp_path, {"R": RULE}, MDX, name="a.mdx") == ["4:8:R", "7:14:R", "7:62:R", "18:20:R"]


def test_an_ignored_element_is_hidden_with_what_it_holds(tmp_path: Path) -> None:
    text = "<Note>\n\nThis soon.\n\n</Note>\n\nThat soon.\n"
    assert alerts(tmp_path, {"R": RULE}, text, name="a.mdx", core="IgnoredClasses = Note") == ["7:6:R"]


PANDOC = """\
## Heading soon {#soon}

```{r}
soon <- 1 # soon
```

::: {.callout title="soon"}
Inside soon, {{< kbd soon >}} and [styled soon]{.soon}.
:::

So $soon = x$ is hidden, $5 and soon $10 is not, `r soon`.
"""


@pytest.mark.parametrize("name", ["a.qmd", "a.Rmd"])
def test_divs_attributes_short_codes_and_mathematics_are_no_prose(tmp_path: Path, name: str) -> None:
    assert alerts(tmp_path, {"R": RULE}, PANDOC, name=name) == ["1:12:R", "8:8:R", "8:43:R", "11:33:R"]


def test_comments_between_marks_of_the_configuration(tmp_path: Path) -> None:
    ini = "[*.md]\nBasedOnStyles = T\nCommentDelimiters = [[, ]]\n"
    text = "Not soon. [[ note soon ]]\n\n[[ vale off ]]\n\nStill soon.\n\n[[ vale on ]]\n\nThen soon.\n"
    assert alerts(tmp_path, {"R": RULE}, text, ini=ini) == ["1:5:R", "9:6:R"]


def test_marks_come_in_pairs(tmp_path: Path) -> None:
    with pytest.raises(RuleFileError, match=r"\.vale\.ini:4: .*CommentDelimiters"):
        alerts(tmp_path, {"R": RULE}, "x\n", ini="[*]\nCommentDelimiters = [[\n")


MYST = """\
(label-soon)=
% soon
# Head soon

::::{tabs}
:::{note} Title soon
:class: soon
Inside soon, {ref}`soon` and {{ soon }}.
:::
::::

```{code-block} python
soon = 1
```

```
soon
```

```{tip}
---
name: soon
---
Tip soon.
```
"""


def test_directives_are_prose_under_their_name(tmp_path: Path) -> None:
    assert alerts(tmp_path, {"R": RULE}, MYST, name="a.myst") == ["3:8:R", "8:8:R", "24:5:R"]
    noted = EXISTENCE + "scope: class.note\ntokens: [soon]\n"
    ini = "[formats]\nmd = myst\n[*]\nBasedOnStyles = T\n"
    assert alerts(tmp_path, {"R": noted}, MYST, ini=ini) == ["8:8:R"]
    core = "IgnoredClasses = tabs, tip"
    assert alerts(tmp_path, {"R": RULE}, MYST, name="a.myst", core=core) == ["3:8:R"]


def test_a_div_is_a_scope_by_its_class(tmp_path: Path) -> None:
    rule = EXISTENCE + "scope: class.callout\ntokens: [soon]\n"
    assert alerts(tmp_path, {"R": rule}, PANDOC, name="a.qmd") == ["8:8:R", "8:43:R"]
