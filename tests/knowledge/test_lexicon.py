"""How a lexicon file is read, and what is said of one that cannot be."""

from __future__ import annotations

import pickle
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from pressextract.errors import LexiconError, MissingResourceError
from pressextract.knowledge.lexicon import Lexicon, load, read_lexicon

GOOD = "# name: posts\n# licence: CC0\nterm\tkind\tweak\n# chairs\n主席\tassociation\t-\n\n代表\t-\tyes\n"


def written(folder: Path, content: str | bytes) -> Path:
    file = folder / "posts.tsv"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return file


def test_reads_head_columns_and_rows(tmp_path: Path) -> None:
    lexicon = read_lexicon(written(tmp_path, GOOD))
    assert lexicon.name == "posts"
    assert lexicon.head == ("name: posts", "licence: CC0")
    assert lexicon.columns == ("kind", "weak")
    assert lexicon.terms == ("主席", "代表")
    assert lexicon["主席"] == {"kind": "association", "weak": ""}
    assert lexicon.column("weak") == {"主席": "", "代表": "yes"}
    assert lexicon.select("weak", "yes") == ("代表",)
    assert ("主席" in lexicon, "席" in lexicon, None in lexicon) == (True, False, False)
    assert (len(lexicon), list(lexicon)) == (2, ["主席", "代表"])


@pytest.mark.parametrize(
    "content",
    [
        pytest.param("\ufeff" + GOOD, id="byte order mark"),
        pytest.param(GOOD.replace("\n", "\r\n"), id="Windows line ends"),
        pytest.param(GOOD.rstrip("\n"), id="no line end at the end"),
        pytest.param(GOOD.split("\n", 2)[2], id="no head"),
    ],
)
def test_reads_the_files_that_users_have(tmp_path: Path, content: str) -> None:
    lexicon = read_lexicon(written(tmp_path, content))
    assert lexicon.terms == ("主席", "代表")
    assert lexicon["代表"]["weak"] == "yes"


def test_a_file_without_columns_is_a_list_of_terms(tmp_path: Path) -> None:
    lexicon = read_lexicon(written(tmp_path, "term\n高度\n成功\n"))
    assert lexicon.terms == ("高度", "成功")
    assert lexicon["高度"] == {}


@pytest.mark.parametrize(
    ("content", "line", "message"),
    [
        pytest.param("", 1, "no header", id="empty file"),
        pytest.param("# only a head\n", 1, "no header", id="head alone"),
        pytest.param("主席\tassociation\n", 1, "must begin with 'term'", id="no header line"),
        pytest.param("term\tkind\tkind\n", 1, "two of the same name", id="column twice"),
        pytest.param("term\tkind\n主席\n", 2, "1 cells where the header has 2", id="cell missing"),
        pytest.param("term\tkind\n主席\ta\tb\n", 2, "3 cells where the header has 2", id="cell too many"),
        pytest.param("term\tkind\n主席\t\n", 2, "an empty cell", id="empty cell"),
        pytest.param("term\tkind\n 主席\ta\n", 2, "space around it", id="space around a term"),
        pytest.param("term\n主席\n# again\n主席\n", 4, "主席 stands here a second time", id="term twice"),
        pytest.param("term\n主\u2028席\n主席\n主席\n", 4, "second time", id="a line separator is no line end"),
        pytest.param(b"term\n\xd6\xf7\xcf\xaf\n", 2, "not UTF-8", id="GB 18030"),
    ],
)
def test_says_which_file_and_line_is_wrong(tmp_path: Path, content: str | bytes, line: int, message: str) -> None:
    file = written(tmp_path, content)
    with pytest.raises(LexiconError) as caught:
        read_lexicon(file)
    assert str(caught.value).startswith(f"{file}:{line}: ")
    assert message in str(caught.value)


def test_a_missing_file_is_a_lexicon_error(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match=r"nowhere\.tsv: cannot be read"):
        read_lexicon(tmp_path / "nowhere.tsv")


def test_a_lexicon_the_library_does_not_carry() -> None:
    with pytest.raises(MissingResourceError, match="nowhere"):
        load("nowhere")


def test_an_unknown_term_and_an_unknown_column(tmp_path: Path) -> None:
    lexicon = read_lexicon(written(tmp_path, GOOD))
    with pytest.raises(KeyError):
        lexicon["部长"]
    with pytest.raises(LexiconError, match="no column 'body'; it has kind, weak"):
        lexicon.column("body")


def test_what_is_handed_out_cannot_change_the_lexicon(tmp_path: Path) -> None:
    lexicon = read_lexicon(written(tmp_path, GOOD))
    lexicon.column("kind")["主席"] = "changed"
    assert lexicon["主席"]["kind"] == "association"
    with pytest.raises(AttributeError):
        lexicon.terms = ()  # type: ignore[misc]


def test_the_same_lexicon_for_every_caller_and_thread() -> None:
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: load("honorifics"), range(16)))
    assert {type(lexicon) for lexicon in found} == {Lexicon}
    assert {lexicon.terms for lexicon in found} == {found[0].terms}
    assert load("honorifics") is load("honorifics")


def test_survives_pickle() -> None:
    lexicon = load("honorifics")
    again = pickle.loads(pickle.dumps(lexicon))
    assert (again.terms, again.column("side")) == (lexicon.terms, lexicon.column("side"))
