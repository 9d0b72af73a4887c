"""How the language model of `geotrack.mentions` is made: data, network, training, export. Not part of the package.

corpora      the data, read from folders that you have cloned, written as JSON lines
  conllu     treebanks            iob    corpora of names, a word a line
  gum        GUM's nested mentions made flat names
  leaks      sentences that must not be trained on
pieces       words to word pieces and case classes, as the run time does it
network      the encoder and its heads
  batches    examples to tensors
train        the training loop
export       ONNX, 8 bits, and a check against the run time
evaluate     what an exported model reaches
  scores     UAS, LAS, UPOS, F1 of names
"""
