"""Names that nobody bears, bodies that nobody founded, and the swapping of them into labelled lines.

Office-holders recur in the archives. A net that reads them learns their names by heart; swapped, it must learn where a
name stands and what one looks like.
"""

from __future__ import annotations

import random
import tomllib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pressextract.knowledge.lexicon import load
from pressextract.knowledge.vocabulary import builtin_vocabulary
from training.labelled import Label, Line

_WEIGHTS = {"common": 30.0, "usual": 8.0, "rare": 1.0}
_SWAPPED = {"PERSON": 0.75, "ORG": 0.4, "TITLE": 0.35, "PLACE": 0.25, "EVENT": 0.0}
_SHORT = 3
# Names of two characters are rarer than that in life, but are where it is hardest to see the end of a name.
_SHORT_NAMES = 0.35


@dataclass(frozen=True, slots=True)
class Inventor:
    """Makes names, and swaps them in; every choice is made by the ``random.Random`` that is handed in."""

    surnames: tuple[str, ...]
    weights: tuple[float, ...]
    compound: tuple[str, ...]
    japanese: tuple[str, ...]
    given: tuple[str, ...]
    common: tuple[str, ...]
    places: tuple[str, ...]
    titles: tuple[str, ...]
    modifiers: tuple[str, ...]
    pools: dict[str, tuple[str, ...]]
    words: dict[str, list[str]]

    @classmethod
    def of(cls, lines: Iterable[Line]) -> Inventor:
        """An inventor that knows how given names are made, and which bodies and titles there are, from these lines."""
        surnames = load("surnames")
        single = [term for term in surnames if surnames[term]["kind"] != "compound"]
        vocabulary = builtin_vocabulary()
        given: list[str] = []
        pools: defaultdict[str, set[str]] = defaultdict(set)
        for line in lines:
            for label in line.labels:
                text = line.text[label.start : label.end]
                if label.name == "PERSON" and len(text) in (2, 3) and text[0] in vocabulary.surnames:
                    given.extend(text[1:])
                elif label.name in ("ORG", "TITLE", "PLACE"):
                    pools[_pool(label, text)].add(text)
        return cls(
            tuple(single), tuple(_WEIGHTS.get(surnames[term]["weight"], 1.0) for term in single),
            tuple(surnames.select("kind", "compound")), tuple(load("japanese_surnames")), tuple(given),
            tuple(term for term in load("common_words") if len(term) == 2),
            tuple(term for term in load("places") if len(term) > 1),
            tuple(vocabulary.titles), tuple(vocabulary.modifiers),
            {key: tuple(sorted(terms)) for key, terms in sorted(pools.items())},
            tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8")),
        )  # fmt: skip

    def person(self, rng: random.Random) -> str:
        """A name of a person: mostly Han, with the rarer shapes more often than life has them."""
        draw = rng.random()
        if draw < 0.78:
            surname = rng.choices(self.surnames, self.weights)[0]
            if rng.random() < 0.15:
                surname = rng.choice(self.surnames)
            if rng.random() < 0.05:
                return surname + rng.choice(self.common)
            return surname + "".join(rng.choice(self.given) for _ in range(1 if rng.random() < _SHORT_NAMES else 2))
        if draw < 0.83:
            return rng.choice(self.compound) + "".join(rng.choice(self.given) for _ in range(rng.choice((1, 2, 2))))
        if draw < 0.85:
            return rng.choices(self.surnames, self.weights)[0] + self._han(rng)
        if draw < 0.88:
            return rng.choice(self.japanese) + "".join(rng.choice(self.given) for _ in range(2))
        if draw < 0.97:
            return self._foreign(rng)
        return self._latin(rng)

    def _han(self, rng: random.Random) -> str:
        # A married woman's name: her husband's surname, her own, and what she was given.
        return rng.choices(self.surnames, self.weights)[0] + rng.choice(self.given) + rng.choice(self.given)

    def _foreign(self, rng: random.Random) -> str:
        def part(least: int, most: int) -> str:
            return "".join(rng.choice(self.words["sounds"][0]) for _ in range(rng.randint(least, most)))

        draw = rng.random()
        if draw < 0.5:
            return part(2, 4) + rng.choice("··•‧.") + part(2, 4)
        return part(3, 4) if draw < 0.85 else part(2, 3) + "·" + part(1, 3) + "·" + part(2, 4)

    def _latin(self, rng: random.Random) -> str:
        return f"{rng.choice(self.words['latin_given'])} {rng.choice(self.words['latin_surnames'])}"

    def title(self, rng: random.Random, like: str) -> str:
        """A title, of the kind of another one where lines with that kind were read."""
        if like in self.pools and rng.random() < 0.6:
            return rng.choice(self.pools[like])
        title = rng.choice(self.titles)
        return rng.choice(self.modifiers) + title if rng.random() < 0.2 else title

    def body(self, rng: random.Random, like: str) -> str:
        """A body, of the kind of another one."""
        if like in self.pools and rng.random() < 0.6:
            return rng.choice(self.pools[like])
        words = self.words
        place = rng.choice(self.places)
        root = "".join(rng.choice(words["roots"][0]) for _ in range(rng.choice((2, 2, 2, 3))))
        kind = (
            like[:2] if like[:2] in ("oc", "og", "oa", "ou", "oh", "om", "ox") else rng.choice(("oc", "og", "oa", "ou"))
        )
        if kind == "oc":
            lead = rng.choice(("", "", "", place))
            field = rng.choice(("", *words["industries"]))
            return lead + root + field + rng.choice(words["companies"])
        if kind == "og":
            return place + rng.choice(words["levels"]) + rng.choice(words["departments"])
        if kind == "oa":
            return place + rng.choice(("", *words["industries"])) + rng.choice(words["associations"])
        if kind == "ou":
            return rng.choice((place, root)) + rng.choice(words["schools"])
        if kind == "oh":
            return rng.choice((place, root)) + rng.choice(words["hospitals"])
        if kind == "om":
            return rng.choice((place, root)) + rng.choice(words["media"])
        return rng.choice((place, root)) + rng.choice(words["others"])

    def swapped(self, line: Line, rng: random.Random) -> Line:
        """The line with some of its names, bodies, titles and places replaced; a word said twice stays the same."""
        pieces: list[str] = []
        labels: list[Label] = []
        chosen: dict[str, str] = {}
        size = last = 0
        for label in line.labels:
            text = line.text[label.start : label.end]
            if text not in chosen:
                chosen[text] = self._other(label, text, rng) if rng.random() < _SWAPPED.get(label.name, 0.0) else text
            before = line.text[last : label.start]
            pieces += [before, chosen[text]]
            start = size + len(before)
            size = start + len(chosen[text])
            labels.append(Label(start, size, label.name, label.kind))
            last = label.end
        pieces.append(line.text[last:])
        return Line("".join(pieces), tuple(labels))

    def _other(self, label: Label, text: str, rng: random.Random) -> str:
        if label.name == "PERSON":
            return self.person(rng)
        if label.name == "TITLE":
            return self.title(rng, _pool(label, text))
        if label.name == "PLACE":
            return rng.choice(self.places)
        # 协会 and 市府 stand for a body named elsewhere: a full name in their place would read oddly.
        return text if len(text) <= _SHORT else self.body(rng, _pool(label, text))


def _pool(label: Label, text: str) -> str:
    """Where words that may take one another's place are kept together."""
    if label.kind:
        return label.kind
    if label.name == "ORG":
        return "o" + builtin_vocabulary().kind_of(text) + ("_short" if len(text) <= _SHORT else "")
    return label.name
