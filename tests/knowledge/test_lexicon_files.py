"""The lexicons that come with the library: form, fold, and what each must know and must not know."""

from __future__ import annotations

from importlib.resources import files
from typing import get_args

import pytest

from pressextract.knowledge.lexicon import load
from pressextract.schema import OrganisationKind
from pressextract.text.script import fold_script

KINDS = frozenset(get_args(OrganisationKind))
ALL = sorted(
    file.name.removesuffix(".tsv")
    for file in files("pressextract.knowledge").joinpath("data").iterdir()
    if file.name.endswith(".tsv")
)
# The values that the cells of a column may have; a set of kinds stands with spaces between.
VALUES: dict[tuple[str, str], frozenset[str]] = {
    ("titles", "alone"): frozenset({"", "yes"}),
    ("titles", "weak"): frozenset({"", "yes"}),
    ("title_modifiers", "class"): frozenset({"rank", "organ", "scope", "acting", "cue"}),
    ("title_modifiers", "status"): frozenset({"", "former", "incoming"}),
    ("title_fields", "area"): frozenset({"work", "learning"}),
    ("organisation_endings", "kind"): KINDS,
    ("organisation_endings", "strength"): frozenset({"strong", "weak"}),
    ("organisation_endings", "unit"): frozenset({"", "yes"}),
    ("organisation_names", "kind"): KINDS,
    ("organisation_names", "ambiguous"): frozenset({"", "yes"}),
    ("latin_organisation_endings", "kind"): KINDS,
    ("latin_organisation_endings", "strength"): frozenset({"strong", "weak"}),
    ("honorifics", "side"): frozenset({"before", "after"}),
    ("surnames", "kind"): frozenset({"single", "compound"}),
    ("surnames", "weight"): frozenset({"common", "usual", "rare"}),
    ("surnames", "word"): frozenset({"", "yes"}),
    ("japanese_surnames", "word"): frozenset({"", "yes"}),
    ("places", "kind"): frozenset({"country", "region", "province", "city", "district", "county", "town"}),
}


@pytest.mark.parametrize("name", ALL)
def test_the_head_tells_what_a_reader_must_know(name: str) -> None:
    head = "\n".join(load(name).head)
    assert head.startswith(f"name: {name}\n")
    for key in ("format: ", "licence: ", "source: ", "used by: ", "what may stand here: "):
        assert f"\n{key}" in head, key


@pytest.mark.parametrize("name", ALL)
def test_terms_are_in_the_fold(name: str) -> None:
    assert [term for term in load(name).terms if fold_script(term) != term] == []


@pytest.mark.parametrize(("name", "column"), sorted(VALUES))
def test_cells_hold_nothing_else(name: str, column: str) -> None:
    assert set(load(name).column(column).values()) <= VALUES[name, column]


def test_bodies_of_titles_are_kinds_of_organisation() -> None:
    assert {kind for cell in load("titles").column("body").values() for kind in cell.split()} <= KINDS


def test_a_title_that_swallows_begins_with_or_contains_what_it_swallows() -> None:
    assert [term for term, ending in load("titles").column("haplology").items() if ending not in term] == []


def test_surnames_have_the_length_that_their_kind_says() -> None:
    for term, kind in load("surnames").column("kind").items():
        assert len(term) == (1 if kind == "single" else 2), term
    assert not set(load("japanese_surnames")) & set(load("surnames"))


def test_common_words_begin_with_a_surname() -> None:
    surnames = load("surnames")
    assert [term for term in load("common_words").terms if term[0] not in surnames] == []


def test_exceptions_end_in_their_ending_and_are_none_themselves() -> None:
    endings = load("organisation_endings")
    for term, ending in load("ending_exceptions").column("ending").items():
        assert term.endswith(ending), term
        assert term not in endings, term


def test_a_head_of_titles_holds_no_organisation_of_its_own() -> None:
    """行政院院长 is a body and a title; as one head it would hide the body."""
    names = load("organisation_names")
    titles = load("titles")
    split = {t for t in titles for cut in range(2, len(t)) if t[cut:] in titles and t[:cut] in names}
    # Macau names five offices after a field, not after a department; the other three are called so as one word.
    macau = {f"{field}司司长" for field in ("保安", "经济财政", "社会文化", "运输工务", "行政法务")}
    assert split - macau == {"纪委书记", "国会议员", "国大代表"}


@pytest.mark.parametrize(
    ("name", "term", "column", "value"),
    [
        ("titles", "部长", "haplology", "部"),
        ("titles", "副局长", "haplology", "局"),
        ("titles", "系主任", "haplology", "系"),
        ("titles", "记者", "alone", "yes"),
        ("titles", "立法委员", "alone", "yes"),
        ("titles", "行政长官", "alone", "yes"),
        ("titles", "会长", "alone", ""),
        ("titles", "代表", "weak", "yes"),
        ("titles", "董事长", "weak", ""),
        ("titles", "政务司司长", "alone", "yes"),
        ("title_modifiers", "副", "class", "rank"),
        ("title_modifiers", "署理", "class", "acting"),
        ("title_modifiers", "独立非执行", "status", ""),
        ("title_modifiers", "前", "status", "former"),
        ("title_modifiers", "候任", "status", "incoming"),
        ("organisation_endings", "股份有限公司", "kind", "company"),
        ("organisation_endings", "局", "strength", "strong"),
        ("organisation_endings", "中心", "strength", "weak"),
        ("organisation_endings", "学系", "unit", "yes"),
        ("organisation_endings", "医院", "kind", "hospital"),
        ("organisation_endings", "中级人民法院", "kind", "court"),
        ("organisation_endings", "基金会", "kind", "association"),
        ("organisation_endings", "博物馆", "kind", "other"),
        ("organisation_endings", "市委", "kind", "party"),
        ("organisation_names", "中联办", "kind", "government"),
        ("organisation_names", "工研院", "kind", "research"),
        ("organisation_names", "新华社", "kind", "media"),
        ("organisation_names", "联交所", "kind", "company"),
        ("organisation_names", "教科文组织", "kind", "international"),
        ("organisation_names", "驻港部队", "kind", "military"),
        ("honorifics", "太平绅士", "side", "after"),
        ("honorifics", "GBS", "side", "after"),
        ("honorifics", "拿督", "side", "before"),
        ("honorifics", "Dr", "side", "before"),
        ("surnames", "陈", "weight", "common"),
        ("surnames", "欧阳", "kind", "compound"),
        ("surnames", "和", "word", "yes"),
        ("surnames", "陈", "word", ""),
        ("places", "香港特别行政区", "kind", "region"),
        ("places", "马绍尔群岛", "kind", "country"),
        ("places", "旺角", "kind", "district"),
        ("places", "台南", "kind", "city"),
        ("places", "内蒙古", "kind", "province"),
    ],
)
def test_knows(name: str, term: str, column: str, value: str) -> None:
    assert load(name)[term][column] == value


@pytest.mark.parametrize(
    ("name", "terms"),
    [
        ("titles", "总裁 行政总裁 首席执行官 执行长 营运长 政委 检察长 院士 总领事 参赞 供稿 校对 CEO"),
        ("title_fields", "财务 人力资源 投资者关系 公共关系 神经科学"),
        ("organisation_endings", "总商会 校友会 理监事会 筹备委员会 通讯社 融媒体中心 管弦乐团 会计师事务所"),
        ("surnames", "司徒 上官 诸葛 夏侯 于 任 时 么 公孙"),
        ("japanese_surnames", "佐藤 田中 长谷川 小山田"),
        ("common_words", "高度 成功 和平 任何 方面 时间 常常 王国 关系"),
        ("ending_exceptions", "布局 签署 机会 社会 内部 关系 记者会 餐厅"),
        ("places", "中国 美国 北京 广东 深圳 九龙 尖沙咀 澳门 台湾 花莲 吉隆坡 柔佛"),
    ],
)
def test_holds(name: str, terms: str) -> None:
    assert [term for term in terms.split() if term not in load(name)] == []


@pytest.mark.parametrize(
    ("name", "terms"),
    [
        # 主持, 视察 are verbs before a name far oftener than posts; a relative holds no post.
        ("titles", "主持 视察 嘉宾 夫人 儿子 大学 行政院院长 外交部长"),
        # One character of many words would be taken off the end of the body before it: 商总|会长, 环保署|发言人.
        ("title_modifiers", "总 代 署 正 大 国家"),
        ("organisation_endings", "师 行动 计划 项目 市场"),
        ("organisation_names", "文化 自由 统一 平安 中央"),
        ("surnames", "是 及 有 在 的 一 人 不 阿 小 第"),
        ("places", "同仁 友谊 和平 成功 平原"),
        ("common_words", "王小明 陈列馆"),
        ("ending_exceptions", "联合会 立法会 财政局 教会 医院 分院"),
    ],
)
def test_does_not_hold(name: str, terms: str) -> None:
    assert [term for term in terms.split() if term in load(name)] == []
