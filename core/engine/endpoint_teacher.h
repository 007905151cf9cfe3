#pragma once

#include "core/endpoint/labeller.h"
#include "core/engine/text_task.h"

#include <functional>

namespace distillab::engine {

/// A teacher that is asked over the network: a chat model. It stands where a run has its teacher's model, and reads
/// through the student's tokenizer; what it says comes from ask(). The model inside cannot be run.
class EndpointTeacher : public TextReader {
public:
    EndpointTeacher(const experiment::EndpointSpec& spec, const QStringList& classNames,
                    tokenizers::Tokenizer tokenizer, int maxLength);
    ~EndpointTeacher() override;

    nn::Model& model() override;
    QStringList labels() const override { return m_task.labels; }
    /// Nobody outside knows how many.
    std::int64_t parameterCount() override { return 0; }
    qint64 bytes() const override { return 0; }
    bool isOurs() const override { return false; }
    void save(const QString& folder, models::DType type) override;
    deploy::WrittenModel toOnnx(const QString& recipe, const deploy::WeightPlan& plan,
                                deploy::OnnxDataFile* data) override;
    deploy::Inputs onnxInputs(const nn::Batch& batch) const override;

    /// Asks about every text; what was answered before, by whichever run, comes from the cache folder.
    /// @param share  told how much is done, 0…1
    /// @throws Stopped
    endpoint::Labels ask(const std::vector<endpoint::LabelText>& texts, report::RunListener& listener,
                         RunControl& control, const std::function<void(double)>& share);

private:
    class Unasked;

    endpoint::EndpointOptions m_options;
    endpoint::LabelTask m_task;
    std::unique_ptr<Unasked> m_model;
};

}  // namespace distillab::engine
