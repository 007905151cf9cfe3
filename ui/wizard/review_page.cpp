#include "ui/wizard/review_page.h"

#include "core/experiment/presets.h"
#include "core/library/runs_folder.h"
#include "core/report/wording.h"
#include "ui/widgets/card.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/two_columns.h"
#include "ui/wizard/fields.h"
#include "ui/wizard/memory_need.h"
#include "ui/wizard/table_preview_model.h"

#include <QDir>
#include <QFileInfo>
#include <QGridLayout>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>

#include <cmath>

namespace distillab::ui {

using namespace Qt::Literals::StringLiterals;
using report::countText;

namespace {

/// A card with an empty table in it.
QWidget* makeTable(const QString& heading, QGridLayout*& grid) {
    auto* card = new Card(heading);
    grid = new QGridLayout;
    grid->setHorizontalSpacing(kGap);
    grid->setVerticalSpacing(4);
    grid->setColumnStretch(1, 1);
    card->content()->addLayout(grid);
    card->content()->addStretch();
    return card;
}

QString augmentation(const experiment::DataSpec& data) {
    QStringList changes;
    if (data.shift > 0) changes << ReviewPage::tr("moved by up to %n pixel(s)", nullptr, data.shift);
    if (data.flip) changes << ReviewPage::tr("mirrored");
    return changes.isEmpty() ? ReviewPage::tr("no") : changes.join(u", "_s);
}

QString startText(const experiment::StudentSpec& student) {
    switch (student.start) {
        case experiment::StudentStart::Teacher:
            return student.layers.isEmpty() ? ReviewPage::tr("layers of the teacher, evenly spaced")
                                            : ReviewPage::tr("layers %1 of the teacher").arg(student.layers);
        case experiment::StudentStart::Folder: return student.path;
        case experiment::StudentStart::Scratch: break;
    }
    return student.projectEmbeddings ? ReviewPage::tr("the teacher's words, projected")
                                     : ReviewPage::tr("random weights");
}

QString number(double value) { return QLocale().toString(value, 'g', 6); }

QString percent(double share) { return QString::number(std::lround(share * 100)); }

/// "Hidden states × 0.14, 0–50 % of the run"
QString lossText(const experiment::LossSpec& spec) {
    QString text = experiment::titleOfPart(experiment::nameOf(spec.loss));
    if (spec.weight != experiment::Course(1.0)) text += u" × "_s + report::courseText(spec.weight);
    if (spec.begin <= 0 && spec.end >= 1) return text;
    return ReviewPage::tr("%1, %2–%3 % of the run").arg(text, percent(spec.begin), percent(spec.end));
}

QString originText(const experiment::TeacherSpec& teacher) {
    switch (teacher.source) {
        case experiment::TeacherSource::Hub: return ReviewPage::tr("the Hugging Face hub");
        case experiment::TeacherSource::Endpoint: return teacher.endpoint.url;
        default: return teacher.path;
    }
}

QString samplingText(experiment::SamplingBy by) {
    switch (by) {
        case experiment::SamplingBy::Entropy: return ReviewPage::tr("more where the teacher is unsure");
        case experiment::SamplingBy::Disagreement: return ReviewPage::tr("more where the two disagree");
        case experiment::SamplingBy::Uniform: break;
    }
    return ReviewPage::tr("all alike");
}

}  // namespace

ReviewPage::ReviewPage(ExperimentDraft& draft)
    : WizardPage(Step::Review, draft, tr("Review and start"),
                 tr("This is what will be done. Go back to change anything; while it runs you can pause, and stop "
                    "and resume later, without losing work.")) {
    body()->addWidget(makeRunCard());
    body()->addWidget(new TwoColumns(makeTable(tr("Data"), m_data), makeTable(tr("Teacher"), m_teacher), 1, 1));
    body()->addWidget(
        new TwoColumns(makeTable(tr("Student"), m_student), makeTable(tr("Distillation"), m_distill), 1, 1));
    body()->addStretch(1);
}

QWidget* ReviewPage::makeRunCard() {
    auto* card = new Card;
    m_name = new QLineEdit;
    m_name->setObjectName(u"wizard.review.name"_s);
    m_folder = new QLineEdit;
    m_folder->setObjectName(u"wizard.review.folder"_s);
    auto* browse = new QPushButton(tr("Bro&wse…"));
    browse->setObjectName(u"wizard.review.browse"_s);
    browse->setAutoDefault(true);
    m_plan = makeLabel({}, TextRole::Muted);
    m_plan->setObjectName(u"wizard.review.plan"_s);
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(kGap);
    grid->setVerticalSpacing(kSmallGap);
    grid->addWidget(makeFieldLabel(tr("Na&me:"), m_name), 0, 0);
    grid->addWidget(m_name, 0, 1, 1, 2);
    grid->addWidget(makeFieldLabel(tr("Fol&der:"), m_folder), 1, 0);
    grid->addWidget(m_folder, 1, 1);
    grid->addWidget(browse, 1, 2);
    m_sweep = new QPushButton(tr("Compare several se&ttings…"));
    m_sweep->setObjectName(u"wizard.review.sweep"_s);
    m_sweep->setToolTip(tr("Trains a student for each of several temperatures and values of alpha, with one teacher."));
    m_sweep->setAutoDefault(true);
    grid->addWidget(m_plan, 2, 1);
    grid->addWidget(m_sweep, 2, 2);
    card->content()->addLayout(grid);
    connect(m_name, &QLineEdit::textEdited, this,
            [this](const QString& name) { draft().edit([&](auto& e) { e.name = name; }); });
    connect(m_folder, &QLineEdit::textEdited, this, [this](const QString& folder) { draft().setRunFolder(folder); });
    connect(browse, &QPushButton::clicked, this, &ReviewPage::browse);
    connect(m_sweep, &QPushButton::clicked, this, &ReviewPage::sweepRequested);
    return card;
}

void ReviewPage::browse() {
    const QString parent =
        askForFolder(this, tr("Folder in which the run gets a folder of its own"), library::runsFolder());
    if (parent.isEmpty()) return;
    draft().setRunFolder(QDir(parent).filePath(QFileInfo(draft().runFolder()).fileName()));
}

void ReviewPage::refresh() {
    setQuietly(m_name, draft().experiment().name);
    setQuietly(m_folder, draft().runFolder());
    m_sweep->setEnabled(draft().firstIncomplete() == Step::Review);
    const TrainingPlan plan = draft().plan();
    QStringList parts;
    if (plan.teacherSteps > 0) parts << tr("%1 for the teacher").arg(countText(plan.teacherSteps));
    if (plan.assistantSteps > 0) parts << tr("%1 for the assistants").arg(countText(plan.assistantSteps));
    parts << tr("%1 for the student").arg(countText(plan.studentSteps));
    if (plan.baselineSteps > 0) parts << tr("%1 for the student without teacher").arg(countText(plan.baselineSteps));
    m_plan->setText(tr("About %1 training steps: %2.").arg(countText(plan.total()), parts.join(u", "_s)));
    fill(m_data, dataRows());
    fill(m_teacher, teacherRows());
    fill(m_student, studentRows());
    fill(m_distill, distillRows());
}

ReviewPage::Rows ReviewPage::dataRows() const {
    const experiment::DataSpec& data = draft().experiment().data;
    const QString sample = draft().isText() ? tr("Movie reviews") : tr("Fashion-MNIST");
    Rows rows = {{draft().isText() ? tr("Texts") : tr("Pictures"), draft().usesSampleData() ? sample : data.train}};
    if (const auto table = draft().table()) {
        rows << std::pair(tr("Columns"),
                          tr("%1 → %2", "text column and label column")
                              .arg(columnTitle(*table, table->textColumn), columnTitle(*table, table->labelColumn)));
    }
    if (const auto& preview = draft().preview()) {
        rows << std::pair(tr("Training"), countText(preview->trainItems))
             << std::pair(tr("Validation"), countText(preview->validationItems))
             << std::pair(tr("Test"), countText(preview->testItems))
             << std::pair(tr("Classes"), countText(preview->classNames.size()));
    }
    if (data.labelled > 0) rows << std::pair(tr("Labels used"), countText(data.labelled));
    if (!data.unlabelled.isEmpty()) rows << std::pair(tr("Without labels"), data.unlabelled);
    if (data.augment.copies > 0) rows << std::pair(tr("Changed copies"), countText(data.augment.copies));
    rows << (draft().isText() ? std::pair(tr("Most tokens"), countText(data.maxLength))
                              : std::pair(tr("Changed at random"), augmentation(data)));
    return rows << std::pair(tr("Seed"), QString::number(data.seed));
}

ReviewPage::Rows ReviewPage::trainingRows(const experiment::TrainingSpec& training) {
    return {{tr("Epochs"), countText(training.epochs)},
            {tr("Batch size"), countText(training.batchSize)},
            {tr("Learning rate"),
             tr("%1, %2 schedule").arg(number(training.learningRate), scheduleName(training.schedule))},
            {tr("Optimizer"), optimizerName(training.optimizer)}};
}

ReviewPage::Rows ReviewPage::teacherRows() const {
    const experiment::TeacherSpec& teacher = draft().experiment().teacher;
    Rows rows = firstTeacherRows();
    QStringList further;
    for (const experiment::FurtherTeacher& other : teacher.also) {
        further << QFileInfo(other.path).fileName() + u" × "_s + number(other.weight);
    }
    if (!further.isEmpty()) rows << std::pair(tr("Further teachers"), further.join(u'\n'));
    if (!teacher.assistants.empty()) {
        rows << std::pair(tr("Assistants"), experiment::assistantsText(teacher));
    }
    if (const QString note = report::teacherExportNote(draft().experiment()); !note.isEmpty()) {
        rows << std::pair(tr("ONNX file"), note);
    }
    return rows;
}

ReviewPage::Rows ReviewPage::firstTeacherRows() const {
    const experiment::TeacherSpec& teacher = draft().experiment().teacher;
    const std::optional<ModelChoice> model = draft().teacher();
    Rows rows = {{tr("Model"), model ? model->model : u"–"_s}};
    if (const auto size = draft().teacherSize()) rows << std::pair(tr("Parameters"), countText(size->parameters));
    if (teacher.source == experiment::TeacherSource::Train) return rows << trainingRows(teacher.training);
    rows << std::pair(tr("Taken from"), originText(teacher));
    if (teacher.quantised) rows << std::pair(tr("Answers with"), tr("int8 layers, if they agree"));
    if (!draft().isText() || draft().teacherOnlyAnswers()) return rows;
    if (draft().teacherIsReady()) return rows << std::pair(tr("Fine-tuning"), tr("not needed"));
    return rows << trainingRows(teacher.finetune);
}

ReviewPage::Rows ReviewPage::studentRows() const {
    const experiment::StudentSpec& student = draft().experiment().student;
    Rows rows = {{tr("Model"), student.model}};
    if (draft().isText()) rows << std::pair(tr("Begins with"), startText(student));
    if (!draft().isText() && student.width != 1) rows << std::pair(tr("Width multiplier"), number(student.width));
    const auto size = draft().studentSize();
    const auto teacher = draft().teacherSize();
    if (size) rows << std::pair(tr("Parameters"), countText(size->parameters));
    if (student.precision == experiment::WeightFormat::Fp16) {
        rows << std::pair(tr("Weights"), tr("half precision, half the bytes"));
    }
    const experiment::Experiment& e = draft().experiment();
    if (e.onnx.enabled) {
        const QStringList formats = experiment::onnxFormats(e.onnx.precision, student.precision);
        rows << std::pair(tr("ONNX files"), formats.join(u", "_s));
    }
    if (size && teacher) {
        rows << std::pair(tr("Beside the teacher"), sizeComparison(*teacher, *size))
             << std::pair(draft().isText() ? tr("To compute per text") : tr("To compute per picture"),
                          workComparison(*teacher, *size));
    }
    return rows;
}

ReviewPage::Rows ReviewPage::distillRows() const {
    const experiment::DistillSpec& distill = draft().experiment().distill;
    const std::optional<experiment::Preset> preset = experiment::findPreset(distill.preset);
    QStringList losses;
    for (const experiment::LossSpec& spec : distill.losses) losses << lossText(spec);
    Rows rows = {{tr("Recipe"), preset ? preset->title : tr("Own", "a recipe of the user's own")},
                 {tr("Temperature"), report::courseText(distill.temperature)},
                 {tr("Alpha"), report::courseText(distill.alpha)},
                 {tr("Losses"), losses.join(u'\n')}};
    if (distill.sampling.by != experiment::SamplingBy::Uniform) {
        rows << std::pair(tr("Examples drawn"), samplingText(distill.sampling.by));
    }
    rows << trainingRows(distill.training);
    if (const auto memory = memoryEstimateOf(draft())) {
        rows << std::pair(tr("Memory needed"), tr("about %1").arg(report::bytesText(memory->total())));
    }
    return rows << std::pair(tr("Student without teacher"),
                             distill.baseline ? tr("trained, too, for comparison") : tr("no"));
}

void ReviewPage::fill(QGridLayout* grid, const Rows& rows) {
    while (QLayoutItem* item = grid->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (int i = 0; i < rows.size(); ++i) {
        QLabel* value = makeLabel(rows[i].second, TextRole::Body);
        value->setMinimumWidth(96);
        QLabel* setting = makeLabel(rows[i].first, TextRole::Muted);
        setting->setWordWrap(false);
        grid->addWidget(setting, i, 0, Qt::AlignTop);
        grid->addWidget(value, i, 1);
    }
}

}  // namespace distillab::ui
