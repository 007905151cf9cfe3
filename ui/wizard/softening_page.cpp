#include "ui/wizard/softening_page.h"

#include "core/base/sentences.h"
#include "core/experiment/presets.h"
#include "ui/widgets/card.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/soft_targets.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/two_columns.h"
#include "ui/wizard/course_fields.h"
#include "ui/wizard/fields.h"
#include "ui/wizard/loss_list.h"
#include "ui/wizard/soft_target_chart.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QGridLayout>
#include <QLocale>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSlider>
#include <QToolButton>

#include <algorithm>
#include <cmath>

namespace distillab::ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kAlphaTicks = 100;
constexpr int kPictureSide = 96;
constexpr int kTallestChart = 380;
constexpr qsizetype kMostCharacters = 280;
constexpr double kLeastTemperature = 0.01;
constexpr double kMostTemperature = 100;

QBoxLayout* makeSliderRow(QSlider* slider, QDoubleSpinBox* field) {
    auto* row = new QHBoxLayout;
    row->setSpacing(kGap);
    row->addWidget(slider, 1);
    row->addWidget(field);
    field->setFixedWidth(116);
    slider->setMinimumWidth(144);
    return row;
}

QSlider* makeSlider(const QString& objectName, int ticks, const QString& accessibleName) {
    auto* slider = new QSlider(Qt::Horizontal);
    slider->setObjectName(objectName);
    slider->setRange(0, ticks);
    slider->setSingleStep(ticks / 100);
    slider->setPageStep(ticks / 10);
    slider->setAccessibleName(accessibleName);
    return slider;
}

/// Small pictures are enlarged by whole steps, so that their pixels stay square.
QPixmap enlarged(const QImage& image) {
    const int side = qMax(1, qMax(image.width(), image.height()));
    const bool small = side * 2 <= kPictureSide;
    const int target = small ? kPictureSide / side * side : kPictureSide;
    return QPixmap::fromImage(
        image.scaled(target, target, Qt::KeepAspectRatio, small ? Qt::FastTransformation : Qt::SmoothTransformation));
}

/// What a number does, by its formula.
void explain(std::initializer_list<QWidget*> fields, const QString& formula, const QString& words) {
    for (QWidget* field : fields) {
        field->setToolTip(u"<p><b>%1</b></p><p>%2</p>"_s.arg(formula.toHtmlEscaped(), words.toHtmlEscaped()));
        field->setAccessibleDescription(formula + u". "_s + words);
    }
}

/// Long texts are cut: the example is a glance.
QString quoted(const session::ExampleTargets& example) {
    const auto cut = [](const QString& text) {
        const QString simple = text.simplified();
        return simple.size() > kMostCharacters ? simple.left(kMostCharacters - 1) + u'…' : simple;
    };
    if (example.textPair.isEmpty()) return SofteningPage::tr("“%1”", "an example's text").arg(cut(example.text));
    return SofteningPage::tr("“%1” and “%2”", "the two texts of an example")
        .arg(cut(example.text), cut(example.textPair));
}

}  // namespace

SofteningPage::SofteningPage(ExperimentDraft& draft)
    : WizardPage(Step::Softening, draft, tr("Temperature and alpha"),
                 tr("A trained teacher is very sure of itself. The temperature makes its answers softer, so that they "
                    "also show which wrong classes come close. Alpha says how much the student listens to the teacher "
                    "and how much to the labels.")) {
    auto* left = new QWidget;
    auto* column = new QVBoxLayout(left);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kGap);
    column->addWidget(makeRecipeCard());
    column->addWidget(makeTemperatureCard());
    column->addWidget(makeAlphaCard());
    column->addWidget(makeTrainingCard());
    column->addStretch();
    body()->addWidget(new TwoColumns(left, makeExampleCard(), 1, 1));
    body()->addStretch(1);
}

QWidget* SofteningPage::makeRecipeCard() {
    auto* card = new Card;
    m_recipe = new QComboBox;
    m_recipe->setObjectName(u"wizard.softening.recipe"_s);
    m_recipeWords = makeLabel({}, TextRole::Muted);
    card->content()->addWidget(makeFieldLabel(tr("&Recipe:"), m_recipe));
    card->content()->addWidget(m_recipe);
    card->content()->addWidget(m_recipeWords);
    connect(m_recipe, &QComboBox::currentIndexChanged, this,
            [this] { draft().useRecipe(m_recipe->currentData().toString()); });
    return card;
}

QWidget* SofteningPage::makeTemperatureCard() {
    auto* card = new Card;
    m_temperature = makeNumberField(u"wizard.softening.temperature"_s, kLeastTemperature, kMostTemperature, 2);
    m_temperatureSlider =
        makeSlider(u"wizard.softening.temperatureSlider"_s, kTemperatureTicks, tr("Temperature, as a slider"));
    explain({m_temperature, m_temperatureSlider}, u"softmax(z / T)ᵢ = exp(zᵢ / T) / Σⱼ exp(zⱼ / T)"_s,
            tr("The temperature T divides the logits z before they become probabilities. Hinton, Vinyals, Dean "
               "(2015), eq. 1."));
    card->content()->addWidget(makeFieldLabel(tr("&Temperature:"), m_temperature));
    card->content()->addLayout(makeSliderRow(m_temperatureSlider, m_temperature));
    m_temperatureWords = makeLabel({}, TextRole::Muted);
    card->content()->addWidget(m_temperatureWords);
    const auto set = [this](double value) {
        draft().editRecipe([&](auto& recipe) { recipe.temperature = startingAt(recipe.temperature, value); });
    };
    connect(m_temperature, &QDoubleSpinBox::valueChanged, this, set);
    connect(m_temperatureSlider, &QSlider::valueChanged, this, [set](int tick) {
        const double temperature = temperatureAt(tick);
        set(std::round(temperature * 10) / 10);
    });
    return card;
}

QWidget* SofteningPage::makeAlphaCard() {
    auto* card = new Card;
    m_alpha = makeNumberField(u"wizard.softening.alpha"_s, 0, 1, 2);
    m_alpha->setStepType(QAbstractSpinBox::DefaultStepType);
    m_alpha->setSingleStep(0.05);
    m_alphaSlider = makeSlider(u"wizard.softening.alphaSlider"_s, kAlphaTicks, tr("Alpha, as a slider"));
    m_alphaWords = makeLabel({}, TextRole::Muted);
    m_state = new MessageLine;
    explain({m_alpha, m_alphaSlider}, u"α · T² · KL(teacher ‖ student) + (1 − α) · CE(student, label)"_s,
            tr("Alpha weighs the teacher's softened answers against the labels; T² keeps the two comparable when the "
               "temperature changes."));
    card->content()->addWidget(makeFieldLabel(tr("&Alpha:"), m_alpha));
    card->content()->addLayout(makeSliderRow(m_alphaSlider, m_alpha));
    card->content()->addWidget(m_alphaWords);
    card->content()->addWidget(m_state);
    const auto set = [this](double value) {
        draft().editRecipe([&](auto& recipe) { recipe.alpha = startingAt(recipe.alpha, value); });
    };
    connect(m_alpha, &QDoubleSpinBox::valueChanged, this, set);
    connect(m_alphaSlider, &QSlider::valueChanged, this,
            [set](int tick) { set(static_cast<double>(tick) / kAlphaTicks); });
    return card;
}

QWidget* SofteningPage::makeTrainingCard() {
    auto* card = new Card;
    m_baseline = new QCheckBox(tr("Also train the student &without teacher"));
    m_baseline->setObjectName(u"wizard.softening.baseline"_s);
    m_baseline->setToolTip(tr("Takes as long again, and shows what the teacher added."));
    m_more = makeFold(u"wizard.softening.more"_s, tr("&More settings"));
    m_moreFields = makeMoreFields();
    m_moreFields->hide();
    card->content()->addWidget(m_baseline, 0, Qt::AlignLeft);
    card->content()->addWidget(makeLabel(m_baseline->toolTip(), TextRole::Muted));
    card->content()->addWidget(m_more, 0, Qt::AlignLeft);
    card->content()->addWidget(m_moreFields);
    connect(m_baseline, &QCheckBox::toggled, this,
            [this](bool on) { draft().edit([&](auto& e) { e.distill.baseline = on; }); });
    connect(m_more, &QToolButton::toggled, m_moreFields, &QWidget::setVisible);
    return card;
}

QWidget* SofteningPage::makeMoreFields() {
    auto* fields = new QWidget;
    auto* column = new QVBoxLayout(fields);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kGap);
    m_training = new TrainingFields(u"wizard.softening"_s);
    column->addWidget(m_training);
    column->addWidget(makeCourses());
    column->addWidget(makeLosses());
    column->addWidget(makeSampling());
    connect(m_training, &TrainingFields::edited, this,
            [this] { draft().edit([&](auto& e) { m_training->apply(e.distill.training); }); });
    return fields;
}

QWidget* SofteningPage::makeCourses() {
    auto* courses = new QWidget;
    auto* column = new QVBoxLayout(courses);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kSmallGap);
    m_temperatureCourse = new CourseFields(u"wizard.softening.temperature"_s,
                                           {tr("The temperature changes over the run"), tr("Temperature at the end")},
                                           kLeastTemperature, kMostTemperature, 1);
    m_alphaCourse = new CourseFields(u"wizard.softening.alpha"_s,
                                     {tr("Alpha changes over the run"), tr("Alpha at the end")}, 0, 1, 0.5);
    column->addWidget(m_temperatureCourse);
    column->addWidget(m_alphaCourse);
    connect(m_temperatureCourse, &CourseFields::edited, this, [this](const experiment::Course& course) {
        draft().editRecipe([&](auto& recipe) { recipe.temperature = course; });
    });
    connect(m_alphaCourse, &CourseFields::edited, this, [this](const experiment::Course& course) {
        draft().editRecipe([&](auto& recipe) { recipe.alpha = course; });
    });
    return courses;
}

QWidget* SofteningPage::makeLosses() {
    auto* losses = new QWidget;
    auto* column = new QVBoxLayout(losses);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kSmallGap);
    m_losses = new LossList(u"wizard.softening.loss"_s);
    column->addWidget(makeLabel(tr("What the student comes close to"), TextRole::Heading));
    column->addWidget(
        makeLabel(tr("Each of these losses has a weight and a part of the run in which it counts. The mouse over its "
                     "name shows the formula."),
                  TextRole::Muted));
    column->addWidget(m_losses);
    connect(m_losses, &LossList::edited, this,
            [this] { draft().editRecipe([&](auto& recipe) { recipe.losses = m_losses->losses(); }); });
    return losses;
}

QWidget* SofteningPage::makeSampling() {
    using experiment::SamplingBy;
    auto* sampling = new QWidget;
    auto* grid = new QGridLayout(sampling);
    grid->setContentsMargins(0, 0, 0, 0);
    m_sampling = new QComboBox;
    m_sampling->setObjectName(u"wizard.softening.sampling"_s);
    m_sampling->addItem(tr("All alike"), static_cast<int>(SamplingBy::Uniform));
    m_sampling->addItem(tr("The teacher's doubts"), static_cast<int>(SamplingBy::Entropy));
    m_sampling->addItem(tr("Disagreements"), static_cast<int>(SamplingBy::Disagreement));
    m_sampling->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_sampling->setMinimumContentsLength(10);
    m_sampling->setToolTip(
        tr("Which examples an epoch draws more often: all alike, those where the teacher is unsure, "
           "or those where teacher and student disagree."));
    m_strength = makeNumberField(u"wizard.softening.strength"_s, 0, 10, 1);
    m_strength->setStepType(QAbstractSpinBox::DefaultStepType);
    m_strength->setSingleStep(0.5);
    m_strength->setToolTip(tr("How much more often: 0 draws all alike, 1 by how much they count."));
    addField(grid, tr("Examples drawn:"), m_sampling);
    addField(grid, tr("Strength:"), m_strength);
    connect(m_sampling, &QComboBox::currentIndexChanged, this, [this] {
        draft().edit(
            [&](auto& e) { e.distill.sampling.by = static_cast<SamplingBy>(m_sampling->currentData().toInt()); });
    });
    connect(m_strength, &QDoubleSpinBox::valueChanged, this,
            [this](double strength) { draft().edit([&](auto& e) { e.distill.sampling.strength = strength; }); });
    return sampling;
}

QWidget* SofteningPage::makeExampleCard() {
    auto* card = new Card(tr("What the student is shown"));
    m_picture = new QLabel;
    m_picture->setObjectName(u"wizard.softening.picture"_s);
    m_pictureLabel = makeLabel({}, TextRole::Body);
    m_uncertainty = makeLabel({}, TextRole::Body);
    m_uncertainty->setObjectName(u"wizard.softening.uncertainty"_s);
    m_source = makeLabel({}, TextRole::Muted);
    m_source->setObjectName(u"wizard.softening.source"_s);
    m_chart = new SoftTargetChart;
    m_chart->setObjectName(u"wizard.softening.chart"_s);
    m_chart->setMaximumHeight(kTallestChart);
    m_another = new QPushButton(tr("Another e&xample"));
    m_another->setObjectName(u"wizard.softening.another"_s);
    m_another->setAutoDefault(true);
    connect(m_another, &QPushButton::clicked, this, &SofteningPage::showAnotherExample);

    auto* beside = new QVBoxLayout;
    beside->addWidget(m_pictureLabel);
    beside->addWidget(m_another, 0, Qt::AlignLeft);
    beside->addStretch();
    auto* top = new QHBoxLayout;
    top->setSpacing(kGap);
    top->addWidget(m_picture, 0, Qt::AlignTop);
    top->addLayout(beside, 1);
    m_sentence = makeLabel({}, TextRole::Body);
    m_sentence->setObjectName(u"wizard.softening.sentence"_s);
    card->content()->addWidget(m_sentence);
    card->content()->addLayout(top);
    card->content()->addWidget(m_chart, 100);  // takes all the room up to its greatest height
    card->content()->addWidget(m_uncertainty);
    card->content()->addWidget(m_source);
    card->content()->addStretch(1);
    return card;
}

void SofteningPage::refresh() {
    const experiment::DistillSpec& distill = draft().experiment().distill;
    setQuietly(m_temperature, distill.temperature.from);
    setQuietly(m_temperatureSlider, tickOf(distill.temperature.from));
    setQuietly(m_alpha, distill.alpha.from);
    setQuietly(m_alphaSlider, static_cast<int>(std::lround(distill.alpha.from * kAlphaTicks)));
    setQuietly(m_baseline, distill.baseline);
    m_training->show(distill.training);
    showRecipe();
    m_state->showWarning(draft().warning(Step::Softening));
    showExample();
}

void SofteningPage::fillRecipes() {
    const QString task = draft().experiment().task;
    if (m_recipeTask == task) return;
    m_recipeTask = task;
    const QSignalBlocker blocker(m_recipe);
    m_recipe->clear();
    for (const experiment::Preset& preset : experiment::listPresets()) {
        if (!preset.suits(task)) continue;
        m_recipe->addItem(preset.title, preset.name);
        m_recipe->setItemData(m_recipe->count() - 1, preset.summary, Qt::ToolTipRole);
    }
    m_recipe->addItem(tr("Own", "a recipe of the user's own"), QString());
}

void SofteningPage::showRecipe() {
    const experiment::DistillSpec& distill = draft().experiment().distill;
    fillRecipes();
    const std::optional<experiment::Preset> preset = experiment::findPreset(distill.preset);
    setQuietly(m_recipe, preset ? preset->name : QString());
    m_recipeWords->setText(preset
                               ? preset->summary
                               : tr("Temperature, alpha and losses as they are set below; a recipe sets all of them."));
    m_temperatureWords->setText(
        distill.temperature.isConstant()
            ? tr("1 leaves the answer as it is; 2 to 6 suits most teachers; more makes all classes alike.")
            : tr("This is the temperature at the start; at the end it is %1.")
                  .arg(QLocale().toString(distill.temperature.to, 'g', 4)));
    m_alphaWords->setText(alphaWords());
    m_temperatureCourse->show(distill.temperature);
    m_alphaCourse->show(distill.alpha);
    m_losses->show(distill.losses);
    setQuietly(m_sampling, static_cast<int>(distill.sampling.by));
    setQuietly(m_strength, distill.sampling.strength);
    m_strength->setEnabled(distill.sampling.by != experiment::SamplingBy::Uniform);
}

QString SofteningPage::alphaWords() const {
    const experiment::DistillSpec& distill = draft().experiment().distill;
    const auto percent = [](double share) { return QString::number(std::lround(share * 100)); };
    QString words =
        distill.alpha.isConstant()
            ? tr("%1 % of the lesson comes from the teacher's soft targets, %2 % from the labels.")
                  .arg(percent(distill.alpha.from), percent(1 - distill.alpha.from))
            : tr("%1 % of the lesson comes from the teacher's answers at the start, %2 % at the end; the rest comes "
                 "from the labels.")
                  .arg(percent(distill.alpha.from), percent(distill.alpha.to));
    const bool looksInside = std::any_of(distill.losses.begin(), distill.losses.end(), [](const auto& spec) {
        return experiment::groupOf(spec.loss) == experiment::LossGroup::Insides;
    });
    return looksInside ? joinSentences({words, tr("What goes on inside the teacher counts besides.")}) : words;
}

void SofteningPage::showExample() {
    const session::DataPreview* source = draft().examples();
    const bool any = source && !source->examples.empty();
    for (QWidget* part :
         {static_cast<QWidget*>(m_chart), static_cast<QWidget*>(m_another), static_cast<QWidget*>(m_uncertainty)}) {
        part->setVisible(any);
    }
    m_picture->setVisible(any && !draft().isText());
    m_sentence->setVisible(any && draft().isText());
    if (!any) {
        m_pictureLabel->setText({});
        m_source->setText(tr("As soon as the data is read, an example appears here."));
        return;
    }
    m_example %= source->examples.size();
    const session::ExampleTargets& example = source->examples[m_example];
    if (draft().isText()) {
        m_sentence->setText(quoted(example));
    } else {
        m_picture->setPixmap(enlarged(example.image));
        m_picture->setAccessibleName(tr("Example picture, its label is %1").arg(example.label));
    }
    m_pictureLabel->setText(tr("Its label: %1").arg(example.label));
    m_chart->setExample(source->classNames, example.logits);
    m_chart->setTemperature(draft().experiment().distill.temperature.from);
    m_uncertainty->setText(uncertaintySentence(m_chart->probabilities()));
    m_source->setText(sourceSentence(source->realTeacher));
}

QString SofteningPage::sourceSentence(bool realTeacher) const {
    if (realTeacher) return tr("These are the answers of the teacher you chose.");
    if (draft().teacherOnlyAnswers()) {
        return tr("Your teacher is asked when the run begins. Until then these answers come from a simple stand-in.");
    }
    if (draft().isText()) {
        return tr(
            "Your teacher does not know this task yet. Until then these answers come from a stand-in that counts "
            "which words occur with which label (naive Bayes).");
    }
    return tr(
        "Your teacher is not trained yet. Until then these answers come from a stand-in that compares the picture "
        "with the average picture of each class.");
}

void SofteningPage::showAnotherExample() {
    ++m_example;
    showExample();
}

}  // namespace distillab::ui
