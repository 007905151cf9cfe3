#pragma once

#include "core/endpoint/collector.h"

#include <QString>
#include <QStringList>

#include <functional>
#include <vector>

namespace distillab::endpoint {

/// The question that an endpoint is asked about every text.
struct LabelTask {
    QString prompt;      ///< what to judge, in the user's words; empty: "Which label fits the text?"
    QStringList labels;  ///< as the data has them
    int samples = 5;     ///< answers per text where the server gives no log-probabilities
    double temperature = 1;
};

struct LabelText {
    QString text;
    QString pair;  ///< the second text of a pair; else empty
};

enum class LabelSource { TokenProbabilities, Samples };

/// A text ends either labelled or listed.
struct LabelledText {
    std::vector<double> probabilities;  ///< one per label, all above 0, sum 1; empty when there is no answer
    LabelSource source = LabelSource::TokenProbabilities;
    QString reason;  ///< why there is no answer, ready to be shown

    bool isLabelled() const { return !probabilities.empty(); }
};

struct Labels {
    std::vector<LabelledText> texts;  ///< in the order given
    Ending ending;
};

/// Lets an endpoint label texts.
///
/// The labels go by codes, A, B, C …, which the system prompt lists: a label's own words can be several tokens, or
/// share their first one, where a capital letter is one token in every common vocabulary. The model answers with one
/// letter.
///
/// *From token probabilities*, where the server gives `top_logprobs`: the probabilities of the answer's first token,
/// those of a letter with and without blanks around it added up, renormalised over the labels. A letter that is not
/// among the candidates gets the smaller of the least candidate's probability and an even share of what the candidates
/// leave over. Where all letters together have less than a tenth, the model wants to say something else.
///
/// *From samples* (self-consistency, Wang et al. 2022), where the server gives none, or there are more than 26 labels,
/// which then go by numbers: `samples` answers at `temperature`, as JSON {"label": "A"} where the server knows JSON
/// mode; (count + ½) / (answers + labels / 2), so that no label is impossible (Krichevsky and Trofimov 1981).
///
/// The first text that is answered shows which of the two it is; texts before all others are asked one at a time.
/// An answer outside the labels is asked for once more in firmer words, then the text is listed with the answer. Every
/// text ends labelled or listed, also after a limit or when the server is gone.
class Labeller {
public:
    /// @throws RequestError when the options or the task cannot be
    Labeller(const EndpointOptions& options, const ApiKey& key, AnswerStore& store, LabelTask task,
             RunControl& control);
    ~Labeller();

    std::function<void(const Progress&)> onProgress = [](const Progress&) {};
    std::function<void(const QString&)> onRemark = [](const QString&) {};

    /// Blocks; for a thread of work. @throws Stopped, WorkError
    Labels label(const std::vector<LabelText>& texts);

private:
    class Work;

    EndpointOptions m_options;
    ApiKey m_key;
    AnswerStore& m_store;
    LabelTask m_task;
    RunControl& m_control;
};

/// What the labels are called in prompts: "A", "B", … or, for more than 26, "01", "02", ….
QStringList labelCodes(qsizetype labels);
/// Few enough for letters, and so for token probabilities.
bool labelsAreLetters(qsizetype labels);

/// Probabilities of the codes from the candidates of an answer's first token; empty when the model wants to say
/// something else. See Labeller.
std::vector<double> codeProbabilities(const std::vector<TokenChance>& candidates, const QStringList& codes);

/// The label that an answer names, by code or by its own words, -1 when it names none or several: "B", "(b)",
/// "**B. positive**", "Answer: B", {"label": "B"}.
int labelOf(const QString& answer, const QStringList& codes, const QStringList& labels);

/// (count + ½) / (answers + labels / 2).
std::vector<double> smoothedShares(const std::vector<int>& counts);

/// The questions for one text: for estimates, tests, and a look before the start.
ChatRequest labelRequest(const LabelTask& task, const LabelText& text, LabelSource source, int sample, bool isFirm);

}  // namespace distillab::endpoint
