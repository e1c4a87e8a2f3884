"""The model file: a LightGBM forest goes in; the bytes that `src/verdict/model.rs` reads come out, as it describes them."""

import math
import struct


def forest_of(booster, columns):
    """The booster's trees as nested tuples: (column, threshold, below or equal, above), or a leaf's value."""

    def tree(node):
        if "leaf_value" in node:
            return node["leaf_value"]
        # Features are whole numbers: at most 3.5 is at most 3.
        threshold = math.floor(node["threshold"])
        below, above = tree(node["left_child"]), tree(node["right_child"])
        if threshold < -32768:
            return above
        if threshold > 32767:
            return below
        return (columns[node["split_feature"]], threshold, below, above)

    return [tree(t["tree_structure"]) for t in booster.dump_model()["tree_info"]]


def _nodes(tree):
    stack = [tree]
    while stack:
        node = stack.pop()
        yield node
        if isinstance(node, tuple):
            stack += [node[3], node[2]]


def write(path, forest, features_hash, note, bias=0.0):
    """Quantises the leaves and writes the file; `bias` is added to the sum. Gives (bytes, inner nodes)."""
    nodes = [node for tree in forest for node in _nodes(tree)]
    inner = [node for node in nodes if isinstance(node, tuple)]
    leaves = [node for node in nodes if not isinstance(node, tuple)]
    step = max(abs(value) for value in leaves) / 127
    columns = sorted({node[0] for node in inner})
    place = {column: i for i, column in enumerate(columns)}
    shape = bytearray((len(nodes) + 7) // 8)
    for i, node in enumerate(nodes):
        if isinstance(node, tuple):
            shape[i // 8] |= 1 << (i % 8)
    form = "<H" if len(columns) > 256 else "<B"
    note = note.encode()
    data = b"".join([
        b"BCM1", struct.pack("<IH", features_hash, len(note)), note,
        struct.pack("<ffH", bias, step, len(columns)),
        *(struct.pack("<Hb", feature, offset) for feature, offset in columns),
        struct.pack("<HH", len(forest), len(inner)), bytes(shape),
        *(struct.pack(form, place[node[0]]) for node in inner),
        *(struct.pack("<h", node[1]) for node in inner),
        *(struct.pack("<b", max(-127, min(127, round(value / step)))) for value in leaves),
    ])
    with open(path, "wb") as f:
        f.write(data)
    return len(data), len(inner)
