"""The classifier of acts in PyTorch: an encoder that also reads marks, with heads for acts, sides, meetings and PLOVER roots."""

import math
from pathlib import Path
from typing import NamedTuple, cast

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812 (as everybody calls it)

from standoff.reading.act_options import SIGNS
from standoff.reading.act_rows import FEATURES, SOURCE, TARGET
from standoff.reading.wordpieces import CLOSE, OPEN, PAD, UNKNOWN, vocabulary
from train.acts_data import ACTS
from train.attribution_torch import Layer, dropped

TOLD, ROLES, PAIR, WIDTH, STATUSES = 64, 2, 64, 128, 5
_DROP, _INNER_DROP = 0.2, 0.1
_BUCKETS, _FARTHEST = 32, 128


class Shape(NamedTuple):
    """The measures of an encoder; `still` layers keep their weights: the upper half learns the task as well, at half the cost."""

    wide: int
    heads: int
    inner: int
    deep: int
    still: int
    eps: float
    relative: bool


MINILM, MPNET = Shape(384, 12, 1536, 6, 3, 1e-12, False), Shape(768, 12, 3072, 12, 6, 1e-5, True)


class TallLayer(nn.Module):
    """One layer of MPNet: as BERT's, with a bias for the distance of two pieces."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        wide, self.heads = shape.wide, shape.heads
        self.query, self.key, self.value, self.mixed = (nn.Linear(wide, wide) for _ in range(4))
        self.inner, self.outer = nn.Linear(wide, shape.inner), nn.Linear(shape.inner, wide)
        self.norm_a, self.norm_b = nn.LayerNorm(wide, eps=shape.eps), nn.LayerNorm(wide, eps=shape.eps)

    def forward(self, states: Tensor, hidden: Tensor) -> Tensor:
        """The states one layer up; `hidden` [rows, heads, length, length] is added to the weights."""
        rows, length, wide = states.shape
        query, key, value = (
            part(states).view(rows, length, self.heads, -1).transpose(1, 2) for part in (self.query, self.key, self.value)
        )
        # Written out: in bfloat16 on a processor the fused operator takes seven times as long.
        weights = (query * (wide / self.heads) ** -0.5 @ key.transpose(2, 3) + hidden).softmax(-1)
        mixed = self.mixed((weights @ value).transpose(1, 2).reshape(rows, length, wide))
        states = self.norm_a(states + dropped(mixed, _INNER_DROP, self.training))
        inner = F.gelu(self.inner(states), approximate="tanh")
        return cast(Tensor, self.norm_b(states + dropped(self.outer(inner), _INNER_DROP, self.training)))


class Coder(nn.Module):
    """Pieces and marks in; at each predicate the scores of the acts, of its sides and of a meeting, and of each row's root."""

    def __init__(self, roots: int, shape: Shape = MINILM) -> None:
        super().__init__()
        wide, self.shape = shape.wide, shape
        self.words, self.places = nn.Embedding(30522, wide), nn.Embedding(512, wide)
        self.kind = nn.Parameter(torch.zeros(wide))
        self.norm = nn.LayerNorm(wide, eps=shape.eps)
        self.layers = nn.ModuleList(TallLayer(shape) if shape.relative else Layer(_INNER_DROP) for _ in range(shape.deep))
        if shape.relative:
            self.far = nn.Embedding(_BUCKETS, shape.heads)
        self.named, self.said = _marks(6, 0.2, wide), _marks(3, 0.1, wide)
        self.seen, self.asked = _marks(2 * (len(ACTS) + 1), 0.2, wide), _marks(3, 0.2, wide)
        self.told = nn.Linear(FEATURES, TOLD)
        self.inner = nn.Linear(2 * wide + TOLD, wide)
        self.act, self.meeting = nn.Linear(wide, 1 + len(ACTS)), nn.Linear(wide, STATUSES)
        self.seeks, self.is_sought = nn.Linear(wide, ROLES * PAIR), nn.Linear(wide, PAIR)
        self.pair = nn.Linear(2 * wide + SIGNS, WIDTH)
        self.side = nn.Linear(WIDTH + SIGNS, ROLES)
        self.event, self.root = nn.Linear(4 * wide, wide), nn.Linear(wide, roots)
        self.drop = nn.Dropout(_DROP)

    def trained(self, name: str) -> bool:
        """Whether the weight `name` is trained."""
        still = ("words", "places", "kind", "norm.", "far", *(f"layers.{layer}." for layer in range(self.shape.still)))
        return not name.startswith(still)

    def hidden(self, pieces: Tensor) -> Tensor:
        """What is added to the attention: very low where there is no piece, and the bias of the distance."""
        hidden = torch.where(pieces > 0, 0.0, -1e4)
        if not self.shape.relative:
            return hidden
        return hidden[:, None, None] + self.far(_buckets(pieces.shape[1])).permute(2, 0, 1)[None].detach()

    def below(self, pieces: Tensor) -> Tensor:
        """The states of the pieces above the layers that stay as they were."""
        states: Tensor = self.norm(self.words(pieces) + self.places.weight[: pieces.shape[1]] + self.kind)
        hidden = self.hidden(pieces).to(states.dtype)
        for layer in self.layers[: self.shape.still]:
            states = layer(states, hidden)
        return states

    def above(self, states: Tensor, pieces: Tensor, named: Tensor, said: Tensor, seen: Tensor, marks: Tensor) -> Tensor:
        """The rest of the way, which is trained; here the marks come in."""
        hidden = self.hidden(pieces).to(states.dtype)
        states = states + self.named(named) + self.said(said) + self.seen(seen) + self.asked(marks)
        for layer in self.layers[self.shape.still :]:
            states = layer(states, hidden)
        return states

    def inside(self, states: Tensor, rows: Tensor, places: Tensor, features: Tensor) -> Tensor:
        """What is known of each predicate."""
        shown = torch.cat([states[rows, places], states[rows, 0], F.gelu(self.told(features))], 1)
        return cast(Tensor, self.drop(F.gelu(self.inner(self.drop(shown)))))

    def sides(self, states: Tensor, inner: Tensor, whose: Tensor, rows: Tensor, places: Tensor, signs: Tensor) -> Tensor:
        """The scores of each option (whose predicate's, at which piece of which row) as party and as the one aimed at."""
        there, mine = states[rows, places], inner[whose]
        dot = (self.seeks(mine).view(-1, ROLES, PAIR) * self.is_sought(there)[:, None, :]).sum(2) / PAIR**0.5
        pair = self.drop(F.gelu(self.pair(torch.cat([self.drop(there), mine, signs], 1))))
        return cast(Tensor, dot + self.side(torch.cat([pair, signs], 1)))

    def roots(self, states: Tensor, pieces: Tensor, named: Tensor) -> Tensor:
        """The scores of the roots of each row, by the whole of it and by the words of source and target."""
        means = [_mean(states, mask) for mask in (pieces > 0, named == SOURCE, named == TARGET)]
        return cast(Tensor, self.root(self.drop(F.gelu(self.event(self.drop(torch.cat([states[:, 0], *means], 1)))))))

    def forward(
        self,
        pieces: Tensor,
        named: Tensor,
        said: Tensor,
        seen: Tensor,
        marks: Tensor,
        rows: Tensor,
        places: Tensor,
        features: Tensor,
        whose: Tensor,
        side_rows: Tensor,
        side_places: Tensor,
        signs: Tensor,
    ) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """The chances of acts, sides, meetings, and roots."""
        states = self.above(self.below(pieces), pieces, named, said, seen, marks)
        inner = self.inside(states, rows, places, features)
        sides = self.sides(states, inner, whose, side_rows, side_places, signs)
        roots = self.roots(states, pieces, named).softmax(1)
        return self.act(inner).softmax(1), sides.sigmoid(), self.meeting(inner).softmax(1), roots


def _marks(kinds: int, spread: float, wide: int) -> nn.Embedding:
    """What each kind of mark adds to the states; the first kind, none, adds nothing at first."""
    table = nn.Embedding(kinds, wide)
    with torch.no_grad():
        table.weight.normal_(std=spread)
        table.weight[0] = 0
    return table


def _mean(states: Tensor, mask: Tensor) -> Tensor:
    shown = mask.to(states.dtype)[:, :, None]
    return (states * shown).sum(1) / shown.sum(1).clamp(min=1)


def _buckets(length: int) -> Tensor:
    """The bucket of each distance, as MPNet (and T5) count them."""
    half, exact = _BUCKETS // 2, _BUCKETS // 4
    gap = torch.arange(length)[:, None] - torch.arange(length)[None, :]
    size = gap.abs()
    far = exact + (torch.log(size.clamp(min=1) / exact) / math.log(_FARTHEST / exact) * (half - exact)).long()
    return torch.where(gap < 0, half, 0) + torch.where(size < exact, size, far.clamp(max=half - 1))


def load_mpnet(coder: Coder, folder: Path) -> None:
    """Fill the encoder with MPNet's weights; its vocabulary is the same but for the order, so the rows are put in ours."""
    given = load_file(folder / "model.safetensors")
    lines = (folder / "vocab.txt").read_text(encoding="utf-8").split("\n")
    known = {piece: number for number, piece in enumerate(lines) if piece}
    own = {PAD: "<pad>", OPEN: "<s>", CLOSE: "</s>", UNKNOWN: "[UNK]"}
    unknown = known["[UNK]"]
    rows = [unknown] * len(vocabulary())
    for piece, number in vocabulary().items():
        rows[number] = known.get(own.get(number, piece), unknown)
    with torch.no_grad():
        coder.words.weight.copy_(given["embeddings.word_embeddings.weight"][rows])
        coder.places.weight.copy_(given["embeddings.position_embeddings.weight"][2:])
        coder.far.weight.copy_(given["encoder.relative_attention_bias.weight"])
    _copy(coder.norm, given, "embeddings.LayerNorm")
    parts = {
        "query": "attention.attn.q", "key": "attention.attn.k", "value": "attention.attn.v", "mixed": "attention.attn.o",
        "norm_a": "attention.LayerNorm", "inner": "intermediate.dense", "outer": "output.dense", "norm_b": "output.LayerNorm",
    }  # fmt: skip
    for number, layer in enumerate(coder.layers):
        for mine, theirs in parts.items():
            _copy(getattr(layer, mine), given, f"encoder.layer.{number}.{theirs}")


def _copy(part: nn.Module, given: dict[str, Tensor], name: str) -> None:
    part.load_state_dict({"weight": given[f"{name}.weight"], "bias": given[f"{name}.bias"]})
