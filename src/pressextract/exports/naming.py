"""What a release is called where everything has to have an IRI, and what an honorific stands before or behind."""

from __future__ import annotations

import re
from uuid import NAMESPACE_URL, uuid5

from pressextract.exports.writable import writable
from pressextract.schema import Person, PressRelease

_IRI = re.compile(r"""[A-Za-z][A-Za-z0-9+.-]*:[^\s<>"{}|\\^`\x00-\x1f#]+""")
_NAMESPACE = uuid5(NAMESPACE_URL, "urn:pressextract:release")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def release_iri(release: PressRelease, given: str | None = None) -> str:
    """The IRI of a release: the one given, or a ``urn:uuid`` made from its text, the same for the same text.

    Raises:
        ValueError: What is given is no absolute IRI, or has a fragment.

    >>> from pressextract.pipeline import extract
    >>> release_iri(extract("林致遠今日致辭。")) == release_iri(extract("林致遠今日致辭。"))
    True
    >>> release_iri(extract("好。"), "https://example.org/news/7")
    'https://example.org/news/7'
    """
    if given is None:
        return f"urn:uuid:{uuid5(_NAMESPACE, writable(release.text))}"
    if not is_iri(given):
        raise ValueError(f"{given!r} is no absolute IRI without a fragment, such as https://example.org/news/7")
    return given


def is_iri(value: str) -> bool:
    """Whether this is an absolute IRI without a fragment."""
    return _IRI.fullmatch(value) is not None


def whole_day(moment: str | None) -> str | None:
    """The date, if it has a year: ``--10-23`` is no date of ISO 8601."""
    return moment if moment and _DAY.fullmatch(moment) else None


def honorifics_around(person: Person, text: str) -> tuple[list[str], list[str]]:
    """The honorifics that stand right before a name of the person, and all the others.

    >>> from pressextract.pipeline import extract
    >>> release = extract("東岸大學校長林致遠教授今日致辭。")
    >>> honorifics_around(release.people[0], release.text)
    ([], ['教授'])
    """
    before = [
        word
        for word in person.honorifics
        if any(text[max(mention.start - 40, 0) : mention.start].rstrip().endswith(word) for mention in person.mentions)
    ]
    return before, [word for word in person.honorifics if word not in before]
