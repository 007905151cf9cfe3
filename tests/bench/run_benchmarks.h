#pragma once

#include "core/base/error.h"

#include <benchmark/benchmark.h>

#include <cstdio>

namespace distillab::bench {

/// What main() ends with once the benchmarks are registered. A missing file or model is told in one sentence.
inline int runBenchmarks(int argc, char** argv) {
    benchmark::Initialize(&argc, argv);
    try {
        benchmark::RunSpecifiedBenchmarks();
    } catch (const Error& error) {
        std::fprintf(stderr, "%s\n", qPrintable(error.text()));
        return kExitBadRequest;
    }
    benchmark::Shutdown();
    return 0;
}

}  // namespace distillab::bench
