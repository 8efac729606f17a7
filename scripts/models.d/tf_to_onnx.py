"""Turns a TensorFlow graph into ONNX, node by node, with as few transpositions as possible.

TensorFlow's convolutions want channels last, ONNX's channels first. Every value here is an ONNX tensor with channels
first, together with the order in which TensorFlow sees its axes; a Transpose between the two orders costs nothing.
"""

import numpy

FIRST = "NCHW"
LAST = "NHWC"
#: For each axis that TensorFlow names, the axis of the ONNX tensor.
AXIS = {FIRST: [0, 1, 2, 3], LAST: [0, 2, 3, 1]}


class Value:
    def __init__(self, name, order, pads=None):
        self.name = name
        self.order = order
        self.pads = pads  # zeros (or, before a MaxPool, minus infinity) still to be put around: top, left, bottom, right


class Converter:
    def __init__(self, nodes, weights, graph):
        self.nodes = nodes
        self.weights = weights
        self.graph = graph
        self.values = {}

    def define(self, tf_name, onnx_name, order):
        self.values[tf_name] = Value(onnx_name, order)

    def alias(self, tf_name, other):
        """Takes one TensorFlow value for another: leaves out what lies between."""
        self.values[tf_name] = other if isinstance(other, Value) else self.value(other)

    def value(self, name):
        if name not in self.values:
            node = self.nodes[name]
            self.values[name] = getattr(self, "op_" + node.op.strip("_").lower())(node)
        return self.values[name]

    def constant(self, name):
        node = self.nodes.get(name)
        while node is not None and node.op == "Identity":
            name = node.inputs[0]
            node = self.nodes.get(name)
        return self.weights.get(name)

    # Elementwise

    def broadcast(self, array, order):
        """A constant operand, in the axes of the ONNX tensors."""
        array = numpy.asarray(array, numpy.float32)
        if array.size == 1:
            return array.reshape(())
        array = array.reshape([1] * (4 - array.ndim) + list(array.shape))
        return array.transpose(0, 3, 1, 2) if order == LAST else array

    def elementwise(self, node, op):
        order = next(self.value(name).order for name in node.inputs if self.constant(name) is None)
        operands = []
        for name in node.inputs:
            array = self.constant(name)
            if array is not None:
                operands.append(self.graph.constant(self.broadcast(array, order)))
            else:
                value = self.value(name)
                assert value.order == order and not value.pads, node.name
                operands.append(value.name)
        return Value(self.graph.add(op, operands), order)

    def op_add(self, node):
        return self.elementwise(node, "Add")

    op_addv2 = op_add

    def op_mul(self, node):
        return self.elementwise(node, "Mul")

    def op_sub(self, node):
        return self.elementwise(node, "Sub")

    def unary(self, node, op, **attributes):
        value = self.value(node.inputs[0])
        assert not value.pads, node.name
        return Value(self.graph.add(op, [value.name], **attributes), value.order)

    def op_relu(self, node):
        return self.unary(node, "Relu")

    def op_relu6(self, node):
        """Not as Clip: see onnx_graph."""
        share = self.unary(node, "HardSigmoid", alpha=1 / 6, beta=0.0)
        return Value(self.graph.add("Mul", [share.name, self.graph.constant(numpy.float32(6))]), share.order)

    def op_leakyrelu(self, node):
        return self.unary(node, "LeakyRelu", alpha=node.attributes["alpha"])

    def op_sigmoid(self, node):
        return self.unary(node, "Sigmoid")

    def op_neg(self, node):
        return self.unary(node, "Neg")

    def op_identity(self, node):
        return self.value(node.inputs[0])

    # Shape

    def op_transpose(self, node):
        value = self.value(node.inputs[0])
        perm = [int(axis) for axis in self.constant(node.inputs[1])]
        order = {(0, 2, 3, 1): (FIRST, LAST), (0, 3, 1, 2): (LAST, FIRST)}[tuple(perm)]
        assert value.order == order[0], node.name
        return Value(value.name, order[1], value.pads)

    def op_concatv2(self, node):
        values = [self.value(name) for name in node.inputs[:-1]]
        axis = AXIS[values[0].order][int(self.constant(node.inputs[-1]))]
        assert all(value.order == values[0].order and not value.pads for value in values), node.name
        return Value(self.graph.add("Concat", [value.name for value in values], axis=axis), values[0].order)

    def op_pad(self, node):
        value = self.value(node.inputs[0])
        around = numpy.zeros((4, 2), int)
        for axis, (before, after) in enumerate(self.constant(node.inputs[1])):
            around[AXIS[value.order][axis]] = before, after
        assert not value.pads and not around[:2].any(), node.name
        pads = [int(number) for number in (around[2, 0], around[3, 0], around[2, 1], around[3, 1])]
        return Value(value.name, value.order, pads if any(pads) else None)

    op_padv2 = op_pad  # the constant is minus infinity: only in front of MaxPool

    def op_resizebilinear(self, node):
        value = self.value(node.inputs[0])
        assert value.order == LAST and not node.attributes["align_corners"], node.name
        mode = "half_pixel" if node.attributes["half_pixel_centers"] else "asymmetric"
        scales = self.graph.constant(numpy.array([1, 1, *self.scales[node.name]], numpy.float32), "scales")
        region = self.graph.constant(numpy.zeros(0, numpy.float32), "region")
        return Value(self.graph.add("Resize", [value.name, region, scales], mode="linear",
                                    coordinate_transformation_mode=mode), LAST)

    #: Factors (height, width) of each ResizeBilinear; TensorFlow only knows sizes.
    scales = {}

    # Windows

    def window(self, node, value):
        strides = node.attributes["strides"][1:3]
        attributes = {"strides": strides}
        if value.pads:
            attributes["pads"] = value.pads
        elif node.attributes["padding"] == "SAME":
            attributes["auto_pad"] = "SAME_UPPER"
        return attributes

    def convolve(self, node, depthwise):
        value = self.value(node.inputs[0])
        assert value.order == LAST, node.name
        kernel = self.constant(node.inputs[1])  # height, width, in, out (depthwise: height, width, in, multiplier)
        attributes = self.window(node, value)
        if depthwise:
            assert kernel.shape[3] == 1, node.name
            attributes["group"] = kernel.shape[2]
            kernel = kernel.transpose(2, 3, 0, 1)
        else:
            kernel = kernel.transpose(3, 2, 0, 1)
        fused = node.attributes.get("fused_ops") or []
        inputs = [value.name, self.graph.constant(kernel)]
        if "BiasAdd" in fused:
            inputs.append(self.graph.constant(self.constant(node.inputs[2])))
        result = self.graph.add("Conv", inputs, kernel_shape=list(kernel.shape[2:]), **attributes)
        for op in fused:
            if op == "Relu":
                result = self.graph.add("Relu", [result])
            else:
                assert op == "BiasAdd", op
        return Value(result, LAST)

    def op_conv2d(self, node):
        return self.convolve(node, False)

    op_fusedconv2d = op_conv2d

    def op_depthwiseconv2dnative(self, node):
        return self.convolve(node, True)

    op_fuseddepthwiseconv2dnative = op_depthwiseconv2dnative

    def op_maxpool(self, node):
        value = self.value(node.inputs[0])
        assert value.order == LAST, node.name
        return Value(self.graph.add("MaxPool", [value.name], kernel_shape=node.attributes["ksize"][1:3],
                                    **self.window(node, value)), LAST)

    def op_mean(self, node):
        value = self.value(node.inputs[0])
        axes = [int(axis) for axis in self.constant(node.inputs[1])]
        assert value.order == LAST and axes == [1, 2] and node.attributes["keep_dims"], node.name
        return Value(self.graph.add("GlobalAveragePool", [value.name]), LAST)
