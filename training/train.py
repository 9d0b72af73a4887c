"""Train the network on trees, names and marked places in turn.

python -m training.train PREPARED RUN --epochs 6
"""

from __future__ import annotations

import itertools
import json
import random
import time
from collections import deque
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import numpy as np
import torch
import typer
from torch import Tensor
from torch.nn import functional as F

from geotrack.mentions.language import ENTITY_TAGS, PARTS_OF_SPEECH, ROLES, tree
from training import examples, network, scores
from training.batches import IGNORED, NO_PLACE, Batch, Item, Stream, collate, grouped, items
from training.examples import Example
from training.network import ReaderNetwork
from training.pieces import Encoder
from training.scores import Reading

ENCODER_RATE, HEAD_RATE = 3e-4, 2e-3  # the heads begin from nothing and may learn faster
WARM_UP = 0.04  # of the budget
UPOS_WEIGHT = 0.5  # parts of speech are easy and would drown the trees
NAME_WEIGHT = 2.0  # most words are no names: their loss is small
ROLE_WEIGHT, MOVER_WEIGHT, LINK_WEIGHT = 2.0, 0.5, 0.5
FORBIDDEN = -1e4  # the score of a word that cannot be chosen
FROM_TRAINED = 0.5  # of the rates, where a trained network goes on
_NO_PLACES = [number for number, tag in enumerate(ENTITY_TAGS) if not tag.endswith("LOC")]
CHECKS = 5  # looks at the development data during the run, the last at its end
CHECK_EXAMPLES = 600  # of each development file


def tree_loss(net: ReaderNetwork, batch: Batch) -> Tensor:
    """Loss of heads, relations (at the right heads), parts of speech, and links as far as they are known."""
    _, pos, arcs, below, above, _, _, links = net(*batch.inputs)
    arcs = arcs.masked_fill(~batch.own, FORBIDDEN)
    relations = net.relations(below, above, batch.heads.clamp(min=0))
    trees = _loss(arcs, batch.heads) + _loss(relations, batch.relations) + UPOS_WEIGHT * _loss(pos, batch.pos)
    return trees + link_loss(links, batch)


def link_loss(links: Tensor, batch: Batch) -> Tensor:
    """Loss of the links: all words that tell for whom one stands are right together."""
    asking = batch.links.any(-1)
    if not asking.any():
        return links.sum() * 0
    odds = before(links).float().log_softmax(-1)[asking]
    return -LINK_WEIGHT * odds.masked_fill(~batch.links[asking], FORBIDDEN).logsumexp(-1).mean()


def before(links: Tensor) -> Tensor:
    """A word stands for one before it, or for none of them."""
    length = links.size(1)
    return links.masked_fill(~torch.ones(length, length + 1, dtype=torch.bool, device=links.device).tril(), FORBIDDEN)


def name_loss(net: ReaderNetwork, batch: Batch) -> Tensor:
    """Loss of the tags."""
    return NAME_WEIGHT * _loss(net(*batch.inputs)[0], batch.tags)


def place_loss(net: ReaderNetwork, batch: Batch) -> Tensor:
    """Loss of roles, movers and links, and of the tags as far as marks tell them: a place, or anything else."""
    tags, _, _, _, _, roles, movers, links = net(*batch.inputs)
    movers = movers.masked_fill(~batch.own, FORBIDDEN)
    known = batch.tags >= 0
    places = _loss(tags, batch.tags.masked_fill(~known, IGNORED))
    others = tags[batch.tags == NO_PLACE].float().log_softmax(-1)[:, _NO_PLACES].logsumexp(-1)
    whole = NAME_WEIGHT * (places * known.sum() - others.sum()) / (known.sum() + len(others)).clamp(min=1)
    moves = ROLE_WEIGHT * _loss(roles, batch.roles) + MOVER_WEIGHT * _loss(movers, batch.movers)
    return whole + moves + link_loss(links, batch)


def _loss(logits: Tensor, labels: Tensor) -> Tensor:
    """The mean over the labels; nothing where a batch has none."""
    whole = F.cross_entropy(logits.flatten(0, 1).float(), labels.flatten(), ignore_index=IGNORED, reduction="sum")
    return whole / (labels != IGNORED).sum().clamp(min=1)


@torch.inference_mode()
def read(net: ReaderNetwork, data: Sequence[Item], relations: Sequence[str], device: str) -> list[Reading]:
    """What the network says of each item, with the tree that the run time would build."""
    net.eval()
    order = sorted(range(len(data)), key=lambda k: len(data[k].pieces.ids))
    readings = []
    for batch in grouped(data[k] for k in order):
        collated = collate(batch).to(device)
        tags, pos, arcs, below, above, roles, movers, links = net(*collated.inputs)
        movers, links = movers.masked_fill(~collated.own, FORBIDDEN), before(links)
        heads = torch.zeros_like(collated.pos)
        for row, item in enumerate(batch):
            scores_of = arcs[row].float().cpu().numpy()
            for start, end in itertools.pairwise([0, *item.ends]):
                columns = [0, *range(start + 1, end + 1)]
                found = tree(scores_of[start:end, columns])
                heads[row, start:end] = torch.from_numpy(np.where(found, found + start, 0))
        labels = net.relations(below, above, heads).argmax(-1)
        for row, item in enumerate(batch):
            n = len(item.pieces.first)
            readings.append(
                Reading(
                    pos=tuple(PARTS_OF_SPEECH[k] for k in pos[row, :n].argmax(-1).tolist()),
                    heads=tuple(heads[row, :n].tolist()),
                    relations=tuple(
                        relations[k] if head else "ROOT"
                        for k, head in zip(labels[row, :n].tolist(), heads[row, :n].tolist(), strict=True)
                    ),
                    tags=tuple(ENTITY_TAGS[k] for k in tags[row, :n].argmax(-1).tolist()),
                    roles=tuple(ROLES[k] for k in roles[row, :n].argmax(-1).tolist()),
                    movers=tuple(movers[row, :n].argmax(-1).tolist()),
                    links=tuple(links[row, :n].argmax(-1).tolist()),
                )
            )
    net.train()
    by_place = dict(zip(order, readings, strict=True))
    return [by_place[k] for k in range(len(data))]


class Budget:
    """How much of the run is over, by epochs of the trees or by minutes."""

    def __init__(self, epochs: float | None, minutes: float | None) -> None:
        """Epochs give the same model on the same machine; minutes, a model by the morning."""
        self._epochs, self._minutes = epochs, minutes
        self._began = time.monotonic()

    @property
    def minutes(self) -> float:
        """Since the beginning."""
        return (time.monotonic() - self._began) / 60

    def spent(self, epochs: float) -> float:
        """From 0 to 1, and beyond at the end."""
        return self.minutes / self._minutes if self._minutes else epochs / (self._epochs or 1)


def train(
    prepared: Path,
    run: Path,
    epochs: float | None,
    minutes: float | None,
    seed: int,
    threads: int,
    device: str,
    start: Path | None = None,
) -> None:
    """Train and write `network.pt` and `log.jsonl` into the folder `run`."""
    torch.set_num_threads(threads)
    torch.manual_seed(seed)
    run.mkdir(parents=True, exist_ok=True)
    source = network.encoder_folder()
    encoder = Encoder(source / "vocab.txt")
    data = {file.stem: list(examples.read(file)) for file in sorted(prepared.glob("*.jsonl"))}
    if start:
        net, relations = network.load(start)
    else:
        relations = sorted({relation for example in data["syntax-train"] for relation in example.relations})
        net = ReaderNetwork(len(relations), source)
    net = net.to(device).train()
    trees = Stream(items(data["syntax-train"], encoder, relations), seed)
    names = Stream(items(data["names-train"], encoder, relations), seed)
    places = Stream(items(data["marked-train"], encoder, relations), seed)
    links = Stream(items(data["links-train"], encoder, relations), seed)
    # the same ones at each check, so that the figures can be compared
    checked = {kind: _sample(data[f"{kind}-dev"], seed) for kind in ("syntax", "names", "marked", "links")}
    optimizer = _optimizer(net)
    rates = [group["lr"] * (FROM_TRAINED if start else 1) for group in optimizer.param_groups]

    def check(step: int, losses: dict[str, float]) -> None:
        figures: dict[str, float] = {}
        for kind, measure in (
            ("syntax", scores.trees),
            ("names", scores.names),
            ("marked", scores.places),
            ("links", lambda *_: {}),
        ):
            said = read(net, items(checked[kind], encoder, relations), relations, device)
            figures |= measure(checked[kind], said) | scores.links(checked[kind], said, kind)
        found = {name: round(value, 4) for name, value in (losses | figures).items()}
        record = {"step": step, "minutes": round(budget.minutes, 1), "epochs": round(trees.epochs, 2), **found}
        with (run / "log.jsonl").open("a", encoding="utf-8") as log:
            log.write(json.dumps(record) + "\n")
        typer.echo(f"{step:6} {budget.minutes:6.1f} min  {trees.epochs:.2f} epochs  {scores.line(losses | figures)}")

    recent = {f"{kind} loss": deque[float](maxlen=50) for kind in ("tree", "name", "place", "link")}
    budget = Budget(epochs, minutes)
    step = checks = 0
    while (spent := budget.spent(trees.epochs)) < 1:
        for group, rate in zip(optimizer.param_groups, rates, strict=True):
            group["lr"] = rate * min(1.0, spent / WARM_UP) * (1 - spent)
        for kind, stream, loss_of in (
            ("tree loss", trees, tree_loss),
            ("name loss", names, name_loss),
            ("name loss", names, name_loss),
            ("place loss", places, place_loss),
            ("place loss", places, place_loss),
            ("link loss", links, lambda net, batch: link_loss(net(*batch.inputs)[-1], batch)),
        ):
            with torch.autocast(device, torch.bfloat16):  # three times as fast on a processor that has it
                loss = loss_of(net, stream.draw().to(device))
            optimizer.zero_grad(set_to_none=True)
            loss.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            recent[kind].append(loss.item())
            step += 1
        if spent * CHECKS >= checks + 1:
            checks = int(spent * CHECKS)
            check(step, {kind: sum(losses) / len(losses) for kind, losses in recent.items()})
    network.save(net, relations, run / "network.pt")
    check(step, {kind: sum(losses) / len(losses) for kind, losses in recent.items()})


def _sample(found: Sequence[Example], seed: int) -> list[Example]:
    return random.Random(seed).sample(found, min(CHECK_EXAMPLES, len(found)))


def _optimizer(net: ReaderNetwork) -> torch.optim.Optimizer:
    """AdamW with a gentle rate for the pretrained encoder."""
    trained = [(name, weights) for name, weights in net.named_parameters() if weights.requires_grad]
    groups = [
        {"params": [weights for name, weights in trained if name.startswith("encoder.")], "lr": ENCODER_RATE},
        {"params": [weights for name, weights in trained if not name.startswith("encoder.")], "lr": HEAD_RATE},
    ]
    return torch.optim.AdamW(groups, weight_decay=0.01, betas=(0.9, 0.98))


def main(
    prepared: Annotated[Path, typer.Argument(help="Folder that training.corpora wrote.", exists=True)],
    run: Annotated[Path, typer.Argument(help="Folder for the network and the log.")],
    epochs: Annotated[float | None, typer.Option(help="Stop after this many passes over the trees.")] = None,
    minutes: Annotated[float | None, typer.Option(help="Stop after this time instead.")] = None,
    seed: Annotated[int, typer.Option(help="Of the first weights, the order and dropout.")] = 0,
    threads: Annotated[int, typer.Option(help="CPU threads.")] = 1,
    device: Annotated[str, typer.Option(help="cpu, or cuda.")] = "cpu",
    start: Annotated[Path | None, typer.Option(help="Go on from this network.pt.", exists=True)] = None,
) -> None:
    """Train the language model."""
    if (epochs is None) == (minutes is None):
        raise typer.BadParameter("Say either --epochs or --minutes.")
    train(prepared, run, epochs, minutes, seed, threads, device, start)


if __name__ == "__main__":
    typer.run(main)
