"""Text as UTF-8 can hold it."""

from __future__ import annotations

import json
import re
from typing import Any

_SURROGATE = re.compile("[\ud800-\udfff]")


def writable(text: str) -> str:
    r"""The text with U+FFFD in the place of each lone surrogate, which counts the same in every unit of offsets.

    >>> writable("主\ud800席") == "主\ufffd席"
    True
    """
    return _SURROGATE.sub("\ufffd", text)


def as_json(value: Any, indent: int | None = None) -> str:
    """A value as JSON in its own characters.

    >>> as_json({"name": "林致遠"})
    '{"name": "林致遠"}'
    """
    return writable(json.dumps(value, ensure_ascii=False, indent=indent))
