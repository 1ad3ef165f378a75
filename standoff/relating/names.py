"""How alike two names sound, for those that transliteration, dictation or translation has changed.

Method: edit distance by letters in which sounds that scripts and ears confuse count less (Zobel and Dart 1996, "phonetic
string matching"), and a skeleton of consonants by which names are looked up with one letter left out (Garbe's symmetric
deletion). The costs were set by hand on the name pairs of benchmarks/actors.py, their first half.
"""

import re
import unicodedata
from functools import lru_cache
from itertools import product

# Letters of one group stand in for each other at its cost; a letter may be in several groups.
_GROUPS = (
    ("aeiouy", 0.3),
    ("szcjqx", 0.3),
    ("kgqchx", 0.4),
    ("bpvfw", 0.4),
    ("dt", 0.4),
    ("lr", 0.6),
    ("mn", 0.6),
    ("jyi", 0.2),
    ("uw", 0.2),
)
_VOWELS = frozenset("aeiouy")
_LEFT_OUT = {**dict.fromkeys(_VOWELS, 0.5), "h": 0.3}
# Several letters for one sound, made one letter before names are compared.
_SOUNDS = (
    ("shch", "s"),
    ("tsch", "c"),
    ("sch", "s"),
    ("tch", "c"),
    ("dzh", "j"),
    ("kh", "h"),
    ("zh", "j"),
    ("sh", "s"),
    ("ch", "c"),
    ("ts", "c"),
    ("tz", "c"),
    ("cz", "c"),
    ("dj", "j"),
    ("ph", "f"),
    ("ck", "k"),
    ("ks", "x"),
    ("ou", "u"),
    ("oe", "o"),
    ("iy", "i"),
    ("ij", "i"),
    ("ii", "i"),
    ("yi", "i"),
)
_CONSONANTS = str.maketrans({
    **dict.fromkeys("szcjx", "S"), **dict.fromkeys("kgq", "K"), **dict.fromkeys("bpvfw", "P"), **dict.fromkeys("dt", "T"),
    "l": "L", "r": "R", **dict.fromkeys("mn", "N"), **dict.fromkeys("aeiouyh", ""),
})  # fmt: skip
LEAST_SKELETON = 2  # consonants; a shorter skeleton is anybody's
# Letters that one alphabet or another writes differently without a change of sound, as transliterations of one name do. Kept
# to what no mishearing or slip of the pen leads to: a doubled letter, another vowel or a consonant more is not among them.
_APOSTROPHES = re.compile(r"[’'ʼ`´]")
_WRITTEN = (
    (re.compile(r"\by(?=[aeiou])"), "j"),
    (re.compile(r"(?<=\w)[iyj]+"), "i"),
    (re.compile(r"ks"), "x"),
    (re.compile(r"kh"), "h"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"w"), "v"),
    (re.compile(r"ck|c(?![eihz])"), "k"),
)
# What plain letters stand for letters with signs: as the sign is dropped, and as it is written out.
_DROPPED = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th"})
_WRITTEN_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "đ": "dj"})


@lru_cache(maxsize=65536)
def plain(name: str) -> str:
    """The name in lower-case letters without diacritics, signs as blanks."""
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    letters = (c if c.isalpha() else " " for c in decomposed if not unicodedata.combining(c))
    return " ".join("".join(letters).split())


@lru_cache(maxsize=65536)
def spellings(name: str) -> frozenset[str]:
    """The keys of a name, of which two spellings or transliterations of one name share one; initials in the middle are left out.

    Letters with signs count as written without them and as written out ("ö" is "o" and "oe").
    """
    lower = unicodedata.normalize("NFC", name.casefold())
    return frozenset(_written(one.translate(_DROPPED)) for one in (lower, lower.translate(_WRITTEN_OUT))) - {""}


def _written(name: str) -> str:
    decomposed = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", name))
    letters_only = (c if c.isalnum() else " " for c in decomposed if not unicodedata.combining(c))
    words = "".join(letters_only).split()
    kept = [word for place, word in enumerate(words) if len(word) > 1 or place in (0, len(words) - 1)]
    joined = " ".join(kept)
    for letters, one in _WRITTEN:
        joined = letters.sub(one, joined)
    return joined.replace(" ", "")


@lru_cache(maxsize=65536)
def sounded(word: str) -> str:
    """A plain word with one letter a sound: no doubled letters, no silent endings of transliteration."""
    for letters, one in _SOUNDS:
        word = word.replace(letters, one)
    return re.sub(r"(.)\1+", r"\1", word)


@lru_cache(maxsize=65536)
def word_likeness(a: str, b: str) -> float:
    """How alike two plain words sound: 1 (the same) to 0."""
    left, right = sounded(a), sounded(b)
    if not left or not right:
        return 0.0
    row = [0.0]
    for letter in right:
        row.append(row[-1] + _left_out(letter))
    for one in left:
        before, row[0] = row[0], row[0] + _left_out(one)
        for place, other in enumerate(right, 1):
            kept = before if one == other else before + _CHANGED.get((one, other), 1.0)
            without = min(row[place] + _left_out(one), row[place - 1] + _left_out(other))
            before, row[place] = row[place], kept if kept < without else without
    return max(0.0, 1 - row[-1] / max(len(left), len(right)))


def _left_out(letter: str) -> float:
    return _LEFT_OUT.get(letter, 1.0)


# What it costs that one letter stands for another, the cheapest group first; 1 where the two share no group.
_CHANGED = {
    (a, b): min((cost for letters, cost in _GROUPS if a in letters and b in letters), default=1.0)
    for a, b in product(sorted({letter for letters, _ in _GROUPS for letter in letters}), repeat=2)
    if a != b
}


def name_likeness(a: str, b: str, least: float = 0.0) -> tuple[float, float | None]:
    """How alike two persons' last names sound, and their first names; None where one of the two has none.

    An initial is as good as the name that begins with it. Where last names are less alike than `least`, first names are not
    looked at and count 0.
    """
    left, right = plain(a).split(), plain(b).split()
    if not left or not right:
        return 0.0, None
    last = word_likeness(left[-1], right[-1])
    if len(left) < 2 or len(right) < 2:
        return last, None
    one, other = left[0], right[0]
    if last < least:
        return last, 0.0
    if min(len(one), len(other)) == 1:
        return last, 1.0 if one[0] == other[0] else 0.0
    return last, word_likeness(one, other)


def skeletons(word: str) -> frozenset[str]:
    """The consonants of a plain word by kinds of sound, and the same with any one of them left out: to look names up by."""
    bones = re.sub(r"(.)\1+", r"\1", sounded(word).translate(_CONSONANTS))
    shorter = {bones[:place] + bones[place + 1 :] for place in range(len(bones))}
    return frozenset(one for one in (bones, *shorter) if len(one) >= LEAST_SKELETON) or frozenset({f"={bones}"})
