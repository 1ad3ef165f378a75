"""The loss of a whole row of labels: minus the log likelihood of the right row among all rows that could be."""

from typing import Any

import torch
from torch import Tensor

from standoff.reading.attribution_chain import FIRST, FURTHER, LABELS, LAST, MAY_FOLLOW, ONLY


def chain_loss(scores: Tensor, labels: Tensor) -> Tensor:
    """Minus the log likelihood of `labels` [rows, words], summed over the rows, given `scores` [rows, words, labels].

    Every row of `labels` has to be one that could be (`MAY_FOLLOW`). Were words judged one by one, what is likeliest would often
    be a stretch that nobody would choose: half way between two good ends.
    """
    loss: Tensor = _Chain.apply(scores, labels)
    return loss


class _Chain(torch.autograd.Function):
    """Forward and backward sums in double precision; the gradient is what is expected less what is right."""

    @staticmethod
    def forward(ctx: Any, scores: Tensor, labels: Tensor) -> Tensor:
        steps = torch.from_numpy(MAY_FOLLOW).double()
        top = scores.detach().double().amax(2, keepdim=True)
        weights = (scores.detach().double() - top).exp().unbind(1)
        ends = steps[:, 0]  # a row ends where nothing would have to go on, as it begins
        ahead, total = [steps[0] * weights[0]], top.sum()
        for weight in weights[1:]:
            total = total + _level(ahead)
            ahead.append((ahead[-1] @ steps) * weight)
        total = total + (ahead[-1] * ends).sum(1).log().sum()
        behind = [ends.expand_as(ahead[-1])]
        for weight in reversed(weights[1:]):
            behind.append((behind[-1] * weight) @ steps.T)
            _level(behind)
        share = torch.stack(ahead, 1) * torch.stack(behind[::-1], 1)
        share = share / share.sum(2, keepdim=True)
        right = torch.nn.functional.one_hot(labels, LABELS)
        ctx.save_for_backward((share - right).to(scores.dtype))
        return total - (scores.detach().double() * right).sum()

    @staticmethod
    def backward(ctx: Any, *given: Tensor) -> tuple[Tensor, None]:
        return ctx.saved_tensors[0] * given[0].to(ctx.saved_tensors[0].dtype), None


def _level(rows: list[Tensor]) -> Tensor:
    """The sum of the logs of the last rows' sums, by which these are divided, so that none grows too small."""
    sums = rows[-1].sum(1, keepdim=True)
    rows[-1] = rows[-1] / sums
    return sums.log().sum()


def whole(roles: Tensor) -> Tensor:
    """The labels of a row from those of its words, which only say where a piece begins (`attribution_data.FIRST`)."""
    nothing = torch.zeros_like(roles[:, :1])
    before = torch.cat((nothing, roles[:, :-1]), 1)
    after = torch.cat((roles[:, 1:], nothing), 1)
    further = (roles > 0) & (roles % 2 == 0) & ((before == roles) | (before == roles - 1))
    goes_on = (roles > 0) & (after == roles + roles % 2)
    step = torch.where(further, torch.where(goes_on, FURTHER, LAST), torch.where(goes_on, FIRST, ONLY))
    return torch.where(roles > 0, 1 + 4 * ((roles - 1) // 2) + step, 0)
