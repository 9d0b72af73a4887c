"""Write the files that the run time reads: ONNX in 8 bits, the relation layer, the vocabulary.

python -m training.export RUN/network.pt FOLDER
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from pathlib import Path
from typing import Annotated

import numpy as np
import onnx
import torch
import typer
from onnxruntime.quantization import QuantType, quantize_dynamic

from geotrack.mentions.language import LanguageModel
from training import network
from training.batches import collate, items
from training.examples import Example
from training.network import ReaderNetwork
from training.pieces import Encoder

OPSET = 17
INPUTS = {"ids": {1: "l"}, "mask": {1: "l"}, "cs": {1: "l"}, "w": {1: "n"}}
OUTPUTS = {name: {1: "n2"} for name in ("ner", "pos", "arc", "rd", "rh", "role", "mover", "link")}
# Everything that multiplies, and the word vectors, which are half of the file.
QUANTISED = ("MatMul", "Gather", "Gemm")

SENTENCES = (
    "Kim travelled to Vladivostok by train .",
    "He left Moscow",
    # where two tokenizers may differ: accents, joined and other scripts, emoji, signs, a word of too many pieces
    "São_Paulo Zürich naïve Łódź İstanbul ﬁnal",
    "Komsomolsk-on-Amur U.S. n't ’s 3,5 ... № … — Москва 北京 القاهرة",
    "🚢 \u200b \u00ad Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch KnAAZ",
)


def export(weights: Path, folder: Path) -> dict[str, int]:
    """Write the files; give their sizes."""
    net, relations = network.load(weights)
    folder.mkdir(parents=True, exist_ok=True)
    vocabulary = network.encoder_folder() / "vocab.txt"
    with tempfile.TemporaryDirectory() as scratch:
        whole = Path(scratch) / "reader.onnx"
        _write_onnx(net, Encoder(vocabulary), whole)
        quantize_dynamic(
            whole,
            folder / "reader.int8.onnx",
            weight_type=QuantType.QInt8,
            op_types_to_quantize=list(QUANTISED),
            per_channel=True,
        )
    _write_sums(folder / "sums.onnx")
    np.savez(folder / "relations.npz", W=net.relation.weight.detach().numpy(), b=net.relation.bias.detach().numpy())
    (folder / "relations.json").write_text(json.dumps(relations), encoding="utf-8")
    shutil.copyfile(vocabulary, folder / "vocab.txt")
    # what an atlas names as its reader; to read the whole model for it would cost every run
    digest = hashlib.sha256((folder / "reader.int8.onnx").read_bytes()).hexdigest()
    (folder / "reader.sha256").write_text(digest + "\n", encoding="ascii")
    check(net, Encoder(vocabulary), folder)
    return {file.name: file.stat().st_size for file in sorted(folder.iterdir()) if file.is_file()}


def _write_sums(file: Path) -> None:
    """Four by four of the largest products of bytes: what a processor makes of them tells the run time how it adds."""
    largest = onnx.helper.make_tensor("b", onnx.TensorProto.INT8, [4, 16], bytes([127] * 64), raw=True)
    graph = onnx.helper.make_graph(
        [onnx.helper.make_node("MatMulInteger", ["a", "b"], ["sums"])],
        "sums",
        [onnx.helper.make_tensor_value_info("a", onnx.TensorProto.UINT8, [4, 4])],
        [onnx.helper.make_tensor_value_info("sums", onnx.TensorProto.INT32, [4, 16])],
        [largest],
    )
    onnx.save(onnx.helper.make_model(graph, opset_imports=[onnx.helper.make_opsetid("", OPSET)], ir_version=8), file)


def _write_onnx(net: ReaderNetwork, encoder: Encoder, file: Path) -> None:
    """The encoder and heads in 32 bits, for any number of sentences of any length."""
    batch = collate(items([Example("", tuple(line.split())) for line in SENTENCES[:2]], encoder, ()))
    axes = {name: {0: "b", **axis} for name, axis in (INPUTS | OUTPUTS).items()}
    torch.onnx.export(
        net,
        batch.inputs,
        str(file),
        input_names=list(INPUTS),
        output_names=list(OUTPUTS),
        dynamic_axes=axes,
        opset_version=OPSET,
        dynamo=False,  # the newer exporter writes graphs that quantisation leaves in 32 bits
    )


def check(net: ReaderNetwork, encoder: Encoder, folder: Path) -> None:
    """Read the files as the run time does: stop where word pieces differ, say what the 8 bits cost."""
    model = LanguageModel(folder)
    for line in SENTENCES:
        words = line.split(" ")
        pieces = encoder(words)
        if (pieces.ids, pieces.cases, pieces.first) != model._encoded(words):
            raise SystemExit(f"training and run time split {words} differently: training/pieces.py is out of step")
    words = SENTENCES[0].split()
    with torch.inference_mode():
        expected = net(*collate(items([Example("", tuple(words))], encoder, ())).inputs)
    said = model._session.run(None, _feed(encoder, words))
    for name, whole, small in zip(OUTPUTS, expected, said, strict=True):
        gap = float(np.abs(whole.numpy() - small).mean() / np.abs(whole.numpy()).mean())
        typer.echo(f"{name}: 8 bits differ from 32 by {gap:.1%} on average")


def _feed(encoder: Encoder, words: list[str]) -> dict[str, np.ndarray]:
    tensors = collate(items([Example("", tuple(words))], encoder, ())).inputs
    return {name: tensor.numpy() for name, tensor in zip(INPUTS, tensors, strict=True)}


def main(
    weights: Annotated[Path, typer.Argument(help="network.pt of a run.", exists=True)],
    folder: Annotated[Path, typer.Argument(help="Folder for the four files.")],
) -> None:
    """Export a trained network."""
    for name, size in export(weights, folder).items():
        typer.echo(f"{name}: {size / 1e6:.2f} MB")


if __name__ == "__main__":
    typer.run(main)
