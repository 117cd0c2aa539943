"""The texts that every export is tried on: all releases of ``fixtures/``, and what nobody should send."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pressextract as px

ROOT = Path(__file__).resolve().parent.parent.parent
FIXTURES = sorted((ROOT / "fixtures").rglob("*.txt"))
HOSTILE = {
    "nothing": "",
    "white space": " \t\n　\r\n",
    "astral": "😀青禾集團董事長𠮷野遠昨日在香港宣布，與東岸大學簽署𠀀合作協議。𪛖主席林致遠說：「好😀。」",
    "a pair of flags": "🇭🇰🇲🇴林致遠👨‍👩‍👧出任青禾集團主席。",
    "CR LF": "青禾集團公告\r\n\r\n青禾集團董事長林致遠昨日在香港宣布辭任。\r\n\r\n董事長 林\r\n致遠表示：「好。\r\n再見。」\r\n",
    "CR alone": "青禾集團董事長林致遠\r昨日舉行第四屆青禾論壇。\r主席高明致辭。",
    "tabs and breaks in names": "主席Gerald\tF.\nO'Connor昨日在「青禾\n論壇」致辭。\x0b董事長 Paul\u2028Weiss出席。\x85校長裴子衡到場。",
    "control characters": "\x00\x01林致遠\x1b[31m主席\x7f\x9f高明\x0c董事長",
    "lone surrogates": "\ud800林致遠\udfff主席\ude00高明\ud83d董事長",
    "markup": "<script>alert('林致遠')</script>&lt;主席高明&gt; ]]> </script><!-- 青禾集團董事長林若溪昨日致辭。",
    "a line of brat": "T1\tPERSON 0 3\t林致遠\nE1\tspeech:T1\n主席高明昨日致辭。\n#1\tAnnotatorNotes T1\t林致遠\n",
    "a comment of CoNLL": "# newdoc id = 林致遠\n# offset_unit = utf-8\n1\t主席\t0\t2\tB-TITLE\n\n#主席高明#昨日致辭。#",
    "no-break and zero width": "董事長\u00a0林致遠\u200b，\ufeff主席\u2009高明\u3000昨日致辭。\u200d",
    "quotes and backslashes": '主席"林致遠"說：「\\n\\u0041 "好"。」\\',
    "bidi": "\u202e主席高明\u2066林致遠\u2069\u202c說：好。",
}
TEXTS = [*HOSTILE, *(str(path.relative_to(ROOT / "fixtures")) for path in FIXTURES)]


@cache
def released(name: str) -> px.PressRelease:
    """The release of a text, read once."""
    text = HOSTILE.get(name)
    return px.extract((ROOT / "fixtures" / name).read_bytes().decode("utf-8") if text is None else text)
