#include "core/models/torch_file.h"

#include "tests/core/models/recorded_weights.h"
#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/touch.h"

namespace distillab::fuzz {

using namespace Qt::Literals::StringLiterals;

void readHostile(const QByteArray& bytes) { touch(models::readTorchFile(asFile(bytes, u"pytorch_model.bin"_s))); }

std::vector<QByteArray> seeds() { return {kTorchZip, kTorchLegacy}; }

}  // namespace distillab::fuzz
