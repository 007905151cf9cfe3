#include "core/advice/rules.h"
#include "core/experiment/run_folder.h"
#include "core/report/wording.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>

namespace distillab::advice {
namespace {

using namespace Qt::Literals::StringLiterals;
using experiment::Experiment;
using experiment::TeacherSource;
using report::durationText;
using report::percentText;
using report::Phase;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::SpeedRules)
};

/// How long a run may take before its owner is told how to shorten it.
constexpr double kPatienceSeconds = 300;
/// Shares of the whole time that are worth saving.
constexpr double kMuchForTheTeacher = 0.4;
constexpr double kMuchForAnswers = 0.25;
constexpr int kShortTexts = 64;
/// Share of the texts that have to be longer than what is proposed: cutting the few others saves nothing.
constexpr double kManyAreLong = 0.25;

/// One way to save time: what it is taken by, and how it is saved.
struct Saving {
    QString numbers;
    QString why;
    Settings settings;
};

QString partText(const QString& sentence, double seconds, double total) {
    return sentence.arg(durationText(total), durationText(seconds), percentText(seconds / total));
}

std::optional<Saving> trainedTeacherAgain(const Evidence& evidence, double total) {
    const double seconds = evidence.seconds(Phase::TeacherTrain);
    const QString teacher = experiment::RunFolder(evidence.record.folder).teacherFolder();
    if (seconds < kMuchForTheTeacher * total || !QFileInfo(teacher).isDir()) return std::nullopt;
    return Saving{partText(Text::tr("The run took %1, of these %2 (%3) for training the teacher."), seconds, total),
                  Text::tr("This run's teacher can teach the next student as it is; it need not be trained again."),
                  {{u"teacher.source"_s, u"run"_s}, {u"teacher.path"_s, evidence.record.folder}}};
}

/// Pictures that change from epoch to epoch have no answers that could be kept.
std::optional<Saving> askedForEveryBatch(const Evidence& evidence, double total) {
    const Experiment& experiment = evidence.experiment;
    if (!experiment.data.augmented() || !experiment.distill.listensToTeacher()) return std::nullopt;
    const double seconds = evidence.seconds(Phase::Distil) - evidence.seconds(Phase::Baseline);
    if (!experiment.distill.baseline || seconds < kMuchForAnswers * total) return std::nullopt;
    return Saving{partText(Text::tr("The run took %1, of these %2 (%3) because the teacher was asked anew about every "
                                    "changed picture."),
                           seconds, total),
                  Text::tr("Without shift and flip its answers are computed once and kept."),
                  {{u"data.shift"_s, u"0"_s}, {u"data.flip"_s, u"false"_s}}};
}

std::optional<Saving> answersComputed(const Evidence& evidence, double total) {
    const experiment::TeacherSpec& teacher = evidence.experiment.teacher;
    const double seconds = evidence.seconds(Phase::TeacherTargets);
    if (seconds < kMuchForAnswers * total || teacher.source == TeacherSource::Endpoint) return std::nullopt;
    const QString numbers =
        partText(Text::tr("The run took %1, of these %2 (%3) for the teacher's answers."), seconds, total);
    if (!teacher.cache) {
        return Saving{numbers,
                      Text::tr("Answers that are kept on disk serve later runs, whatever their temperature, alpha or "
                               "student."),
                      {{u"teacher.cache"_s, u"true"_s}}};
    }
    if (!evidence.experiment.learnsFromText() || teacher.quantised) return std::nullopt;
    return Saving{
        numbers,
        Text::tr("A teacher with int8 layers answers faster. Whether it still answers alike is measured first."),
        {{u"teacher.quantised"_s, u"true"_s}}};
}

/// A rough count: four letters of Latin script, or one character of another, to a token.
qsizetype tokensOf(const QString& text) {
    const auto others = std::ranges::count_if(text, [](QChar c) { return c.unicode() > 0x2e7f; });
    return others + (text.size() - others) / 4;
}

bool manyAreLongerThan(int tokens, const std::vector<report::TestAnswers::Item>& items) {
    const auto longer = std::ranges::count_if(items, [tokens](const report::TestAnswers::Item& item) {
        return tokensOf(item.text) + tokensOf(item.textPair) > tokens;
    });
    return static_cast<double>(longer) >= kManyAreLong * static_cast<double>(items.size());
}

std::optional<Saving> longTexts(const Evidence& evidence, double total) {
    const Experiment& experiment = evidence.experiment;
    if (!experiment.learnsFromText() || experiment.data.maxLength <= kShortTexts) return std::nullopt;
    const int shorter = std::max(kShortTexts, experiment.data.maxLength / 2);
    if (!evidence.record.answers || !manyAreLongerThan(shorter, evidence.record.answers->items)) return std::nullopt;
    const double seconds =
        evidence.seconds(Phase::TeacherTrain) + evidence.seconds(Phase::Distil) + evidence.seconds(Phase::Baseline);
    return Saving{partText(Text::tr("The run took %1, of these %2 (%3) for training, on texts of up to %4 tokens.")
                               .arg(u"%1"_s, u"%2"_s, u"%3"_s, QString::number(experiment.data.maxLength)),
                           seconds, total),
                  Text::tr("Long texts cost the most, and their beginning often says enough."),
                  {{u"data.max_length"_s, QString::number(shorter)}}};
}

}  // namespace

std::optional<Advice> trainingSlow(const Evidence& evidence) {
    const double total = evidence.totalSeconds();
    if (!evidence.report() || total < kPatienceSeconds) return std::nullopt;
    for (const auto find : {trainedTeacherAgain, askedForEveryBatch, answersComputed, longTexts}) {
        const std::optional<Saving> saving = find(evidence, total);
        if (!saving) continue;
        return makeAdvice(evidence, Text::tr("The run could be shorter"), saving->numbers, saving->why,
                          saving->settings);
    }
    return std::nullopt;
}

}  // namespace distillab::advice
