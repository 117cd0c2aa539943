r"""Records as CoNLL: a token a line, its tag behind it as B-, I- or O, an empty line after each sentence.

The columns are those of a CoNLL-U Plus file: ``ID FORM START END TAG``. A line always begins with a number, so that a
``#`` in the text is no comment. White space is no token; the offsets say where it is, and a span reaches from the START
of its B- to the END of its last I-.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from pressextract.exports.offsets import Offsets, OffsetUnit
from pressextract.exports.pieces import Tokens, cut, sentences
from pressextract.exports.spans import NAMES, Label, LabelledSpan, flat, labelled_spans
from pressextract.schema import PressRelease

_UNWRITABLE = re.compile("[\0-\x1f\x7f-\x9f\ud800-\udfff]")


def to_conll(
    release: PressRelease,
    *,
    id: str | None = None,  # noqa: A002 - what the release is called
    source: str | None = None,
    offsets: OffsetUnit = "codepoint",
    tokens: Tokens = "characters",
    labels: Iterable[Label] = NAMES,
    nested: bool = False,
) -> str:
    """A release as CoNLL.

    Of spans that overlap, the one that begins first is tagged, of those that begin together the longest, of those as
    long as each other the first in ``LABELS``. ``nested`` tags the others too, in as many more columns as they need.
    A control character or a lone surrogate is written as U+FFFD; the offsets are those of the text.

    Args:
        release: What was extracted.
        id: What it is called, for the comment ``newdoc id``.
        source: Where it came from, for a comment.
        offsets: What START and END count; a comment says it.
        tokens: ``characters``, or our ``words``, which are cut where a span begins or ends.
        labels: What is tagged; the names of things if not said.
        nested: Whether spans within spans are tagged too.

    Raises:
        ValueError: A label, unit or kind of token is none of ours.

    >>> from pressextract.pipeline import extract
    >>> print(to_conll(extract("林致遠今日致辭。"), tokens="words").replace(chr(9), " "))
    # global.columns = ID FORM START END TAG
    # newdoc
    # offset_unit = codepoint
    # tokens = words
    1 林 0 1 B-PERSON
    2 致遠 1 3 I-PERSON
    3 今日 3 5 O
    4 致辭 5 7 O
    5 。 7 8 O
    <BLANKLINE>
    <BLANKLINE>
    """
    text = release.text
    table = Offsets.of(text, offsets)
    layers = _layers(labelled_spans(release, labels), nested)
    tagged = [span for layer in layers for span in layer]
    cuts = cut(text, tagged, tokens)
    tags = [_tags(cuts, layer) for layer in layers]
    columns = ["TAG", *(f"TAG{number}" for number in range(2, len(layers) + 1))]
    lines = [f"# global.columns = ID FORM START END {' '.join(columns)}"]
    lines.append(f"# newdoc id = {_flat(id)}" if id else "# newdoc")
    lines += [f"# source = {_flat(source)}"] if source else []
    lines += [f"# offset_unit = {offsets}", f"# tokens = {tokens}"]
    row = 0
    for sentence in sentences(text, cuts, tagged):
        for number, (start, end) in enumerate(sentence, 1):
            form = _UNWRITABLE.sub("\ufffd", text[start:end])
            places = (str(table.to_unit(start)), str(table.to_unit(end)))
            lines.append("\t".join((str(number), form, *places, *(layer[row] for layer in tags))))
            row += 1
        lines.append("")
    return "\n".join(lines) + ("\n" if row else "\n\n")


def _layers(spans: Sequence[LabelledSpan], nested: bool) -> list[Sequence[LabelledSpan]]:
    """The spans in columns in which none overlaps another; the first is ``flat``, the others take what it leaves."""
    layers: list[Sequence[LabelledSpan]] = [flat(spans)]
    while nested:
        taken = set(layers[-1])
        spans = [span for span in spans if span not in taken]
        if not spans:
            break
        layers.append(flat(spans))
    return layers


def _tags(cuts: Sequence[tuple[int, int]], spans: Sequence[LabelledSpan]) -> list[str]:
    """The tag of each token; spans and tokens both in the order of the text."""
    return list(_tagged(cuts, spans))


def _tagged(cuts: Sequence[tuple[int, int]], spans: Sequence[LabelledSpan]) -> Iterator[str]:
    at = 0
    for start, _ in cuts:
        while at < len(spans) and spans[at].end <= start:
            at += 1
        if at == len(spans) or start < spans[at].start:
            yield "O"
        else:
            yield f"{'B' if start == spans[at].start else 'I'}-{spans[at].label}"


def _flat(value: str) -> str:
    return _UNWRITABLE.sub("\ufffd", " ".join(value.split()))
