#include "core/models/pickle.h"

#include "tests/core/models/recorded_weights.h"
#include "tests/fuzz/fuzz.h"

/// The pickle by itself: inside an archive a checksum keeps changed ones out.
namespace distillab::fuzz {
namespace {

using namespace Qt::Literals::StringLiterals;

QByteArray text(const QByteArray& word) {
    return QByteArray("X") + static_cast<char>(word.size()) + QByteArray(3, '\0') + word;
}

}  // namespace

void readHostile(const QByteArray& bytes) {
    const auto program = std::as_bytes(std::span(bytes.constData(), static_cast<size_t>(bytes.size())));
    const models::pickle::Pickle pickle = models::pickle::read(program, 0, u"data.pkl"_s);
    demand(pickle.root < pickle.values.size() && pickle.end <= program.size(), "a pickle's root is one of its values");
    for (const auto& value : pickle.values) {
        if (const auto* tensor = std::get_if<models::pickle::Tensor>(&value)) {
            demand(tensor->storage < pickle.values.size(), "a tensor's storage is one of the values");
            demand(tensor->shape.size() == tensor->strides.size(), "a tensor has a stride for each side");
        }
    }
}

std::vector<QByteArray> seeds() {
    const QByteArray begin("\x80\x02", 2);
    const QByteArray tensor = "ctorch._utils\n_rebuild_tensor_v2\n((" + text("storage") + "ctorch\nFloatStorage\n" +
                              text("0") + text("cpu") + QByteArray("K\x06tQK\0K\x02K\x03\x86K\x03K\x01\x86\x89", 18) +
                              "ccollections\nOrderedDict\n)RtR";
    std::vector<QByteArray> all = {begin + "}q\x01(" + text("a") + "J\xFE\xFF\xFF\xFF" + text("b") + "\x88NG" +
                                       QByteArray("\x3F\xF8\0\0\0\0\0\0", 8) + "\x87" + text("c") + "](K\xFF" + "e" +
                                       "u.",
                                   begin + tensor + '.', begin + '}' + text("x") + tensor + "s."};
    const qsizetype at = kTorchZip.indexOf(begin);
    all.push_back(kTorchZip.mid(at, 512));
    all.push_back(kTorchLegacy);
    return all;
}

}  // namespace distillab::fuzz
