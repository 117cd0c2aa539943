"""What the site needs beyond its pages: the notebooks of ``examples/``, parts of other files, a search without a server.

MkDocs calls the functions by their names; ``mkdocs.yml`` names this file.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files

# The theme takes this from elsewhere, so that its search runs in pages that no server sends; docs/worker.js does it here.
_SHIM = re.compile(r"https://[^\"]+/iframe-worker/shim")
# Pages made of notebooks would load these for formulas and diagrams; ours have neither.
_FORMULAS = re.compile(
    r'<!-- Load mathjax -->.*?<!-- End of mathjax configuration -->(?:<script type="module">.*?</script>)?', re.S
)

# <!-- include README.md intro --> is what stands between the marks <!-- intro --> and <!-- /intro --> of that file.
_INCLUDE = re.compile(r"^<!-- include (\S+)(?: (\w+))? -->$", re.M)
_LINK = re.compile(r"\[([^]]*)\]\((?!https?:|#)([^)]+)\)")
_PAGES = {"CONTRIBUTING.md": "contributing.md", "CHANGELOG.md": "changelog.md", "README.md": "index.md"}


@event_priority(100)  # before the plugin that turns notebooks into pages
def on_files(files: Files, config: Any) -> Files:
    """Add the notebooks, which stand outside the folder of the pages, as ``examples/NAME.ipynb``."""
    root = Path(config.config_file_path).parent
    for notebook in sorted((root / "examples").glob("*.ipynb")):
        name = f"examples/{notebook.name}"
        files.append(File(name, str(root), config.site_dir, config.use_directory_urls))
    return files


def on_page_markdown(markdown: str, page: Any, config: Any, files: Files) -> str:
    """Put in what the page includes, so that nothing is written twice."""
    root = Path(config.config_file_path).parent
    return _INCLUDE.sub(lambda found: included(root / found[1], found[2]), markdown)


def included(path: Path, part: str | None) -> str:
    """A file, or a part of it; links to pages lead to them from here, links to other files are their names."""
    text = path.read_text("utf-8")
    if part is not None:
        text = text.split(f"<!-- {part} -->\n", 1)[1].split(f"<!-- /{part} -->", 1)[0]
    return _LINK.sub(_led, text).strip()


def _led(link: re.Match[str]) -> str:
    page = _PAGES.get(link[2], link[2])
    if page != link[2] or page.startswith("docs/"):
        return f"[{link[1]}]({page.removeprefix('docs/')})"
    return link[1] if link[1] == link[2] or link[1].startswith("`") else f"{link[1]} (`{link[2]}`)"


def on_post_page(output: str, page: Any, config: Any) -> str:
    """Take the worker of the search from the site itself."""
    return _local(output, page.url)


def on_post_template(output_content: str, template_name: str, config: Any) -> str:
    """The same for pages that are no pages of the nav, such as 404.html."""
    return _local(output_content, template_name)


def _local(page: str, url: str) -> str:
    return _FORMULAS.sub("", _SHIM.sub("../" * url.count("/") + "worker.js", page))
