"""``rules.toml`` -> what each rule says in words."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from pressextract.errors import MissingResourceError


@cache
def load_rules() -> Mapping[str, Mapping[str, str]]:
    """By the kind of record, the meaning of every rule, read once.

    >>> load_rules()["speakers"]["organisation"]
    'a body speaks'
    """
    resource = files(__package__).joinpath("data", "rules.toml")
    try:
        return tomllib.loads(resource.read_text("utf-8"))
    except OSError as error:
        raise MissingResourceError(f"the library carries no rules.toml ({resource})") from error
