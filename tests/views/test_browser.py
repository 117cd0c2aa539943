"""Nothing of a text is obeyed in a real browser: nothing runs, nothing is loaded, nothing but text is built."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

import pressextract as px
from tests.browser import Browser
from tests.pages import faults
from tests.payloads import PAYLOADS, holds_unseen, hostile_release, marked_up, shown, tame
from tests.test_cli import TEXT
from tests.views.surfaces import SURFACES, cell_page, drawn

_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
# A page that holds a lone surrogate can be neither written nor sent to a browser.
WRITABLE = [one for one in PAYLOADS if not re.search("[\ud800-\udfff]", one)]


def without_policy(page: str) -> str:
    """The page without the belt that it wears beside its braces, so that the tests see whether the braces hold."""
    return _POLICY.sub("", page)


def seen(text: str, payload: str) -> bool:
    return bool(shown(payload).search("".join(text.split()))) and not holds_unseen(text)


@pytest.mark.parametrize("surface", SURFACES)
def test_a_payload_is_text(surface: str, browser: Browser):
    draw = SURFACES[surface]
    pages = [without_policy(draw(hostile_release(one), one)) for one in PAYLOADS]
    tame_pages = [without_policy(draw(hostile_release(tame(one)), tame(one))) for one in PAYLOADS]
    wrong = {}
    for payload, facts, nodes in zip(PAYLOADS, browser.open_many(pages), browser.build_many(tame_pages), strict=True):
        found = faults(facts.nodes, nodes)
        found += ["it ran"] if facts.hit else []
        found += [f"it asked for {one}" for one in facts.wanted]
        found += [f"the console says {one}" for one in facts.console]
        found += [] if seen(facts.text, payload) else ["it is not shown, or shown as it is"]
        if found:
            wrong[payload] = found
    assert wrong == {}


def test_all_in_one_report(browser: Browser, readings: dict[str, px.PressRelease]):
    for releases in ([hostile_release(one) for one in PAYLOADS], list(readings.values())):
        page = px.to_html(releases, title="".join(WRITABLE[:40]))
        assert len(_POLICY.findall(page)) == 1
        for form in (page, without_policy(page)):
            facts = browser.open(form)
            assert (facts.hit, facts.wanted, facts.console) == (None, (), ())
            assert not holds_unseen(facts.text + facts.title)
            text = "".join(facts.text.split())
            assert [one for one in WRITABLE if not shown(one).search(text)] == []


def test_all_in_one_notebook(browser: Browser, readings: dict[str, px.PressRelease]):
    releases = [*(hostile_release(one) for one in PAYLOADS), *readings.values()]
    facts = browser.open(cell_page("".join(map(drawn, releases))))
    assert (facts.hit, facts.wanted, facts.console) == (None, (), ())
    assert facts.title == "notebook"
    text = "".join(facts.text.split())
    assert [one for one in PAYLOADS if not shown(f"顧兆庭{one}").search(text)] == []
    assert text.startswith("before")
    assert text.endswith("after")


def test_the_policy_holds_what_the_report_would_let_through(browser: Browser):
    page = px.to_html(px.extract("青禾集團董事長林致遠宣布辭任。"))
    broken = page.replace("</main>", '<img src="x" onerror="window.__hit=1"><script>window.__hit=2</script></main>')
    assert broken != page
    held, let_through = browser.open(broken), browser.open(without_policy(broken))
    assert held.hit is None
    assert let_through.hit
    # Refused before it is asked for; the console says by what.
    assert any("Content Security Policy" in one and "img-src" in one for one in held.console)


def test_a_view_that_does_not_escape_is_found_out(browser: Browser):
    def page(text: str) -> str:
        return f"<!DOCTYPE html><body><p>{text}</p>"

    wrong = browser.open_many([page(one) for one in WRITABLE])
    right = browser.build_many([page(tame(one)) for one in WRITABLE])
    ran = {payload for payload, facts in zip(WRITABLE, wrong, strict=True) if facts.hit}
    assert len(ran) >= 30
    for payload, facts, nodes in zip(WRITABLE, wrong, right, strict=True):
        assert not marked_up(payload) or faults(facts.nodes, nodes), payload


def test_what_the_browser_tells(browser: Browser):
    body = '<p>林若溪</p><img src="https://example.invalid/a.png"><script>alert(1); console.error("x")</script>'
    for facts in (
        browser.open(f"<!DOCTYPE html><title>t</title><body>{body}"),
        *browser.open_many([f"<!DOCTYPE html><title>t</title><body>{body}"]),
    ):
        assert facts.hit == "alert"
        assert facts.title == "t"
        assert facts.text.strip() == "林若溪"
        assert "https://example.invalid/a.png" in facts.wanted
        assert any('"x"' in one for one in facts.console)
    calm = browser.open("<!DOCTYPE html><title>t</title><body><details><summary>a</summary>丘映雪</details>")
    assert (calm.hit, calm.wanted, calm.console) == (None, (), ())
    assert "丘映雪" in calm.text


def test_the_report_of_the_command(browser: Browser, tmp_path: Path):
    names = ["<img src=x onerror=window.__hit=1>.txt", "a\"'`>&lt;\u202e.txt", "]]><script>.txt"]
    for name, payload in zip(names, PAYLOADS, strict=False):
        (tmp_path / name).write_text(TEXT + payload, "utf-8")
    (tmp_path / "<b>壞.docx").write_bytes(b"PK\x03\x04 no archive")
    out = tmp_path / "report.html"
    files = sorted(path.name for path in tmp_path.iterdir())
    done = subprocess.run(
        [sys.executable, "-m", "pressextract.cli", "report", *files, "-o", out.name, "--title", names[0]],
        cwd=tmp_path,
        capture_output=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 3, done.stderr.decode()
    facts = browser.open(out)
    assert (facts.hit, facts.wanted, facts.console) == (None, (), ())
    assert facts.title == names[0]
    text = "".join(facts.text.split())
    assert all(shown("".join(name.split())).search(text) for name in files)
    assert not holds_unseen(facts.text)
    assert not {"img", "script", "b-x"} & {node.name for node in facts.nodes}
