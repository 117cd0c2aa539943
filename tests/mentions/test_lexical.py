"""One scan for all terms of a lexicon."""

from __future__ import annotations

import pytest

from pressextract.mentions.lexical import TermScanner


@pytest.mark.parametrize(
    ("terms", "text", "expected"),
    [
        ([], "主席", []),
        (["主席"], "", []),
        (["主席"], "主席主席", ["0:主席", "2:主席"]),
        (["主席", "副主席"], "副主席", ["0:副主席", "1:主席"]),
        (["总", "总经理", "总经理助理"], "总经理", ["0:总经理"]),
        (["总经理", "经理助理"], "总经理助理", ["0:总经理", "1:经理助理"]),
        (["主席", "主席"], "主席", ["0:主席"]),
        (["CEO"], "ceo CEO", ["4:CEO"]),
        (["𠮷野"], "在𠮷野家", ["1:𠮷野"]),
        (["主席"], "主", []),
    ],
)
def test_longest_term_where_one_begins(terms, text, expected):
    found = TermScanner.of(terms).find(text)
    assert [f"{start}:{text[start:end]}" for start, end in found] == expected


@pytest.mark.parametrize(
    ("terms", "text", "expected"),
    [
        ([], "主席", []),
        (["主席", "副主席"], "副主席", ["0:副主席"]),
        (["主席", "副主席", "副主"], "副主席", ["0:副主", "0:副主席"]),
        (["公司", "有限公司", "分公司"], "有限公司上海分公司", ["0:有限公司", "6:分公司"]),
        (["总经理", "经理助理"], "总经理助理", ["0:总经理", "1:经理助理"]),
    ],
)
def test_longest_term_where_one_ends(terms, text, expected):
    found = TermScanner.of(terms).find_by_end(text)
    assert [f"{start}:{text[start:end]}" for start, end in found] == expected


def test_ends_come_in_order():
    ends = [end for _, end in TermScanner.of(["甲乙丙", "乙", "丙"]).find_by_end("甲乙丙乙丙甲乙丙")]
    assert ends == sorted(set(ends))
    assert ends == [2, 3, 4, 5, 7, 8]


def test_scanner_does_not_see_later_changes_of_the_terms():
    terms = ["主席"]
    scanner = TermScanner.of(terms)
    terms.append("会长")
    assert list(scanner.find("会长")) == []
