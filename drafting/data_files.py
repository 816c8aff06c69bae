"""Reading the product's own data files, with errors that name file, line and field."""

from __future__ import annotations

from importlib.resources import files
from typing import TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from drafting.errors import RuleFileError

_Model = TypeVar("_Model", bound=BaseModel)


def read_data(package: str, name: str, model: type[_Model]) -> _Model:
    """Return the packaged YAML file `name` of `package` as a record.

    Raises:
        RuleFileError: the file does not parse or does not fit the record; file, line and field are named.
    """
    return record_in((files(package) / name).read_text(encoding="utf-8"), name, model)


def record_in(text: str, name: str, model: type[_Model]) -> _Model:
    """Return the text of a YAML file as a record; `name` is the file's.

    Raises:
        RuleFileError: it does not parse or does not fit the record; file, line and field are named.
    """
    try:
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
        return model.model_validate(yaml.load(text, Loader=yaml.CSafeLoader))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise RuleFileError("data.syntax", file=name, line=line, reason=error.problem) from error
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"])
        raise RuleFileError(
            "data.field", file=name, line=_line(node, first["loc"]), field=field, reason=first["msg"]
        ) from error


def _line(node: yaml.Node | None, loc: tuple[int | str, ...]) -> int:
    line = node.start_mark.line + 1 if node else 1
    for part in loc:
        if isinstance(node, yaml.MappingNode):
            node = next((value for key, value in node.value if key.value == str(part)), None)
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
        else:
            return line
        if node is None:
            return line
        line = node.start_mark.line + 1
    return line
