"""Reads what TensorFlow.js wrote: a graph of nodes and the weights in binary files beside it."""

import json
import pathlib

import numpy

TYPES = {"float32": numpy.float32, "int32": numpy.int32, "bool": numpy.bool_, "uint8": numpy.uint8, "float16": numpy.float16}


def read_weights(manifest, folder):
    """All weights of a manifest by name; quantised ones (uint8 with scale and minimum, float16) as float32."""
    weights = {}
    for group in manifest:
        data = b"".join((folder / path).read_bytes() for path in group["paths"])
        at = 0
        for entry in group["weights"]:
            shape = entry["shape"]
            quantised = entry.get("quantization")
            stored = numpy.dtype(TYPES[quantised["dtype"] if quantised else entry["dtype"]])
            count = int(numpy.prod(shape, dtype=numpy.int64))
            array = numpy.frombuffer(data, stored, count, at)
            at += count * stored.itemsize
            if quantised and "scale" in quantised:
                array = array * numpy.float64(quantised["scale"]) + quantised["min"]
            weights[entry["name"]] = array.astype(TYPES[entry["dtype"]]).reshape(shape)
        if at != len(data):
            raise SystemExit(f"{folder}: the weights have {len(data)} bytes, the manifest tells of {at}")
    return weights


class Node:
    """One operation, with its attributes in plain Python types."""

    def __init__(self, description):
        self.name = description["name"]
        self.op = description["op"]
        self.inputs = [name.split(":")[0] if name.endswith(":0") else name for name in description.get("input", [])
                       if not name.startswith("^")]
        self.attributes = {name: plain(value) for name, value in description.get("attr", {}).items()}


def plain(value):
    import base64

    if "s" in value:
        return base64.b64decode(value["s"]).decode()
    if "i" in value:
        return int(value["i"])
    if "f" in value:
        return float(value["f"])
    if "b" in value:
        return bool(value["b"])
    if "list" in value:
        if "i" in value["list"]:
            return [int(number) for number in value["list"]["i"]]
        return [base64.b64decode(text).decode() for text in value["list"].get("s", [])]
    return None


def read_graph(file):
    """(nodes by name, weights by name) of a graph model."""
    file = pathlib.Path(file)
    model = json.loads(file.read_text())
    nodes = {node["name"]: Node(node) for node in model["modelTopology"]["node"]}
    return nodes, read_weights(model["weightsManifest"], file.parent)
