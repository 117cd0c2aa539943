"""Tokens cut where what was found begins and ends.

Words are cut before anything is known of the text, and one in twelve things that are found begins or ends inside a
word (欧阳静|为). spaCy can split tokens in place, but moves the whole document for each of them, so that a long one
would take hours. While nobody has said anything of the tokens yet, a new document costs next to nothing.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from spacy.tokens import Doc

_OF_TOKENS = ("TAG", "POS", "MORPH", "LEMMA", "DEP", "SENT_START", "ENT_IOB")


def fitted(doc: Doc, offsets: Iterable[int]) -> Doc:
    """A document with tokens cut at these offsets; the document itself where no token need be cut, or none may be.

    Args:
        doc: A document; once a component has said something of its tokens they are left as they are.
        offsets: Code points of the text at which a token should begin or end.

    >>> import spacy
    >>> words = Doc(spacy.blank("zh").vocab, words=["林若溪在", "香港"], spaces=[False, False])
    >>> [token.text for token in fitted(words, [0, 3])]
    ['林若溪', '在', '香港']
    """
    if _is_annotated(doc):
        return doc
    cuts = sorted(set(offsets))
    words: list[str] = []
    spaces: list[bool] = []
    for token in doc:
        text, begin = token.text, token.idx
        at = bisect_right(cuts, begin)
        while at < len(cuts) and cuts[at] < token.idx + len(token):
            words.append(text[begin - token.idx : cuts[at] - token.idx])
            spaces.append(False)
            begin = cuts[at]
            at += 1
        words.append(text[begin - token.idx :])
        spaces.append(bool(token.whitespace_))
    if len(words) == len(doc):
        return doc
    cut = Doc(doc.vocab, words=words, spaces=spaces, user_data=doc.user_data)
    for hooks in ("user_hooks", "user_token_hooks", "user_span_hooks"):
        getattr(cut, hooks).update(getattr(doc, hooks))
    # Where nlp.pipe(as_tuples=True) keeps what goes with a document.
    cut._context = doc._context  # noqa: SLF001
    return cut


def _is_annotated(doc: Doc) -> bool:
    # Of no token, or one alone, spaCy says that it is: there it stays.
    return any(map(doc.has_annotation, _OF_TOKENS)) or bool(doc.spans or doc.cats or doc.tensor.size)
