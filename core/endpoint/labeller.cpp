#include "core/endpoint/labeller.h"

#include "core/base/error.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace distillab::endpoint {
namespace {

using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::Labeller)
};

constexpr qsizetype kMostLetters = 26;
/// The most that the API gives.
constexpr int kCandidates = 20;
constexpr double kLeastMass = 0.1;
/// No label is impossible: the logarithm has to stay a number.
constexpr double kLeastProbability = 1e-8;
/// A letter and what some models put around it; reading one token would save nothing and hide odd answers.
constexpr int kLetterTokens = 4;
constexpr int kSampleTokens = 24;
constexpr qsizetype kAnswerShown = 60;

QString systemPrompt(const LabelTask& task, LabelSource source, bool isFirm) {
    const QStringList codes = labelCodes(task.labels.size());
    // The prompt is for the model, in the language that all of them know; it is no text of the window.
    QString prompt = task.prompt.trimmed().isEmpty() ? u"Which label fits the text?"_s : task.prompt.trimmed();
    prompt += u"\n\nThe labels:\n"_s;
    for (qsizetype i = 0; i < codes.size(); ++i) prompt += codes[i] + u" = "_s + task.labels[i] + u'\n';
    prompt +=
        source == LabelSource::Samples
            ? u"\nAnswer with a JSON object and nothing else: {\"label\": \"%1\"}, with the code of the label that "
              "fits best in place of %1."_s.arg(codes.first())
            : u"\nAnswer with the code of the label that fits best, as %1, and nothing else."_s.arg(codes.first());
    if (!isFirm) return prompt;
    return prompt +
           u"\nYour last answer was none of the labels. Even when unsure, choose exactly one of these codes, "
           "without any other word or sign: "_s +
           codes.join(u", "_s) + u'.';
}

QString userPrompt(const LabelText& text) {
    if (text.pair.isEmpty()) return text.text;
    return u"First text: "_s + text.text + u"\n\nSecond text: "_s + text.pair;
}

/// Vocabularies write a blank as "Ġ" or "▁"; some servers pass that on.
QString bareToken(QString token) {
    token.replace(u'Ġ', u' ');
    token.replace(u'▁', u' ');
    return token.trimmed();
}

int indexOf(const QStringList& words, const QString& word) {
    const auto found = std::ranges::find_if(
        words, [&](const QString& other) { return other.compare(word, Qt::CaseInsensitive) == 0; });
    return found == words.end() ? -1 : static_cast<int>(found - words.begin());
}

QString withoutDecoration(const QString& answer) {
    static const QRegularExpression around(u"^[\\s\"'`*_(\\[{<.,:;!-]+|[\\s\"'`*_)\\]}>.,:;!-]+$"_s);
    QString bare = answer;
    return bare.remove(around);
}

/// The value of "label", or of the only member, of a JSON object.
QString fromJson(const QString& answer) {
    const qsizetype begin = answer.indexOf(u'{');
    const qsizetype end = answer.lastIndexOf(u'}');
    if (begin < 0 || end < begin) return {};
    const json object = json::parse(answer.mid(begin, end - begin + 1).toStdString(), nullptr, false);
    if (!object.is_object() || object.empty()) return {};
    const auto named = object.find("label");
    const json& value = named != object.end() ? *named : object.begin().value();
    if (value.is_string()) return QString::fromStdString(value.get<std::string>());
    return value.is_number_integer() ? QString::fromStdString(value.dump()) : QString();
}

void checkTask(const LabelTask& task) {
    if (task.labels.size() < 2) throw RequestError(Text::tr("an endpoint needs at least two labels to choose from"));
    if (task.samples < 1 || task.samples > 100) {
        throw RequestError(Text::tr("between 1 and 100 answers per text can be asked for"));
    }
}

}  // namespace

bool labelsAreLetters(qsizetype labels) { return labels <= kMostLetters; }

QStringList labelCodes(qsizetype labels) {
    QStringList codes;
    for (qsizetype i = 0; i < labels; ++i) {
        codes << (labelsAreLetters(labels)
                      ? QString(QChar(u'A' + static_cast<char16_t>(i)))
                      : QString::number(i + 1).rightJustified(QString::number(labels).size(), u'0'));
    }
    return codes;
}

std::vector<double> codeProbabilities(const std::vector<TokenChance>& candidates, const QStringList& codes) {
    std::vector<double> chances(static_cast<size_t>(codes.size()), 0.0);
    double sum = 0;
    double least = 1;
    for (const TokenChance& candidate : candidates) {
        const double probability = std::exp(candidate.logprob);
        sum += probability;
        least = std::min(least, probability);
        const qsizetype code = codes.indexOf(bareToken(candidate.token));
        if (code >= 0) chances[static_cast<size_t>(code)] += probability;
    }
    const double mass = std::accumulate(chances.begin(), chances.end(), 0.0);
    if (mass < kLeastMass) return {};
    const auto unseen = static_cast<double>(std::ranges::count(chances, 0.0));
    const double share = unseen > 0 ? std::min(least, std::max(0.0, 1 - sum) / unseen) : 0;
    for (double& chance : chances) chance = std::max(chance > 0 ? chance : share, kLeastProbability);
    const double total = std::accumulate(chances.begin(), chances.end(), 0.0);
    for (double& chance : chances) chance /= total;
    return chances;
}

int labelOf(const QString& answer, const QStringList& codes, const QStringList& labels) {
    const QString inside = fromJson(answer);
    const QString bare = withoutDecoration(inside.isEmpty() ? answer : inside);
    for (const QStringList& names : {codes, labels}) {
        if (const int index = indexOf(names, bare); index >= 0) return index;
    }
    // "Answer: B", "The label is B", "B. positive", "B = positive"
    static const QRegularExpression named(u"\\b(?:answer|label)\\b(?: is)?\\W+(\\S.*)$"_s,
                                          QRegularExpression::CaseInsensitiveOption);
    if (const auto match = named.match(bare); match.hasMatch()) {
        const QString rest = match.captured(1);
        if (rest != bare) return labelOf(rest, codes, labels);
    }
    static const QRegularExpression both(u"^(\\w+)\\s*[.):=-]+\\s*(.+)$"_s);
    if (const auto match = both.match(bare); match.hasMatch()) {
        const int byCode = indexOf(codes, match.captured(1));
        const int byName = indexOf(labels, withoutDecoration(match.captured(2)));
        if (byCode >= 0 && byCode == byName) return byCode;
    }
    return -1;
}

std::vector<double> smoothedShares(const std::vector<int>& counts) {
    const double all = std::accumulate(counts.begin(), counts.end(), 0) + static_cast<double>(counts.size()) / 2;
    std::vector<double> shares;
    for (const int count : counts) shares.push_back((count + 0.5) / all);
    return shares;
}

ChatRequest labelRequest(const LabelTask& task, const LabelText& text, LabelSource source, int sample, bool isFirm) {
    ChatRequest request;
    request.messages = {{u"system"_s, systemPrompt(task, source, isFirm)}, {u"user"_s, userPrompt(text)}};
    request.sample = sample;
    if (source == LabelSource::Samples) {
        request.temperature = task.temperature;
        request.maxTokens = kSampleTokens;
        request.json = true;
    } else {
        request.maxTokens = kLetterTokens;
        request.topLogprobs = kCandidates;
    }
    return request;
}

/// One call of label(): all rows with what is known of each.
class Labeller::Work {
public:
    Work(Labeller& labeller, const std::vector<LabelText>& texts)
        : m_task(labeller.m_task),
          m_texts(texts),
          m_codes(labelCodes(m_task.labels.size())),
          m_rows(texts.size()),
          m_collector(labeller.m_options, labeller.m_key, labeller.m_store, jobOf(labeller, texts), labeller.m_control),
          m_tokensAreKnown(!labelsAreLetters(m_task.labels.size())) {
        m_collector.onProgress = labeller.onProgress;
        m_collector.onRemark = labeller.onRemark;
        if (m_tokensAreKnown) m_source = LabelSource::Samples;
    }

    Labels run() {
        if (m_tokensAreKnown) {
            askAll(0);
        } else if (!m_texts.empty()) {
            askForLetter(0, false);
        }
        Labels labels;
        labels.ending = m_collector.run();
        for (Row& row : m_rows) labels.texts.push_back(std::move(row.result));
        return labels;
    }

private:
    struct Row {
        LabelledText result;
        std::vector<int> counts;
        int missing = 0;  ///< samples that have not come
        QString lastOdd;  ///< what the model said instead of a label
        QString lastReason;
        bool isCut = false;  ///< a sample was not asked for: fewer would give other numbers than after a resume
    };

    static QByteArray jobOf(const Labeller& labeller, const std::vector<LabelText>& texts) {
        QList<QByteArray> parts{chatUrl(labeller.m_options).toEncoded(), labeller.m_options.model.toUtf8(),
                                labeller.m_task.prompt.toUtf8(), labeller.m_task.labels.join(u'\n').toUtf8()};
        for (const LabelText& text : texts) parts << text.text.toUtf8() << text.pair.toUtf8();
        return jobName(parts);
    }

    void askAll(size_t from) {
        for (size_t row = from; row < m_texts.size(); ++row) {
            if (m_source == LabelSource::Samples) {
                askForSamples(row);
            } else {
                askForLetter(row, false);
            }
        }
    }

    ChatRequest request(size_t row, LabelSource source, int sample, bool isFirm) const {
        return labelRequest(m_task, m_texts[row], source, sample, isFirm);
    }

    void askForLetter(size_t row, bool isFirm) {
        m_collector.ask(request(row, LabelSource::TokenProbabilities, 0, isFirm),
                        [this, row, isFirm](const Outcome& outcome) { takeLetter(row, isFirm, outcome); });
    }

    void takeLetter(size_t row, bool isFirm, const Outcome& outcome) {
        if (!m_tokensAreKnown) learn(row, outcome);
        if (!outcome.reply) return list(row, outcome.reason);
        const ChatReply& reply = *outcome.reply;
        if (reply.firstToken.empty()) return askForSamples(row);
        std::vector<double> probabilities = codeProbabilities(reply.firstToken, m_codes);
        if (!probabilities.empty()) {
            m_rows[row].result.probabilities = std::move(probabilities);
            return;
        }
        if (!isFirm) return askForLetter(row, true);
        listOdd(row, reply.text);
    }

    /// From the first text that is answered: whether this server gives token probabilities.
    void learn(size_t row, const Outcome& outcome) {
        if (!outcome.reply) {
            if (row + 1 < m_texts.size()) askForLetter(row + 1, false);
            return;
        }
        m_tokensAreKnown = true;
        if (outcome.reply->firstToken.empty()) m_source = LabelSource::Samples;
        askAll(row + 1);
    }

    void askForSamples(size_t row) {
        m_rows[row].result.source = LabelSource::Samples;
        m_rows[row].counts.assign(static_cast<size_t>(m_task.labels.size()), 0);
        m_rows[row].missing = m_task.samples;
        for (int sample = 0; sample < m_task.samples; ++sample) askForSample(row, sample, false);
    }

    void askForSample(size_t row, int sample, bool isFirm) {
        m_collector.ask(
            request(row, LabelSource::Samples, sample, isFirm),
            [this, row, sample, isFirm](const Outcome& outcome) { takeSample(row, sample, isFirm, outcome); });
    }

    void takeSample(size_t rowNumber, int sample, bool isFirm, const Outcome& outcome) {
        Row& row = m_rows[rowNumber];
        if (outcome.reply) {
            const int label = labelOf(outcome.reply->text, m_codes, m_task.labels);
            if (label < 0 && !isFirm) return askForSample(rowNumber, sample, true);
            if (label < 0) row.lastOdd = outcome.reply->text;
            if (label >= 0) ++row.counts[static_cast<size_t>(label)];
        } else {
            row.lastReason = outcome.reason;
            row.isCut = row.isCut || !outcome.isAsked;
        }
        if (--row.missing > 0) return;
        if (!row.isCut && std::accumulate(row.counts.begin(), row.counts.end(), 0) > 0) {
            row.result.probabilities = smoothedShares(row.counts);
        } else if (row.lastReason.isEmpty()) {
            listOdd(rowNumber, row.lastOdd);
        } else {
            list(rowNumber, row.lastReason);
        }
    }

    void list(size_t row, const QString& reason) { m_rows[row].result.reason = reason; }

    void listOdd(size_t row, const QString& answer) {
        list(row, Text::tr("the answer is none of the labels: “%1”").arg(answer.simplified().left(kAnswerShown)));
    }

    const LabelTask& m_task;
    const std::vector<LabelText>& m_texts;
    QStringList m_codes;
    std::vector<Row> m_rows;
    Collector m_collector;
    bool m_tokensAreKnown;  ///< whether the server gives token probabilities is known
    LabelSource m_source = LabelSource::TokenProbabilities;
};

Labeller::Labeller(const EndpointOptions& options, const ApiKey& key, AnswerStore& store, LabelTask task,
                   RunControl& control)
    : m_options(options), m_key(key), m_store(store), m_task(std::move(task)), m_control(control) {
    checkOptions(options);
    checkTask(m_task);
}

Labeller::~Labeller() = default;

Labels Labeller::label(const std::vector<LabelText>& texts) { return Work(*this, texts).run(); }

}  // namespace distillab::endpoint
