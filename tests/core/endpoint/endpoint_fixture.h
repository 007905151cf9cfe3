#pragma once

#include "core/base/run_control.h"
#include "core/endpoint/answer_store.h"
#include "core/endpoint/options.h"
#include "tests/core/endpoint/loopback_chat.h"

#include <QTemporaryDir>

namespace distillab::test {

/// What every test of the endpoint needs: a server, a store in a folder of its own, and short waits.
struct EndpointFixture {
    EndpointFixture() {
        options.url = server.url();
        options.model = QStringLiteral("tiny");
        options.retries = {3, std::chrono::milliseconds(1), std::chrono::milliseconds(4), std::chrono::milliseconds(10),
                           std::chrono::seconds(300)};
        options.stall = std::chrono::milliseconds(400) * DISTILLAB_SLOWNESS;
        options.longest = std::chrono::milliseconds(400) * DISTILLAB_SLOWNESS;
        options.grace = std::chrono::milliseconds(300);
    }

    QString storePath() const { return folder.filePath(QStringLiteral("answers.jsonl")); }

    QTemporaryDir folder;
    LoopbackChat server;
    RunControl control;
    endpoint::EndpointOptions options;
};

/// A key that no other text contains.
inline const QString kTestKey = QStringLiteral("sk-Loopback/0123456789+abcdef");

}  // namespace distillab::test
