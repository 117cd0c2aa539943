"""Examples in docstrings as blocks of code: our docstrings show them as they are run, without a heading of their own."""

from __future__ import annotations

import re
from typing import Any

import griffe

# From a line that begins with >>> to the next empty line.
_DOCTEST = re.compile(r"^(?P<indent> *)>>> .*(?:\n(?! *$).*)*", re.M)


def fenced(docstring: str) -> str:
    r"""The docstring with a fence around every example.

    >>> fenced("Twice.\n\n>>" + "> 1 + 1\n2\n\nEnd.").splitlines()
    ['Twice.', '', '```pycon', '>>> 1 + 1', '2', '```', '', 'End.']
    """
    return _DOCTEST.sub(lambda found: f"{found['indent']}```pycon\n{found[0]}\n{found['indent']}```", docstring)


class Doctests(griffe.Extension):
    """Fences the examples of every docstring that is shown."""

    def on_instance(self, *, obj: griffe.Object, **kwargs: Any) -> None:
        """Called by griffe with each module, class, function and attribute that it has read."""
        if obj.docstring is not None:
            obj.docstring.value = fenced(obj.docstring.value)
