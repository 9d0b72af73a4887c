"""Turn the 8-bit file of an exported model back into weights that training can go on from.

python -m training.thaw FOLDER network.pt
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import onnx
import torch
import typer

from training import network
from training.network import ReaderNetwork

# what the forerunner of `network.py` called the parts of the first shipped model
_RENAMED = {
    "bert": "encoder", "ner": "names", "ad": "arc_below", "ah": "arc_above", "U": "arc_pair", "ub": "arc_alone",
    "rd": "relation_below", "rh": "relation_above",
}  # fmt: skip


def thawed(folder: Path) -> tuple[dict[str, Any], list[str]]:
    """The weights by name, as exact as 8 bits have kept them, and the names of the relations.

    A weight is its scale times the distance from its zero point.
    """
    model = onnx.load(folder / "reader.int8.onnx")
    constants = {c.name: onnx.numpy_helper.to_array(c) for c in model.graph.initializer}
    found = {}
    for name, value in constants.items():
        if name.endswith(".bias") or "LayerNorm" in name:
            found[_renamed(name)] = value
        elif name.endswith(".weight_quantized"):
            found[_renamed(name.removesuffix("_quantized"))] = _whole(constants, name.removesuffix("_quantized"))
    for node in model.graph.node:
        if node.op_type != "MatMulInteger":
            continue
        weights = node.input[1].removesuffix("_quantized")
        if weights.startswith("onnx::"):  # a linear layer: transposed, and named by the node alone
            path = node.name.strip("/").removesuffix("/MatMul_quant").replace("/", ".")
            found[_renamed(path) + ".weight"] = _whole(constants, weights).T.copy()
        else:
            found[_renamed(weights)] = _whole(constants, weights)
    with np.load(folder / "relations.npz") as layer:
        found["relation.weight"], found["relation.bias"] = layer["W"], layer["b"]
    return found, json.loads((folder / "relations.json").read_text(encoding="utf-8"))


def _whole(constants: Mapping[str, Any], name: str) -> Any:
    distance = constants[f"{name}_quantized"].astype(np.float32) - constants[f"{name}_zero_point"].astype(np.float32)
    return distance * constants[f"{name}_scale"]


def _renamed(path: str) -> str:
    first, dot, rest = path.partition(".")
    return _RENAMED.get(first, first) + dot + rest


def main(
    folder: Annotated[Path, typer.Argument(help="Folder with an exported model.", exists=True)],
    weights: Annotated[Path, typer.Argument(help="The network.pt to write.")],
) -> None:
    """Thaw an exported model; parts that it has not got begin at random."""
    found, relations = thawed(folder)
    net = ReaderNetwork(len(relations), network.encoder_folder())
    own = net.state_dict()
    known = {name: torch.from_numpy(np.array(value, np.float32)) for name, value in found.items() if name in own}
    net.load_state_dict(own | known)
    network.save(net, relations, weights)
    typer.echo(f"{len(known)} of {len(own)} parts")


if __name__ == "__main__":
    typer.run(main)
