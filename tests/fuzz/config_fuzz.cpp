#include "core/models/transformer_config.h"
#include "tests/fuzz/fuzz.h"

namespace distillab::fuzz {

using namespace Qt::Literals::StringLiterals;

void readHostile(const QByteArray& bytes) {
    const models::TransformerConfig config = models::parseTransformerConfig(bytes, u"config.json"_s);
    demand(models::parameterCount(config) > 0, "a model has weights");
    demand(models::multiplyAdds(config, config.maxTokens()) > 0, "a model computes");
    demand(!models::transformerTensors(config).empty(), "a model has tensors");
    demand(models::parseTransformerConfig(models::writeTransformerConfig(config), u"again"_s) == config,
           "what is written reads as the same");
}

std::vector<QByteArray> seeds() {
    std::vector<QByteArray> all;
    for (const models::ModelInfo& model : models::listTextModels()) {
        all.push_back(models::writeTransformerConfig(models::buildTextModel(model.name, 100, {u"no"_s, u"yes"_s})));
    }
    all.push_back(R"({"model_type":"distilbert","dim":12,"n_heads":3,"n_layers":2,"hidden_dim":7,"vocab_size":9})");
    return all;
}

}  // namespace distillab::fuzz
