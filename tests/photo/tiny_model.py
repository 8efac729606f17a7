#!/usr/bin/env python3
"""Writes a tiny network in one of the forms that [[photos.model]] takes; it finds cells of 8 x 8 pixels that are red.

    tiny_model.py yunet|yunet2022|yolox|yolov8|ssd|detection_output FILE [--rgb]

The picture has 64 x 64 pixels, values 0 to 255, blue first unless --rgb is said.
"""

import sys

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

SIDE = 64
CELLS = SIDE // 8


class Graph:
    def __init__(self):
        self.nodes, self.constants, self.outputs = [], [], []

    def constant(self, values):
        name = f"c{len(self.constants)}"
        kind = np.int64 if np.asarray(values).dtype.kind == "i" else np.float32
        self.constants.append(numpy_helper.from_array(np.asarray(values, kind), name))
        return name

    def add(self, operation, *inputs, name=None, **attributes):
        name = name or f"n{len(self.nodes)}"
        self.nodes.append(helper.make_node(operation, list(inputs), [name], name=name, **attributes))
        return name

    def output(self, name, shape):
        self.outputs.append(helper.make_tensor_value_info(name, TensorProto.FLOAT, shape))

    def save(self, path):
        picture = helper.make_tensor_value_info("picture", TensorProto.FLOAT, [1, 3, SIDE, SIDE])
        graph = helper.make_graph(self.nodes, "tiny", [picture], self.outputs, self.constants)
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 11)])
        model.ir_version = 7
        onnx.checker.check_model(model)
        onnx.save(model, path)


def channels(graph, stride, weights, bias):
    """A 1 x 1 convolution over the mean colours of the cells: channels x cells x cells."""
    cells = graph.add("AveragePool", "picture", kernel_shape=[stride, stride], strides=[stride, stride])
    kernel = np.reshape(np.asarray(weights, np.float32), (-1, 3, 1, 1))
    return graph.add("Conv", cells, graph.constant(kernel), graph.constant(np.asarray(bias, np.float32)), kernel_shape=[1, 1])


def redness(graph, stride, red, count=1):
    """Near 1 for red cells, else near 0; never for the coarser strides."""
    weights = [w / 255 * 20 for w in red] * count
    bias = [-10.0 if stride == 8 else -1000.0] * count
    return graph.add("Sigmoid", channels(graph, stride, weights, bias))


def rows(graph, values, count, cells, name=None):
    """channels x cells x cells as cells x channels."""
    flat = graph.add("Reshape", values, graph.constant([1, count, cells]))
    return graph.add("Transpose", flat, perm=[0, 2, 1], **({"name": name} if name else {}))


def grid(corners):
    """For each cell its box in pixels: corners, or centre and size."""
    boxes = []
    for y in range(CELLS):
        for x in range(CELLS):
            box = [x * 8, y * 8, x * 8 + 8, y * 8 + 8] if corners else [x * 8 + 4, y * 8 + 4, 8, 8]
            boxes.append(box)
    return np.asarray(boxes, np.float32)


def fixed(graph, values, name=None):
    """Constant columns as the network sees them: it has to add nothing of the picture."""
    count = values.shape[1]
    nothing = channels(graph, 8, [0.0] * 3 * count, [0.0] * count)
    return graph.add("Add", rows(graph, nothing, count, CELLS * CELLS), graph.constant(values[None]), name=name)


def yolox(graph, red):
    parts, total = [], 0
    for stride in (8, 16, 32):
        cells = (SIDE // stride) ** 2
        place = channels(graph, stride, [0.0] * 12, [0.5, 0.5, 0.0, 0.0])
        both = graph.add("Concat", place, redness(graph, stride, red), redness(graph, stride, red), axis=1)
        parts.append(rows(graph, both, 6, cells))
        total += cells
    graph.output(graph.add("Concat", *parts, axis=1, name="output"), [1, total, 6])


def yolov8(graph, red):
    scores = rows(graph, redness(graph, 8, red), 1, CELLS * CELLS)
    both = graph.add("Concat", fixed(graph, grid(False)), scores, axis=2)
    graph.output(graph.add("Transpose", both, perm=[0, 2, 1], name="output0"), [1, 5, CELLS * CELLS])


def ssd(graph, red):
    score = redness(graph, 8, red)
    rest = graph.add("Sigmoid", channels(graph, 8, [-w / 255 * 20 for w in red], [10.0]))
    scores = rows(graph, graph.add("Concat", rest, score, axis=1), 2, CELLS * CELLS, "scores")
    graph.output(scores, [1, CELLS * CELLS, 2])
    graph.output(fixed(graph, grid(True) / SIDE, "boxes"), [1, CELLS * CELLS, 4])


def detection_output(graph, red):
    head = np.zeros((CELLS * CELLS, 2), np.float32)
    score = rows(graph, redness(graph, 8, red), 1, CELLS * CELLS)
    all_rows = graph.add("Concat", fixed(graph, head), score, fixed(graph, grid(True) / SIDE), axis=2)
    shape = [1, 1, CELLS * CELLS, 7]
    graph.output(graph.add("Reshape", all_rows, graph.constant(shape), name="detection_out"), shape)


def yunet(graph, red):
    for stride in (8, 16, 32):
        cells = (SIDE // stride) ** 2
        for kind in ("cls", "obj"):
            name = f"{kind}_{stride}"
            graph.output(rows(graph, redness(graph, stride, red), 1, cells, name), [1, cells, 1])
        place = channels(graph, stride, [0.0] * 12, [0.5, 0.5, 0.0, 0.0])
        graph.output(rows(graph, place, 4, cells, f"bbox_{stride}"), [1, cells, 4])


def yunet2022(graph, red):
    """Three, two, two and three anchors a cell at strides 8 to 64; only those of stride 8 see anything."""
    anchors = {8: 3, 16: 2, 32: 2, 64: 3}
    total = sum(count * (SIDE // stride) ** 2 for stride, count in anchors.items())

    def all_anchors(width, values, name):
        parts = []
        for stride, count in anchors.items():
            cells = (SIDE // stride) ** 2
            flat = rows(graph, values(stride, count), width * count, cells)
            parts.append(graph.add("Reshape", flat, graph.constant([1, cells * count, width])))
        graph.output(graph.add("Concat", *parts, axis=1, name=name), [1, total, width])

    all_anchors(14, lambda stride, count: channels(graph, stride, [0.0] * 42 * count, [0.0] * 14 * count), "loc")
    all_anchors(2, lambda stride, count: redness(graph, stride, red, 2 * count), "conf")
    all_anchors(1, lambda stride, count: redness(graph, stride, red, count), "iou")


def main():
    forms = {f.__name__: f for f in (yunet, yunet2022, yolox, yolov8, ssd, detection_output)}
    if len(sys.argv) < 3 or sys.argv[1] not in forms:
        sys.exit(__doc__)
    graph = Graph()
    # Red without the others: white is not red.
    forms[sys.argv[1]](graph, [1.0, -1.0, -1.0] if "--rgb" in sys.argv else [-1.0, -1.0, 1.0])
    graph.save(sys.argv[2])


main()
