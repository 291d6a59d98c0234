"""How well reports are read: scores on labelled sets, beside pinned floors that they may not sink under."""
