"""Text from packages and programs, made harmless for a terminal, and numbers for people.

Whatever a submission prints may try to move the cursor, recolour the screen, set the window's title
or turn the reading direction round; shown text has to be what it looks like.
"""

import unicodedata

_LINE_FEED, _TAB = "\n", "\t"
_CONTROL_PICTURES = 0x2400
_DELETE_PICTURE = "\u2421"
# Zl and Zp end a line for some terminals, Cf holds the bidi controls and zero-width characters,
# Cs (a lone surrogate) cannot be written at all.
_UNSHOWABLE = {"Cc", "Cf", "Cs", "Zl", "Zp"}


def printable(text: str) -> str:
    """`text` with everything a terminal would obey replaced by a visible sign; lines and tabs stay."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_shown(character) for character in text)


def _shown(character: str) -> str:
    if character in (_LINE_FEED, _TAB):
        return character
    code = ord(character)
    if code < 0x20:
        return chr(_CONTROL_PICTURES + code)
    if code == 0x7F:
        return _DELETE_PICTURE
    if unicodedata.category(character) in _UNSHOWABLE:
        return f"<U+{code:04X}>"
    return character


def one_line(text: str) -> str:
    """`printable`, and line ends and tabs become signs too: for a cell or a message of one line."""
    return printable(text).replace(_LINE_FEED, "\u240a").replace(_TAB, "\u2409")


def excerpt(text: str, *, max_lines: int, max_width: int) -> str:
    """The beginning of `text`, printable, with a word on how much was left out."""
    lines = text.removesuffix(_LINE_FEED).split(_LINE_FEED)
    shown = [_cut(line, max_width) for line in lines[:max_lines]]
    if len(lines) > max_lines:
        shown.append(f"… {len(lines) - max_lines} more lines")
    return _LINE_FEED.join(shown)


def _cut(line: str, max_width: int) -> str:
    if len(line) <= max_width:
        return printable(line)
    return f"{printable(line[:max_width])}… {len(line) - max_width} more characters"


def milliseconds(value: float | None) -> str:
    """A time for people: `0.8 ms`, `12 ms`, `1.24 s`."""
    if value is None:
        return ""
    if value < 10:
        return f"{value:.1f} ms"
    return f"{value:.0f} ms" if value < 1000 else f"{value / 1000:.2f} s"


def mebibytes(value: int | None) -> str:
    """An amount of memory or disk for people: `9.2 MiB`, `256 MiB`, `3.1 GiB`."""
    if value is None:
        return ""
    mib = value / 2**20
    if mib >= 1024:
        return f"{mib / 1024:.1f} GiB"
    return f"{mib:.1f} MiB" if mib < 10 else f"{mib:.0f} MiB"


def points(value: float) -> str:
    """Points without a needless fraction: `100`, `97.5`."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
