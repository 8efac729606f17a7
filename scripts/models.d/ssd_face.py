"""Builds the SSD MobileNetV1 face detector of face-api as ONNX: the package has its weights, but no graph."""

import json

import numpy

import tfjs
from onnx_graph import Graph

SIDE = 512
EPSILON = 0.001  # of the batch normalisation
#: The convolutions that halve the picture.
HALVING = {2, 4, 6, 12}


def convert(package, output):
    """Per anchor of six grids: two logits and an unused third, and four box encodings (ty, tx, th, tw)."""
    folder = package / "model"
    manifest = json.loads((folder / "ssd_mobilenetv1_model-weights_manifest.json").read_text())
    for group in manifest:
        group["paths"] = ["ssd_mobilenetv1_model.bin"]
    weights = tfjs.read_weights(manifest, folder)
    graph = Graph("ssd_face")

    def convolve(value, kernel, bias, stride=1, group=1, relu=True):
        kernel = kernel.transpose(2, 3, 0, 1) if group > 1 else kernel.transpose(3, 2, 0, 1)
        result = graph.add("Conv", [value, graph.constant(kernel.astype(numpy.float32)),
                                    graph.constant(bias.astype(numpy.float32))],
                           kernel_shape=list(kernel.shape[2:]), strides=[stride, stride], group=group,
                           auto_pad="SAME_UPPER")
        return graph.add("Clip", [result], min=0.0, max=6.0) if relu else result

    def pointwise(value, name, stride=1):
        return convolve(value, weights[name + "/weights"], weights[name + "/convolution_bn_offset"], stride)

    def depthwise(value, name, stride):
        norm = {part: weights[f"{name}/BatchNorm/{part}"] for part in ("gamma", "beta", "moving_mean", "moving_variance")}
        factor = norm["gamma"] / numpy.sqrt(norm["moving_variance"] + EPSILON)
        kernel = weights[name + "/depthwise_weights"] * factor[None, None, :, None]
        return convolve(value, kernel, norm["beta"] - norm["moving_mean"] * factor, stride, group=kernel.shape[2])

    value = pointwise(graph.input("image", [1, 3, SIDE, SIDE]), "MobilenetV1/Conv2d_0_pointwise", 2)
    levels = []
    for number in range(1, 14):
        value = depthwise(value, f"MobilenetV1/Conv2d_{number}_depthwise", 2 if number in HALVING else 1)
        value = pointwise(value, f"MobilenetV1/Conv2d_{number}_pointwise")
        if number in (11, 13):
            levels.append(value)
    for number in range(8):
        value = pointwise(value, f"Prediction/Conv2d_{number}_pointwise", 1 + number % 2)
        if number % 2:
            levels.append(value)
    for number, (level, cells) in enumerate(zip(levels, (32, 16, 8, 4, 2, 1))):
        for what, name, values in (("class", "ClassPredictor", 3), ("box", "BoxEncodingPredictor", 4)):
            predictor = f"Prediction/BoxPredictor_{number}/{name}"
            result = convolve(level, weights[predictor + "/weights"], weights[predictor + "/biases"], relu=False)
            graph.output(result, f"{what}{number}", [1, values * (3 if number == 0 else 6), cells, cells])
    graph.write(output / "ssd-face.onnx", "SSD MobileNetV1 for faces, converted from @vladmandic/face-api 1.7.15", opset=9)
    return weights["Output/extra_dim"]
