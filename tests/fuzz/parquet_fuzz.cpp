#include "core/data/load_text.h"
#include "tests/core/data/parquet_bytes.h"
#include "tests/fuzz/fuzz.h"

/// Arrow itself is no part of the build and has no eyes for the fuzzer; what is done with its columns has.
namespace distillab::fuzz {

using namespace Qt::Literals::StringLiterals;

void readHostile(const QByteArray& bytes) {
    experiment::DataSpec spec;
    spec.train = asFile(bytes, u"table.parquet"_s);
    spec.skipBadRows = true;
    const data::TablePreview preview = data::previewTable(spec);
    if (preview.problem.isEmpty()) data::loadText(spec);
}

std::vector<QByteArray> seeds() {
    const auto texts = test::strings({"good", "bad", std::nullopt, "so\xFFso"});
    const auto labels = test::integers({1, 0, 1, std::nullopt});
    return {test::parquetBytes({"text", "label"}, {texts, labels}),
            test::parquetBytes({"text", "label"}, {texts, labels},
                               R"({"info":{"features":{"label":{"names":["no","yes"],"_type":"ClassLabel"}}}})")};
}

}  // namespace distillab::fuzz
