#include "core/deploy/model_signature.h"
#include "core/deploy/onnx_check.h"
#include "core/deploy/onnx_model.h"

#include "core/base/error.h"
#include "tests/fuzz/fuzz.h"

#include <onnx/onnx_pb.h>

#include <string>

/// What an ONNX file says of itself: metadata, names, shapes. The graph is a sound one, the smallest that classifies;
/// ONNX Runtime's own reader is no part of the build.
namespace distillab::fuzz {
namespace {

using namespace Qt::Literals::StringLiterals;

/// Takes the input apart into lines.
class Lines {
public:
    explicit Lines(const QByteArray& bytes) : m_lines(bytes.split('\n')) {}
    std::string next() { return m_at < m_lines.size() ? m_lines[m_at++].toStdString() : std::string(); }
    bool isAtEnd() const { return m_at >= m_lines.size(); }

private:
    QList<QByteArray> m_lines;
    qsizetype m_at = 0;
};

void addSide(onnx::TensorShapeProto& shape, const std::string& side) {
    bool isNumber = false;
    const qlonglong length = QByteArray::fromStdString(side).toLongLong(&isNumber);
    if (isNumber) {
        shape.add_dim()->set_dim_value(length);
    } else {
        shape.add_dim()->set_dim_param(side);
    }
}

/// Scores of the first entries along the second axis: Flatten, Cast where there are tokens, Slice.
QByteArray modelOf(Lines lines) {
    onnx::ModelProto model;
    model.set_ir_version(8);
    model.add_opset_import()->set_version(17);
    onnx::GraphProto& graph = *model.mutable_graph();
    graph.set_name(lines.next());
    const bool isText = lines.next() == "text";
    auto& input = *graph.add_input();
    input.set_name(lines.next());
    input.mutable_type()->mutable_tensor_type()->set_elem_type(isText ? onnx::TensorProto::INT64
                                                                      : onnx::TensorProto::FLOAT);
    auto& shape = *input.mutable_type()->mutable_tensor_type()->mutable_shape();
    for (const QByteArray& side : QByteArray::fromStdString(lines.next()).split(' '))
        addSide(shape, side.toStdString());
    auto& node = *graph.add_node();
    node.set_op_type("Flatten");
    node.add_input(input.name());
    node.add_output("flat");
    auto& cast = *graph.add_node();
    cast.set_op_type("Cast");
    cast.add_input("flat");
    cast.add_output("logits");
    auto& to = *cast.add_attribute();
    to.set_name("to");
    to.set_type(onnx::AttributeProto::INT);
    to.set_i(onnx::TensorProto::FLOAT);
    auto& output = *graph.add_output();
    output.set_name("logits");
    output.mutable_type()->mutable_tensor_type()->set_elem_type(onnx::TensorProto::FLOAT);
    for (const QByteArray& side : QByteArray::fromStdString(lines.next()).split(' ')) {
        addSide(*output.mutable_type()->mutable_tensor_type()->mutable_shape(), side.toStdString());
    }
    while (!lines.isAtEnd()) {
        auto& entry = *model.add_metadata_props();
        entry.set_key(lines.next());
        entry.set_value(lines.next());
    }
    return QByteArray::fromStdString(model.SerializeAsString());
}

template <typename Read>
void mayRefuse(const Read& read) {
    try {
        read();
    } catch (const Error&) {  // as it should
    }
}

}  // namespace

void readHostile(const QByteArray& bytes) {
    deploy::countParameters(bytes);
    const QByteArray file = modelOf(Lines(bytes));
    for (const auto origin : {deploy::OnnxOrigin::DistilLab, deploy::OnnxOrigin::Anywhere}) {
        mayRefuse([&] {
            const deploy::OnnxModel model(file, u"teacher.onnx"_s, 1, origin);
            demand(model.classCount() > 0, "a classifier has classes");
            demand(model.labels().isEmpty() || model.labels().size() == model.classCount(), "a label for each class");
            mayRefuse([&] { deploy::imageSignatureOf(model); });
            mayRefuse([&] { deploy::textSignatureOf(model); });
        });
    }
}

std::vector<QByteArray> seeds() {
    return {
        "m\nimage\npixel_values\nbatch 1 2 2\nbatch 4\nlabels\n[\"a\",\"b\",\"c\",\"d\"]\nimage_mean\n[0.5]\n"
        "image_std\n[0.25]\nrecipe\nversion: 1\nproducer\nDistilLab",
        "m\ntext\ninput_ids\nbatch 3\nbatch 3\nlabels\n[\"a\",\"b\",\"c\"]\nmodel_type\nbert\nmax_length\n64"};
}

}  // namespace distillab::fuzz
