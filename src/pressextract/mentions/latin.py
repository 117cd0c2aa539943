"""Names of people in Latin letters, told from bodies and products by where they stand."""

from __future__ import annotations

import regex

from pressextract.mentions.reading import Reading
from pressextract.mentions.surroundings import NameSpan, Surroundings

_PARTICLE = r"(?:de|da|dos|del|der|den|di|la|le|van|von|bin|binti|al|el|Te|s/o|d/o|a/l|a/p)"
_WORD = r"(?:O['’])?\p{Lu}[\p{Latin}'’-]*"
_NAME = regex.compile(
    rf"(?<![\p{{Latin}}\p{{N}}])(?:\p{{Lu}}\.(?:-?\p{{Lu}}\.)*|{_WORD})(?:[ ·](?:{_PARTICLE}\s)*(?:\p{{Lu}}\.|{_WORD}))"
    rf"{{1,5}}(?![\p{{Latin}}\p{{N}}])"
)
_HONORIFICS = regex.compile(r"(?:Mr|Ms|Mrs|Dr|Prof|Professor|Sir|Dame|Sister|Father|Dato|Tan Sri)\.?\s")
_NEXT_WORD = regex.compile(r"\s([A-Za-z]+)")
_BEFORE = regex.compile(r"(?<![A-Za-z])(?:Mr|Ms|Mrs|Dr|Prof)\.?\s$")
# Words that the name of a body or a thing has and that of a person has not.
_NO_PERSON = frozenset(
    "Ltd Limited Inc Corp Corporation Company Co Group Holdings Holding plc PLC LLC LLP GmbH AG SA NV JSC Bank Fund Capital "
    "Partners Ventures University College School Institute Museum Hospital Society Association Foundation Council "
    "Committee Centre Center Technology Technologies Tech Energy International Global Asia World China Hong Kong "
    "Taiwan Macau Macao Singapore United National Royal American British European Pacific Conference Forum Summit "
    "Expo Festival Award Awards Prize Programme Program Project Plan Model Pro Plus Max Mini Online Press News Times "
    "Daily Media Museum History State Research Insights Consulting Services Solutions Systems Software Airlines "
    "Hotel Resort Plaza Tower Building Street Road Avenue Park City Room Hall Fellowship Union League Club Team Cup "
    "Open Championship Games Triathlon Art Arts Music Theatre Design Week Day Year The And For Of In On With New Smart Green "
    "Digital Cloud Data Bay Area Island Islands Quality Growth Human Development Innovation Science Health Care Life".split()
)
_SEPARATORS = "、和及与，"


def find_latin_names(reading: Reading, around: Surroundings) -> list[NameSpan]:
    """Latin names of people that are not merely the other form of a Han name in brackets.

    A name counts if it stands after a title or before an honorific, if the recogniser agrees, or in a list with a name
    that counts.
    """
    fold = reading.fold
    sure: dict[tuple[int, int], NameSpan] = {}
    open_cases = []
    for match in _NAME.finditer(fold):
        start, end = match.span()
        lead = _HONORIFICS.match(fold, start)
        if lead and lead.end() < end:
            start = lead.end()
        following = _NEXT_WORD.match(fold, end)
        if not looks_like_person(fold[start:end]) or (
            following is not None and following[1].casefold() in reading.vocabulary.latin_endings
        ):
            continue
        opened = polite.start() if (polite := _BEFORE.search(fold, max(0, start - 8), start)) else match.start()
        if fold[opened - 1 : opened] in ("（", "(") and opened > 1:
            continue
        if (
            fold[match.start() - 1 : match.start()] in ("（", "(")
            and match.start() > 1
            and fold[match.start() - 2].isalpha()
        ):
            continue  # the other form of what stands before the bracket
        before = start
        while before > 0 and fold[before - 1] in " 　":
            before -= 1
        after = end + (fold[end : end + 1] == " ")
        titled = (
            polite is not None
            or before in around.title_ends
            or before in around.honorific_ends
            or bool(lead and lead.end() == start)
        )
        followed = after in around.honorific_starts or after in around.title_starts
        agreed = "PER" in reading.tags(start, end)
        if titled or followed or agreed:
            sure[(start, end)] = NameSpan(start, end, 0.9 if titled or followed else 0.7, "latin")
        else:
            open_cases.append((start, end))
    for start, end in open_cases:
        if _beside_name(reading, start, end, sure):
            sure[(start, end)] = NameSpan(start, end, 0.7, "latin_in_list")
    known = {fold[start:end] for start, end in sure}
    for start, end in open_cases:
        if (start, end) not in sure and fold[start:end] in known:
            sure[(start, end)] = NameSpan(start, end, 0.7, "everywhere")
    return list(sure.values())


def looks_like_person(text: str) -> bool:
    """Whether Latin words can be the name of a person: two words or more, none that names of bodies have.

    >>> looks_like_person("Edna R. Crowe"), looks_like_person("Meridian Bay Ventures")
    (True, False)
    """
    words = text.split()
    if not 2 <= len(words) <= 6 or any(word.strip(".") in _NO_PERSON for word in words):
        return False
    capitals = [word for word in words if word.isupper() and len(word.strip(".")) > 1]
    return len(capitals) < len(words) and any(len(word.strip(".")) > 1 for word in words)


def _beside_name(reading: Reading, start: int, end: int, sure: dict[tuple[int, int], NameSpan]) -> bool:
    """Whether the neighbour in a list is a name, or the name stands in a roster, a credit or a contact line."""
    fold = reading.fold
    line = reading.page.line_at(start)
    if line is not None and line.kind in ("roster", "contact", "credits"):
        return all(
            word[1:].islower() or len(word.strip(".")) < 2 or "-" in word or "'" in word
            for word in fold[start:end].split()
        )
    for place, step in ((start - 1, -1), (end, 1)):
        if 0 <= place < len(fold) and fold[place] in _SEPARATORS:
            other = reading.ends.get(place) if step < 0 else reading.starts.get(place + 1)
            if other is not None and other.tag == "PER":
                return True
            if any(s == place + 1 or e == place for s, e in sure):
                return True
    return False
