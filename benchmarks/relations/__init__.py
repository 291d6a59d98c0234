"""How two figures of one outcome stand to each other, measured on pairs from real reports labelled by hand."""
