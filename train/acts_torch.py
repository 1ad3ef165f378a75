"""The classifier of acts in PyTorch: a MiniLM encoder that also reads marks, with heads for acts, parties and PLOVER roots."""

from typing import cast

import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812 (as everybody calls it)

from standoff.reading.act_rows import FEATURES, SOURCE, TARGET
from train.acts_data import ACTS
from train.attribution_torch import WIDE, Layer

# Layers that keep their weights: chosen for the cost of training; the two upper thirds learn the task as well.
FROZEN, DEEP, PARTIES, TOLD = 3, 6, 4, 64
_EPS = 1e-12
_DROP = 0.2


class Coder(nn.Module):
    """Pieces and marks in; at each predicate the scores of the acts and of the places of the party, and of each row's root."""

    def __init__(self, roots: int) -> None:
        super().__init__()
        self.words, self.places = nn.Embedding(30522, WIDE), nn.Embedding(512, WIDE)
        self.kind = nn.Parameter(torch.zeros(WIDE))
        self.norm = nn.LayerNorm(WIDE, eps=_EPS)
        self.layers = nn.ModuleList(Layer() for _ in range(DEEP))
        self.named, self.said = _marks(6, 0.2), _marks(3, 0.1)
        self.seen, self.asked = _marks(2 * (len(ACTS) + 1), 0.2), _marks(3, 0.2)
        self.told = nn.Linear(FEATURES, TOLD)
        self.inner = nn.Linear(2 * WIDE + TOLD, WIDE)
        self.act, self.party = nn.Linear(WIDE, 1 + len(ACTS)), nn.Linear(WIDE, PARTIES)
        self.event, self.root = nn.Linear(4 * WIDE, WIDE), nn.Linear(WIDE, roots)
        self.drop = nn.Dropout(_DROP)

    def below(self, pieces: Tensor) -> Tensor:
        """The states of the pieces above the layers that stay as they were."""
        states: Tensor = self.norm(self.words(pieces) + self.places.weight[: pieces.shape[1]] + self.kind)
        for layer in self.layers[:FROZEN]:
            states = layer(states, _hidden(pieces, states))
        return states

    def above(self, states: Tensor, pieces: Tensor, named: Tensor, said: Tensor, seen: Tensor, marks: Tensor) -> Tensor:
        """The rest of the way, which is trained; here the marks come in."""
        hidden = _hidden(pieces, states)
        states = states + self.named(named) + self.said(said) + self.seen(seen) + self.asked(marks)
        for layer in self.layers[FROZEN:]:
            states = layer(states, hidden)
        return states

    def acts(self, states: Tensor, rows: Tensor, places: Tensor, features: Tensor) -> tuple[Tensor, Tensor]:
        """The scores of the acts (the first is none of them) and of the places of the party, for each predicate."""
        shown = torch.cat([states[rows, places], states[rows, 0], F.gelu(self.told(features))], 1)
        inner = self.drop(F.gelu(self.inner(self.drop(shown))))
        return self.act(inner), self.party(inner)

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
    ) -> tuple[Tensor, Tensor, Tensor]:
        """The chances of acts, places of the party, and roots."""
        states = self.above(self.below(pieces), pieces, named, said, seen, marks)
        act, party = self.acts(states, rows, places, features)
        return act.softmax(1), party.sigmoid(), self.roots(states, pieces, named).softmax(1)


def _marks(kinds: int, spread: float) -> nn.Embedding:
    """What each kind of mark adds to the states; the first kind, none, adds nothing at first."""
    table = nn.Embedding(kinds, WIDE)
    with torch.no_grad():
        table.weight.normal_(std=spread)
        table.weight[0] = 0
    return table


def _mean(states: Tensor, mask: Tensor) -> Tensor:
    shown = mask.to(states.dtype)[:, :, None]
    return (states * shown).sum(1) / shown.sum(1).clamp(min=1)


def _hidden(pieces: Tensor, states: Tensor) -> Tensor:
    return torch.where(pieces > 0, 0.0, -1e4).to(states.dtype)
