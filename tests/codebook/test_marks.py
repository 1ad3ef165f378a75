import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import standoff
from standoff.codebook.marks import doubt_words, marks
from standoff.relating.judgements import JUDGED

SOURCE = Path(standoff.__file__).parent
READING = sorted((SOURCE / "reading").glob("*.py"))
NAME = re.compile(r"[a-z]+(_[a-z]+)*")


def marked(path: Path) -> Iterator[str]:
    """The constants that a module gives as doubts: appended, passed, returned or assigned as such, by a name of theirs too."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    named = {ast.unparse(node.targets[0]): node.value for node in tree.body if isinstance(node, ast.Assign)}
    for node in ast.walk(tree):
        for part in _given(node):
            yield from _texts(part)
            yield from (text for one in ast.walk(part) if isinstance(one, ast.Name) for text in _texts(named.get(one.id)))


def _given(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("doubts.append"):
        yield from node.args
    if isinstance(node, ast.keyword) and node.arg == "doubts":
        yield node.value
    if isinstance(node, ast.FunctionDef) and node.name == "_doubts":
        yield from (one for one in ast.walk(node) if isinstance(one, ast.Return | ast.Yield))
    if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) in ("doubt", "doubts"):
        yield node.value


def _texts(node: ast.AST | None) -> Iterator[str]:
    for one in ast.walk(node) if node is not None else ():
        if isinstance(one, ast.Constant) and isinstance(one.value, str) and NAME.fullmatch(one.value):
            yield one.value


@pytest.mark.parametrize("path", READING, ids=lambda path: path.name)
def test_every_doubt_of_a_reading_is_explained(path: Path) -> None:
    assert set(marked(path)) <= set(marks().doubts)


def test_the_doubts_of_the_reading_are_found_at_all() -> None:
    found = {text for path in READING for text in marked(path)}
    assert {"inferred_addressee", "one_side_found", "no_cue", "model_addressee", "damaged_sentence", "inferred_party"} <= found


def test_what_people_judged_is_explained() -> None:
    assert JUDGED in marks().doubts


@pytest.mark.parametrize("name", [*marks().doubts, *marks().flags])
def test_every_mark_is_given_somewhere(name: str) -> None:
    own = {SOURCE / "codebook" / "marks.py"}
    texts = (path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.py") if path not in own)
    assert any(re.search(rf"[\"']{name}\b|\b{name}(_guessed)?[:{{'\"]", text) for text in texts)


def test_a_doubt_is_told_with_what_it_means() -> None:
    assert doubt_words("no_cue").startswith("no_cue (a quotation")
    assert doubt_words("judged wrong") == "judged wrong"
