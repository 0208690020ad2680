"""The words of a mail: what is seen of its HTML, and which of them its writer wrote, not those it answers to."""

import re
from collections.abc import Iterator
from html import unescape

_HISTORY = re.compile(
    r"\s*(?:-{2,}\s*(?:original|forwarded) message|begin forwarded message|_{10,}\s*$|from:\s*\S)", re.IGNORECASE
)
_WROTE = re.compile(r"\s*on\s.{3,500}\swrote:\s*$", re.IGNORECASE)
_SIGNED = re.compile(r"^--\s?$")
_NAME = re.compile(r"(?P<end>/?)(?P<name>[a-z][a-z0-9:-]*)", re.IGNORECASE)
_TAG = re.compile(r"(?:\"[^\"]*\"|'[^']*'|[^'\">])*>")
LONGEST_TAG = 2_000
_VOID = frozenset({"area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
_UNSEEN = frozenset({"head", "style", "script", "title", "template", "noscript", "svg", "object", "textarea", "select"})
_BREAKS = frozenset({"br", "p", "div", "tr", "li", "ul", "ol", "table", "h1", "h2", "h3", "hr", "blockquote", "pre"})
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|font-size\s*:\s*0(?![.\d]*[1-9])|opacity\s*:\s*0(?![.\d]*[1-9])"
    r"|mso-hide\s*:\s*all|(?<![\w-])hidden(?![\w-])",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"gmail_quote|divRplyFwdMsg|yahoo_quoted|moz-cite-prefix|protonmail_quote", re.IGNORECASE)
QUOTE = "\n---- Original message\n"
"""A line that tells that all that follows is quoted."""


def own_words(text: str) -> str:
    """What whoever wrote it wrote, above what it answers to and above a signature.

    >>> own_words("Approved.\\n\\nOn Mon, Ann wrote:\\n> please approve")
    'Approved.'
    """
    found: list[str] = []
    lines = text.splitlines()
    skip = 0
    for number, line in enumerate(lines):
        if skip or line.lstrip().startswith(">"):
            skip = max(0, skip - 1)
        elif taken := _introduces(lines[number : number + 2]):
            if not _quotes(lines[number + taken :]):
                break
            skip = taken - 1
        elif _HISTORY.match(line[:600]) or _SIGNED.match(line):
            break
        else:
            found.append(line)
    return "\n".join(found).strip()


def _introduces(lines: list[str]) -> int:
    """How many of these lines are `On …, Ann wrote:`, which mail programs break in two; 0 where they are none."""
    cut = [one[:300] for one in lines]
    return next((many for many in range(1, len(cut) + 1) if _WROTE.match(" ".join(cut[:many]))), 0)


def _quotes(lines: list[str]) -> bool:
    """Whether the first line that is not empty is a quoted one."""
    return next((one for one in lines if one.strip()), "").lstrip().startswith(">")


def seen_of_html(text: str) -> str:
    """What a person sees of HTML, a line a block; in time that grows with its length, whatever it is.

    >>> seen_of_html("<p>I <b>approve</b> it.</p><p style='display:none'>I reject it.</p>").split()
    ['I', 'approve', 'it.']
    """
    return unescape("".join(_seen(text))).replace("\xa0", " ")


def _seen(text: str) -> Iterator[str]:
    """The words outside tags, without those of tags that nobody sees."""
    hidden, depth = "", 0
    for kind, tag, said in _pieces(text):
        if kind == "text":
            yield "" if hidden else " ".join(said.split("\n"))
        elif hidden:
            depth += (tag == hidden) * (1 if kind == "open" else -1)
            hidden = hidden if depth > 0 else ""
        elif kind == "open":
            if tag == "blockquote" or _QUOTED.search(said):
                yield QUOTE
            elif tag not in _VOID and (tag in _UNSEEN or _HIDDEN.search(said)):
                hidden, depth = tag, 1
            if tag in _BREAKS:
                yield "\n"
        elif tag in _BREAKS:
            yield "\n"


def _pieces(text: str) -> Iterator[tuple[str, str, str]]:
    """Words and tags in their order: what it is, the name of a tag, what it says."""
    at, end = 0, len(text)
    while at < end:
        start = text.find("<", at)
        if start < 0:
            yield "text", "", text[at:]
            return
        yield "text", "", text[at:start]
        if text.startswith("<!--", start):
            over = text.find("-->", start)
            at = over + 3 if over >= 0 else end
            continue
        named = _NAME.match(text, start + 1, start + 50)
        tag = _TAG.match(text, start + 1, min(end, start + LONGEST_TAG))
        if not tag:
            yield "text", "", "<"
            at = start + 1
            continue
        if named:
            yield ("close" if named["end"] else "open"), named["name"].casefold(), tag[0]
        at = tag.end()
