"""Colours that tell things apart are told apart with each kind of colour blindness, and stand out from the paper."""

import re
from itertools import combinations

import numpy as np
import numpy.typing as npt
import pytest

from standoff.report import charts
from standoff.web import render

# Machado, Oliveira and Fernandes (2009), severity 1, on linear sRGB.
SEEN = {
    "normal": np.eye(3),
    "protan": np.array([[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]),
    "deutan": np.array([[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]),
    "tritan": np.array([[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]),
}
TO_XYZ = np.array([[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]])
WHITE = np.array([0.95047, 1.0, 1.08883])
Values = npt.NDArray[np.float64]
LEAST, LEAST_CONTRAST = 15.0, 3.0
STYLE = render.style().decode()
MARKS = ("statement", "figure", "meeting", "forecast")


def channels(colour: str) -> Values:
    return np.array([int(colour[place : place + 2], 16) for place in (1, 3, 5)]) / 255


def linear(values: Values) -> Values:
    return np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)


def seen_as(colour: str, paper: str, opacity: float, kind: str) -> Values:
    """The colour over its paper in CIE L*a*b*, as somebody of that kind sees it."""
    mixed = linear(opacity * channels(colour) + (1 - opacity) * channels(paper))
    scaled = TO_XYZ @ np.clip(SEEN[kind] @ mixed, 0, 1) / WHITE
    x, y, z = np.where(scaled > 0.008856, np.cbrt(scaled), 7.787 * scaled + 16 / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def contrast(one: str, other: str) -> float:
    low, high = sorted(float(np.array([0.2126, 0.7152, 0.0722]) @ linear(channels(colour))) for colour in (one, other))
    return (high + 0.05) / (low + 0.05)


def palettes() -> dict[str, tuple[tuple[str, ...], str, float]]:
    found: dict[str, tuple[tuple[str, ...], str, float]] = {}
    for name, variables in (
        ("light", variables_of(r"\n:root \{(.*?)\}")),
        ("dark", variables_of(r": dark\) \{\s*:root \{(.*?)\}")),
    ):
        theme, paper = charts.THEMES[name], variables["paper"]
        found[f"stances, {name}"] = theme.stances, paper, charts.OPACITY
        found[f"modes, {name}"] = (theme.first, theme.second, theme.third), paper, charts.OPACITY
        found[f"claimers, {name}"] = theme.more, paper, 1.0
        found[f"marks, {name}"] = tuple(variables[f"m-{one}"] for one in MARKS), paper, 1.0
    return found


def variables_of(root: str) -> dict[str, str]:
    """The colours that the brief's style and the pages' own set by name, where that pattern finds them."""
    parts = re.findall(root, "\n" + STYLE, re.DOTALL)
    assert len(parts) == 2
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", " ".join(parts)))


@pytest.mark.parametrize("kind", SEEN)
@pytest.mark.parametrize("name", palettes())
def test_colours_that_tell_things_apart_are_told_apart(name: str, kind: str) -> None:
    colours, paper, opacity = palettes()[name]
    seen = {colour: seen_as(colour, paper, opacity, kind) for colour in colours}
    apart = {(a, b): float(np.linalg.norm(seen[a] - seen[b])) for a, b in combinations(colours, 2)}
    assert min(apart.values()) >= LEAST, min(apart.items(), key=lambda pair: pair[1])


@pytest.mark.parametrize("name", palettes())
def test_colours_stand_out_from_their_paper(name: str) -> None:
    colours, paper, _ = palettes()[name]
    assert min(contrast(colour, paper) for colour in colours) >= LEAST_CONTRAST
