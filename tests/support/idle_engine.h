#pragma once

#include "core/base/error.h"
#include "core/session/engine.h"

namespace distillab::test {

/// An engine that is asked for nothing: a test's own engine overrides the one call that it answers.
class IdleEngine : public session::Engine {
public:
    QString description() const override { return QStringLiteral("idle"); }
    report::RunReport run(const experiment::Experiment&, const QString&, bool, report::RunListener&,
                          RunControl&) override {
        refuse();
    }
    report::ModelReport evaluate(const QString&, const QString&) override { refuse(); }
    report::OnnxReport exportOnnx(const QString&, const QString&, const std::optional<experiment::OnnxSpec>&,
                                  RunControl&) override {
        refuse();
    }
    std::vector<session::Prediction> predict(const QString&, const std::vector<session::Question>&) override {
        refuse();
    }
    session::ModelFacts describe(const QString&) override { refuse(); }
    void writeTestAnswers(const QString&, RunControl&) override { refuse(); }
    report::Measurement measure(const QString&, RunControl&) override { refuse(); }
    int hostScript(const QString&, int) override { refuse(); }

private:
    [[noreturn]] static void refuse() { throw WorkError(QStringLiteral("not asked for")); }
};

}  // namespace distillab::test
