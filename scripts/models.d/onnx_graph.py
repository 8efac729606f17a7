"""A thin writer of ONNX files that both OpenCV 4.6 and ONNX Runtime read.

OpenCV 4.6 wants the limits of Clip as attributes, which opset 11 abolished, and cannot enlarge linearly in opset 9. So
whatever clips is written in opset 9, whatever resizes linearly in opset 11, and no network does both.
"""

import numpy
import onnx
from onnx import TensorProto, helper, numpy_helper


class Graph:
    def __init__(self, name):
        self.name = name
        self.nodes = []
        self.constants = []
        self.inputs = []
        self.outputs = []
        self.count = 0

    def unique(self, hint):
        self.count += 1
        return f"{hint}_{self.count}"

    def input(self, name, shape):
        self.inputs.append(helper.make_tensor_value_info(name, TensorProto.FLOAT, shape))
        return name

    def output(self, value, name, shape):
        self.nodes.append(helper.make_node("Identity", [value], [name], name=self.unique("out")))
        self.outputs.append(helper.make_tensor_value_info(name, TensorProto.FLOAT, shape))

    def constant(self, array, hint="weight"):
        name = self.unique(hint)
        self.constants.append(numpy_helper.from_array(numpy.ascontiguousarray(array), name))
        return name

    def add(self, op, inputs, **attributes):
        result = self.unique(op.lower())
        self.nodes.append(helper.make_node(op, inputs, [result], name=result + "_node", **attributes))
        return result

    def write(self, file, made_from, opset):
        graph = helper.make_graph(self.nodes, self.name, self.inputs, self.outputs, self.constants)
        model = helper.make_model(graph, producer_name="ombud scripts/models", opset_imports=[helper.make_opsetid("", opset)])
        model.ir_version = 4 if opset < 11 else 6
        model.doc_string = made_from
        onnx.save(model, str(file))
