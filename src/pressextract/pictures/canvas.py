"""The door to matplotlib: figures without global state, and a font that has Chinese glyphs."""

from __future__ import annotations

import io
from functools import lru_cache
from os import PathLike, fspath
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pressextract.errors import MissingPackageError, MissingResourceError
from pressextract.markup import flat, visible

if TYPE_CHECKING:
    from matplotlib.figure import Figure

# Fonts with the characters of both scripts, in the order in which they are looked for; the first that is there is taken.
FONTS = (
    "Noto Sans CJK TC", "Noto Sans CJK SC", "Noto Sans CJK HK", "Noto Sans CJK JP", "Source Han Sans TC",
    "Source Han Sans SC", "Noto Sans TC", "Noto Sans SC", "PingFang TC", "PingFang SC", "PingFang HK", "Hiragino Sans GB",
    "Heiti TC", "STHeiti", "Microsoft JhengHei", "Microsoft YaHei", "SimHei", "Noto Serif CJK TC", "Noto Serif CJK SC",
    "Noto Serif CJK JP", "WenQuanYi Zen Hei", "WenQuanYi Micro Hei", "AR PL UMing TW", "Arial Unicode MS",
)  # fmt: skip
# In one script alone, in the other alone, in both: a font for one script only would leave boxes.
_PROOF = "辭职龍龙會的"


class Picture:
    """A figure that shows itself in a notebook.

    Attributes:
        figure: The figure of matplotlib, to be changed or saved as any other.
    """

    def __init__(self, figure: Figure, text: str) -> None:
        self.figure = figure
        self._text = text

    def save(self, path: str | PathLike[str], **options: Any) -> None:
        """Write the picture to a file, of the kind that its name says (png, svg, pdf).

        Args:
            path: Where to.
            **options: Those of ``matplotlib.figure.Figure.savefig``.
        """
        self.figure.savefig(fspath(path), **{"dpi": 150, **options})

    def _repr_png_(self) -> bytes:
        page = io.BytesIO()
        self.figure.savefig(page, format="png", dpi=110)
        return page.getvalue()

    def __repr__(self) -> str:
        return f"<Picture: {self._text}>"


def blank(width: float, height: float) -> tuple[Figure, Any]:
    """A new figure of a size in inches, and its axes.

    Raises:
        MissingPackageError: matplotlib is not installed.
    """
    try:
        from matplotlib.figure import Figure
    except ImportError as error:
        raise MissingPackageError("a picture", "pictures") from error
    figure = Figure(figsize=(width, height), layout="constrained", facecolor="white")
    return figure, figure.subplots()


def font_of(font: str | PathLike[str] | None = None) -> Any:
    """The font for a picture: the one that is asked for, or the first of ``FONTS`` that is installed.

    Args:
        font: The name of a font, or the path of a file with one.

    Raises:
        MissingPackageError: matplotlib is not installed.
        MissingResourceError: The font is not there or has no Chinese glyphs, or none of ``FONTS`` is there.
    """
    try:
        from matplotlib.font_manager import FontProperties
    except ImportError as error:
        raise MissingPackageError("a picture", "pictures") from error
    if font is None:
        name = first_installed()
        if name is None:
            raise MissingResourceError(
                f"no font with Chinese characters is installed; looked for {', '.join(FONTS)}. Install one (on Debian: "
                "apt install fonts-noto-cjk), or say which with font="
            )
        return FontProperties(family=[name, "DejaVu Sans"])
    wanted = fspath(font)
    if Path(wanted).suffix.lower() in (".ttf", ".otf", ".ttc"):
        if not Path(wanted).is_file():
            raise MissingResourceError(f"there is no font {wanted!r}")
        return _proved(FontProperties(fname=wanted), wanted)
    if wanted not in _installed():
        raise MissingResourceError(f"no font {wanted!r} is installed")
    return _proved(FontProperties(family=[wanted, "DejaVu Sans"]), wanted)


def draw_box(axes: Any, place: tuple[float, float], size: tuple[float, float], colour: str, *, rounded: bool) -> None:
    """A box with a fine border, filled with a tint of its colour; ``place`` is its lower left corner."""
    from matplotlib.patches import FancyBboxPatch

    style = "round,pad=0,rounding_size=0.12" if rounded else "square,pad=0"
    shades = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    tint = "#" + "".join(f"{round(255 - (255 - shade) * 0.15):02x}" for shade in shades)
    axes.add_patch(
        FancyBboxPatch(place, *size, boxstyle=style, facecolor=tint, edgecolor=colour, linewidth=1.1, zorder=2)
    )


def show_days(axes: Any) -> None:
    """Days, months or years along the line of time, as there is room."""
    from matplotlib import dates

    door: Any = dates  # whose classes carry no types
    locator = door.AutoDateLocator(minticks=3, maxticks=9, interval_multiples=True)
    axes.xaxis.set_major_locator(locator)
    axes.xaxis.set_major_formatter(door.ConciseDateFormatter(locator))
    axes.tick_params(axis="x", labelsize=9, labelcolor="#4a545e")


def label(text: str, most: int = 24) -> str:
    """A text as a picture holds it: on one line, cut, every character shown."""
    line = flat(visible(text))
    return line if len(line) <= most else line[: most - 1] + "…"


def _proved(properties: Any, name: str) -> Any:
    from matplotlib.font_manager import findfont, get_font

    glyphs = get_font(findfont(properties)).get_charmap()
    missing = [character for character in _PROOF if ord(character) not in glyphs]
    if missing:
        raise MissingResourceError(f"the font {name!r} has no glyphs for {''.join(missing)}")
    return properties


@lru_cache(maxsize=1)
def _installed() -> frozenset[str]:
    from matplotlib.font_manager import fontManager

    return frozenset(one.name for one in fontManager.ttflist)


def first_installed() -> str | None:
    """The first of ``FONTS`` that is there."""
    return next((name for name in FONTS if name in _installed()), None)
