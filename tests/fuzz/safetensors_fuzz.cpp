#include "core/models/safetensors.h"

#include "core/base/files.h"
#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/touch.h"

namespace distillab::fuzz {

using namespace Qt::Literals::StringLiterals;

void readHostile(const QByteArray& bytes) { touch(models::readSafetensors(asFile(bytes, u"model.safetensors"_s))); }

std::vector<QByteArray> seeds() {
    const std::vector<std::byte> values(48);
    const auto of = [&](const char* name, models::DType type, std::vector<std::int64_t> shape) {
        const auto size = static_cast<size_t>(*models::byteCount(shape, type));
        return models::TensorView{name, type, std::move(shape), std::span(values).first(size)};
    };
    const QString path = scratchFolder() + u"/seed.safetensors"_s;
    std::vector<QByteArray> all;
    for (const auto& tensors : std::vector<std::vector<models::TensorView>>{
             {},
             {of("a", models::DType::F32, {2, 3})},
             {of("a.weight", models::DType::F16, {4}), of("b", models::DType::I64, {}),
              of("c", models::DType::BF16, {0, 3})},
             {of("u", models::DType::U8, {2, 2, 2}), of("t", models::DType::Bool, {5}),
              of("d", models::DType::F64, {6})}}) {
        models::writeSafetensors(path, tensors, {{"format", "pt"}, {"x", "y"}});
        all.push_back(readFile(path));
    }
    return all;
}

}  // namespace distillab::fuzz
