"""Which words and acts tell of one kind of happening, and which are told so often that they alone tell nothing."""

from functools import cache

import msgspec

from standoff.codebook.acts import acts
from standoff.codebook.files import load
from standoff.core.errors import CodebookError

LEAST_STEM = 4  # letters that must be left of a word before its ending


class _EventsFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    families: tuple[tuple[str, ...], ...]
    endings: tuple[str, ...]
    repeated: frozenset[str]
    one_act: tuple[tuple[str, ...], ...]


@cache
def _file() -> _EventsFile:
    found = load("events.yaml", _EventsFile)
    for group in found.one_act:
        for act in group:
            if act not in acts():
                raise CodebookError(f"events.yaml: {act!r} among one_act is no act of acts.yaml")
    return found


@cache
def _families() -> dict[str, str]:
    found: dict[str, str] = {}
    for group in _file().families:
        for word in group:
            if word in found:
                raise CodebookError(f"events.yaml: {word!r} stands in two families")
            found[word] = group[0]
    return found


@cache
def family_of(head: str) -> str:
    """What names the family of a head (a lemma in lower case): "deliver" and "delivery" have one."""
    known = _families().get(head)
    if known is not None:
        return known
    word = head.replace("-", "")
    for ending in sorted(_file().endings, key=len, reverse=True):
        if word.endswith(ending) and len(word) - len(ending) >= LEAST_STEM:
            word = word[: -len(ending)]
            break
    return f"{word.rstrip('e')}-"


@cache
def act_family(act: str) -> str:
    """What names the acts that are told as one event with this one."""
    return next((group[0] for group in _file().one_act if act in group), act)


def is_repeated(head: str) -> bool:
    """Whether a head or an act is said or done again and again."""
    return head in _file().repeated
