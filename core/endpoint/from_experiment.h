#pragma once

#include "core/endpoint/labeller.h"
#include "core/experiment/experiment.h"

namespace distillab::endpoint {

/// How an experiment's endpoint is reached.
EndpointOptions optionsOf(const experiment::EndpointSpec& spec);

/// What it is asked. @param classNames  of the data, in their order
LabelTask taskOf(const experiment::EndpointSpec& spec, const QStringList& classNames);

}  // namespace distillab::endpoint
