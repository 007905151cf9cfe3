#include "core/endpoint/from_experiment.h"

namespace distillab::endpoint {

EndpointOptions optionsOf(const experiment::EndpointSpec& spec) {
    EndpointOptions options;
    options.url = spec.url;
    options.model = spec.model;
    options.keyVariable = spec.keyVariable;
    options.concurrency = spec.concurrency;
    options.maxRequests = spec.maxRequests;
    options.maxCost = spec.maxCost;
    options.priceIn = spec.priceIn;
    options.priceOut = spec.priceOut;
    return options;
}

LabelTask taskOf(const experiment::EndpointSpec& spec, const QStringList& classNames) {
    return {spec.prompt, classNames, spec.samples, spec.temperature};
}

}  // namespace distillab::endpoint
