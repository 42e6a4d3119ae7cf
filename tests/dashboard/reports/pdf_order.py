"""What a screen reader says of a PDF: its text in the order of the structure, alternative texts in their place."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf

_BLOCKS = {"/P", "/H1", "/H2", "/H3", "/TH", "/TD", "/Caption", "/Figure"}


def spoken(made: bytes) -> list[str]:
    """Return each block of text of a PDF as one line, spaces made one and words broken over lines made whole."""
    with pikepdf.open(BytesIO(made)) as document:
        texts = {page.obj.objgen: _marked(page) for page in document.pages}
        lines = list(_lines(document.Root.StructTreeRoot["/K"], None, texts))
    return [line for line in lines if line]


def _lines(node: Any, page: Any, texts: dict[Any, dict[int, str]]) -> Iterator[str]:
    if isinstance(node, pikepdf.Array):
        for kid in node:  # pyright: ignore[reportGeneralTypeIssues]
            yield from _lines(kid, page, texts)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        page = node.get("/Pg", page)
        if "/Alt" in node:
            yield str(node["/Alt"])
        elif str(node["/S"]) in _BLOCKS:
            yield " ".join("".join(_pieces(node.get("/K"), page, texts)).replace("\u00ad", "").split())
        elif "/K" in node:
            yield from _lines(node["/K"], page, texts)


def _pieces(node: Any, page: Any, texts: dict[Any, dict[int, str]]) -> Iterator[str]:
    if isinstance(node, pikepdf.Array):
        for kid in node:  # pyright: ignore[reportGeneralTypeIssues]
            yield from _pieces(kid, page, texts)
    elif isinstance(node, pikepdf.Dictionary):
        page = node.get("/Pg", page)
        if "/ActualText" in node:
            yield str(node["/ActualText"])
        elif "/MCID" in node:
            yield texts[page.objgen].get(int(node["/MCID"]), "")
        else:
            yield from _pieces(node.get("/K"), page, texts)
    elif node is not None:
        yield texts[page.objgen].get(int(node), "")


def _marked(page: pikepdf.Page) -> dict[int, str]:
    """Return the text of each marked piece of content of a page."""
    fonts = {name: _letters(font) for name, font in page.obj.Resources.get("/Font", {}).items()}
    found: dict[int, str] = {}
    open_marks: list[tuple[int | None, str | None]] = []
    letters: dict[int, str] = {}
    for instruction in pikepdf.parse_content_stream(page):
        operands, operator = instruction.operands, str(instruction.operator)
        if operator in {"BDC", "BMC"}:
            open_marks.append(_mark(operands))
            number, actual = _inner(open_marks)
            if actual is not None and number is not None:
                found[number] = found.get(number, "") + actual
        elif operator == "EMC":
            open_marks.pop()
        elif operator == "Tf":
            letters = fonts[str(operands[0])]
        elif operator in {"Tj", "TJ"}:
            number, actual = _inner(open_marks)
            if number is not None and actual is None:
                found[number] = found.get(number, "") + _shown(operands[0], letters)
    return found


def _mark(operands: Any) -> tuple[int | None, str | None]:
    properties = operands[1] if len(operands) > 1 else {}
    if not isinstance(properties, pikepdf.Dictionary):
        return None, None
    actual = properties.get("/ActualText")
    return (int(properties["/MCID"]) if "/MCID" in properties else None), None if actual is None else str(actual)


def _inner(marks: list[tuple[int | None, str | None]]) -> tuple[int | None, str | None]:
    number = next((number for number, _ in reversed(marks) if number is not None), None)
    actual = next((actual for _, actual in reversed(marks) if actual is not None), None)
    return number, actual


def _shown(operand: Any, letters: dict[int, str]) -> str:
    strings = (
        [operand] if isinstance(operand, pikepdf.String) else [s for s in operand if isinstance(s, pikepdf.String)]
    )
    codes = b"".join(bytes(each) for each in strings)
    return "".join(letters[int.from_bytes(codes[at : at + 2])] for at in range(0, len(codes), 2))


def _letters(font: Any) -> dict[int, str]:
    """Return the characters of each code of ``font``, from its ToUnicode table."""
    lines = bytes(font["/ToUnicode"].read_bytes()).decode("latin-1").splitlines()
    pairs = [line.split() for line in lines if line.startswith("<") and len(line.split()) == 2]
    return {int(code[1:-1], 16): bytes.fromhex(text[1:-1]).decode("utf-16-be") for code, text in pairs}
