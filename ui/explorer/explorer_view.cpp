#include "ui/explorer/explorer_view.h"

#include "core/base/error.h"
#include "core/report/wording.h"
#include "core/session/training_session.h"
#include "ui/explorer/loss_over_temperature.h"
#include "ui/explorer/tempered_answers.h"
#include "ui/widgets/bar_list.h"
#include "ui/widgets/card.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/problem_text.h"
#include "ui/widgets/soft_targets.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/token_view.h"
#include "ui/wizard/fields.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QEvent>
#include <QLineEdit>
#include <QListView>
#include <QLocale>
#include <QPushButton>
#include <QScrollArea>
#include <QSlider>
#include <QStackedLayout>

#include <algorithm>
#include <cmath>
#include <memory>

namespace distillab::ui {
namespace {

using namespace Qt::Literals::StringLiterals;
using session::TrainingSession;
using Show = ExplorerFilter::Show;

constexpr int kListWidth = 280;
constexpr int kPictureSide = 112;
constexpr int kIconSide = 40;
constexpr int kMostBars = 10;
constexpr qsizetype kMostCharacters = 600;

/// Small pictures are enlarged by whole steps, so that their pixels stay square.
QPixmap enlarged(const QImage& image) {
    const int side = std::max({1, image.width(), image.height()});
    const bool isSmall = side * 2 <= kPictureSide;
    const int target = isSmall ? kPictureSide / side * side : kPictureSide;
    return QPixmap::fromImage(
        image.scaled(target, target, Qt::KeepAspectRatio, isSmall ? Qt::FastTransformation : Qt::SmoothTransformation));
}

QString natsText(double nats) { return QLocale().toString(nats, 'f', nats < 0.1 ? 4 : 3); }

QString cut(const QString& text) {
    const QString simple = text.simplified();
    return simple.size() > kMostCharacters ? simple.left(kMostCharacters - 1) + u'…' : simple;
}

std::vector<double> ownTemperatures(const experiment::Course& course) {
    if (course.isConstant()) return {course.from};
    return {course.from, course.to};
}

}  // namespace

ExplorerView::ExplorerView(TrainingSession& session, QWidget* parent)
    : QWidget(parent),
      m_session(session),
      m_items(new ExplorerItems(this)),
      m_filter(new ExplorerFilter(m_items)),
      m_reading(this) {
    auto* details = new QWidget;
    details->setProperty("role", u"page"_s);
    auto* column = new QVBoxLayout(details);
    column->setContentsMargins(0, 0, kSmallGap, kGap);
    column->setSpacing(kSmallGap);
    column->addWidget(makeItemCard());
    column->addWidget(makeTemperatureCard());
    column->addStretch(1);
    auto* scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(details);
    m_details = scroll;

    auto* page = new QWidget;
    auto* row = new QHBoxLayout(page);
    row->setContentsMargins(0, kSmallGap, 0, 0);
    row->setSpacing(kGap);
    row->addWidget(makeItemList());
    row->addWidget(scroll, 1);
    m_pages = new QStackedLayout(this);
    m_pages->setContentsMargins(0, 0, 0, 0);
    m_pages->addWidget(makeEmptyPage());
    m_pages->addWidget(page);
    connectControls();
    connectSession();
}

QWidget* ExplorerView::makeEmptyPage() {
    auto* page = new QWidget;
    m_state = new MessageLine;
    m_state->setObjectName(u"explorer.state"_s);
    m_make = makePrimaryButton(tr("&Ask both for the test items"));
    m_make->setObjectName(u"explorer.make"_s);
    m_make->hide();
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, kLargeGap, 0, 0);
    column->setSpacing(kGap);
    column->addWidget(m_state);
    column->addWidget(m_make, 0, Qt::AlignLeft);
    column->addStretch(1);
    return page;
}

QWidget* ExplorerView::makeItemList() {
    m_show = new QComboBox;
    m_show->setObjectName(u"explorer.show"_s);
    m_show->setAccessibleName(tr("Which test items are listed"));
    for (const Show show : {Show::All, Show::StudentWrong, Show::Disagreement, Show::TeacherUnsure}) {
        m_show->addItem({}, static_cast<int>(show));
    }
    m_show->setItemData(3,
                        tr("The teacher gives its answer less than %1 % at temperature 1; the least sure come first.")
                            .arg(qRound(100 * kUnsureBelow)),
                        Qt::ToolTipRole);
    m_search = new QLineEdit;
    m_search->setObjectName(u"explorer.search"_s);
    m_search->setAccessibleName(tr("Search the test items"));
    m_search->setPlaceholderText(tr("Search: words, class or number"));
    m_search->setClearButtonEnabled(true);
    m_list = new QListView;
    m_list->setObjectName(u"explorer.items"_s);
    m_list->setAccessibleName(tr("Test items"));
    m_list->setModel(m_filter);
    m_list->setUniformItemSizes(true);
    m_list->setIconSize(QSize(kIconSide, kIconSide));
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setTextElideMode(Qt::ElideRight);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_count = makeLabel({}, TextRole::Muted);
    m_count->setObjectName(u"explorer.count"_s);
    auto* side = new QWidget;
    side->setFixedWidth(kListWidth);
    auto* column = new QVBoxLayout(side);
    column->setContentsMargins(0, 0, 0, kGap);
    column->setSpacing(kSmallGap);
    column->addWidget(m_show);
    column->addWidget(m_search);
    column->addWidget(m_list, 1);
    column->addWidget(m_count);
    return side;
}

QWidget* ExplorerView::makeItemCard() {
    m_picture = new QLabel;
    m_picture->setObjectName(u"explorer.picture"_s);
    m_sentence = makeLabel({}, TextRole::Body);
    m_sentence->setObjectName(u"explorer.sentence"_s);
    m_sentence->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_tokens = new TokenView;
    m_tokens->setObjectName(u"explorer.tokens"_s);
    m_truth = makeLabel({}, TextRole::Heading);
    m_truth->setObjectName(u"explorer.truth"_s);
    m_said = makeLabel({}, TextRole::Body);
    m_said->setObjectName(u"explorer.said"_s);
    m_considered = makeLabel({}, TextRole::Body);
    m_considered->setObjectName(u"explorer.considered"_s);
    m_remark = makeLabel({}, TextRole::Muted);
    m_remark->setObjectName(u"explorer.remark"_s);
    auto* words = new QVBoxLayout;
    words->setSpacing(kSmallGap);
    words->addWidget(m_truth);
    words->addWidget(m_sentence);
    words->addWidget(m_tokens);
    words->addWidget(m_said);
    words->addWidget(m_considered);
    words->addWidget(m_remark);
    words->addStretch(1);
    auto* card = new Card;
    auto* row = new QHBoxLayout;
    row->setSpacing(kGap);
    row->addWidget(m_picture, 0, Qt::AlignTop);
    row->addLayout(words, 1);
    card->content()->addLayout(row);
    return card;
}

QWidget* ExplorerView::makeTemperatureCard() {
    m_slider = new QSlider(Qt::Horizontal);
    m_slider->setObjectName(u"explorer.temperatureSlider"_s);
    m_slider->setRange(0, kTemperatureTicks);
    m_slider->setSingleStep(kTemperatureTicks / 100);
    m_slider->setPageStep(kTemperatureTicks / 10);
    m_slider->setAccessibleName(tr("Temperature, as a slider"));
    m_field = makeNumberField(u"explorer.temperature"_s, temperatureAt(0), temperatureAt(kTemperatureTicks), 2);
    m_field->setFixedWidth(116);
    m_own = new QPushButton;
    m_own->setObjectName(u"explorer.ownTemperature"_s);
    m_own->setAutoDefault(true);
    auto* row = new QHBoxLayout;
    row->setSpacing(kGap);
    row->addWidget(makeFieldLabel(tr("Temp&erature:"), m_field));
    row->addWidget(m_slider, 1);
    row->addWidget(m_field);
    row->addWidget(m_own);
    auto* card = new Card;
    card->content()->addLayout(row);
    card->content()->addWidget(makeAnswers());
    return card;
}

QWidget* ExplorerView::makeAnswers() {
    const auto makePart = [](const QString& title, const QString& name, BarList*& bars, QLabel*& doubt) {
        auto* part = new QWidget;
        bars = new BarList;
        bars->setObjectName(u"explorer."_s + name);
        bars->setAccessibleName(title);
        doubt = makeLabel({}, TextRole::Muted);
        doubt->setObjectName(u"explorer.%1Entropy"_s.arg(name));
        doubt->setToolTip(
            tr("How much doubt an answer holds: H = −Σ p ln p, in nats. 0 is no doubt at all; with n "
               "classes it is at most ln n."));
        auto* column = new QVBoxLayout(part);
        column->setContentsMargins(0, 0, 0, 0);
        column->setSpacing(4);
        column->addWidget(makeLabel(title, TextRole::Heading));
        column->addWidget(bars);
        column->addWidget(doubt);
        column->addStretch(1);
        return part;
    };
    auto* answers = new QWidget;
    auto* row = new QHBoxLayout(answers);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(kLargeGap);
    m_teacherPart = makePart(tr("Teacher"), u"teacher"_s, m_teacherBars, m_teacherEntropy);
    row->addWidget(m_teacherPart, 1);
    row->addWidget(makePart(tr("Student"), u"student"_s, m_studentBars, m_studentEntropy), 1);
    row->addWidget(makeLoss(), 1);
    return answers;
}

QWidget* ExplorerView::makeLoss() {
    m_divergence = makeLabel({}, TextRole::Muted);
    m_divergence->setObjectName(u"explorer.divergence"_s);
    m_divergence->setToolTip(
        tr("How far the student is from the teacher: KL = Σ p ln(p / q) in nats, p the teacher's and q the student's "
           "probabilities at temperature T. The loss of soft targets is T² · KL: the factor keeps its pull on the "
           "student alike at every temperature."));
    m_loss = new LossOverTemperature;
    m_loss->setObjectName(u"explorer.lossPlot"_s);
    m_lossPart = new QWidget;
    auto* column = new QVBoxLayout(m_lossPart);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(makeLabel(tr("Loss of this item"), TextRole::Heading));
    column->addWidget(m_loss);
    column->addWidget(m_divergence);
    column->addStretch(1);
    return m_lossPart;
}

void ExplorerView::connectControls() {
    connect(m_show, &QComboBox::currentIndexChanged, this, [this] {
        m_filter->setShow(static_cast<Show>(m_show->currentData().toInt()));
        showCount();
        chooseFirst();
    });
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString& words) {
        m_filter->setWords(words);
        showCount();
        if (chosen() < 0) chooseFirst();
    });
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &ExplorerView::showItem);
    connect(m_slider, &QSlider::valueChanged, this, [this](int tick) { setTemperature(temperatureAt(tick)); });
    connect(m_field, &QDoubleSpinBox::valueChanged, this, &ExplorerView::setTemperature);
    connect(m_own, &QPushButton::clicked, this,
            [this] { setTemperature(m_report.experiment.distill.temperature.from); });
    connect(m_loss, &LossOverTemperature::temperatureChosen, this, &ExplorerView::setTemperature);
    connect(m_make, &QPushButton::clicked, this, &ExplorerView::makeAnswersAnew);
}

void ExplorerView::connectSession() {
    connect(&m_session, &TrainingSession::stateChanged, this, &ExplorerView::updateMakeButton);
    connect(&m_session, &TrainingSession::testAnswersWritten, this, [this](const QString& runFolder) {
        if (runFolder == m_report.runFolder) read();
    });
    connect(&m_session, &TrainingSession::testAnswersFailed, this,
            [this](const QString& runFolder, const session::Problem& problem) {
                if (runFolder == m_report.runFolder) showProblem(problem);
            });
}

void ExplorerView::setRun(const report::RunReport& report) {
    m_report = report;
    m_isRead = false;
    m_reading.cancel();  // of the run before
    m_items->setItems({}, {});
    m_pages->setCurrentIndex(0);
    m_state->clearMessage();
    m_make->hide();
    const double own = report.experiment.distill.temperature.from;
    m_own->setText(tr("This run'&s: %1", "a temperature").arg(QLocale().toString(own, 'g', 3)));
    m_own->setToolTip(tr("Sets the temperature with which this run taught."));
    setTemperature(own);
    if (isVisible()) read();
}

void ExplorerView::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    if (!m_isRead && !m_report.runFolder.isEmpty()) read();
}

void ExplorerView::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange) showAnswers();
    QWidget::changeEvent(event);
}

void ExplorerView::read() {
    m_isRead = true;
    m_make->hide();
    m_state->showHint(tr("Reading what teacher and student said…"));
    const auto work = [this, experiment = m_report.experiment, folder = m_report.runFolder](
                          RunControl&, const LatestWork::Tell&) -> LatestWork::News {
        try {
            auto data = std::make_shared<std::optional<ExplorerData>>(readExplorerData(experiment, folder));
            return [this, data] { take(std::move(*data)); };
        } catch (const Error& error) {
            return [this, problem = session::toProblem(error)] { showProblem(problem); };
        }
    };
    m_reading.start(work);
}

void ExplorerView::take(std::optional<ExplorerData> data) {
    if (!data) {
        m_state->showHint(
            tr("This run was made before what teacher and student said to every test item was kept. Ask them again: "
               "it takes about as long as judging them did."));
        m_make->show();
        updateMakeButton();
        return;
    }
    m_tokenizer = std::move(data->tokenizer);
    m_maxLength = data->maxLength;
    m_remark->setText(data->remark);
    m_remark->setVisible(!data->remark.isEmpty());
    m_items->setItems(std::move(data->answers), std::move(data->pictures));
    m_pages->setCurrentIndex(1);
    updateFilters();
    showCount();
    chooseFirst();
}

void ExplorerView::showProblem(const session::Problem& problem) {
    m_pages->setCurrentIndex(0);
    m_state->showError(problemText(problem));
    m_make->show();
    updateMakeButton();
}

void ExplorerView::makeAnswersAnew() {
    m_state->showHint(tr("Teacher and student are asked…"));
    m_session.writeTestAnswers(m_report.runFolder);
    updateMakeButton();
}

void ExplorerView::updateMakeButton() {
    m_make->setEnabled(!m_session.isBusy());
    m_make->setToolTip(m_session.isBusy() ? tr("The engine is at work; ask again when that is done.") : QString());
}

void ExplorerView::updateFilters() {
    const std::pair<Show, QString> names[] = {{Show::All, tr("All test items (%L1)")},
                                              {Show::StudentWrong, tr("The student is wrong (%L1)")},
                                              {Show::Disagreement, tr("They disagree (%L1)")},
                                              {Show::TeacherUnsure, tr("The teacher is unsure (%L1)")}};
    for (const auto& [show, name] : names) {
        m_show->setItemText(m_show->findData(static_cast<int>(show)), name.arg(m_filter->count(show)));
    }
}

void ExplorerView::showCount() {
    const int all = m_items->rowCount();
    const int shown = m_filter->rowCount();
    m_count->setText(shown == 0 ? tr("No test item is like that.") : tr("%L1 of %L2 test items").arg(shown).arg(all));
}

void ExplorerView::chooseFirst() {
    m_list->setCurrentIndex(m_filter->index(0, 0));
    m_list->scrollToTop();
    showItem();
}

int ExplorerView::chosen() const {
    const QModelIndex index = m_list->currentIndex();
    return index.isValid() ? m_filter->mapToSource(index).row() : -1;
}

void ExplorerView::showItem() {
    const int row = chosen();
    m_details->setVisible(row >= 0);
    if (row < 0) return;
    const report::TestAnswers::Item& item = m_items->item(row);
    const QImage image = m_items->picture(row);
    m_picture->setVisible(!image.isNull());
    if (!image.isNull()) m_picture->setPixmap(enlarged(image));
    m_picture->setAccessibleName(tr("Picture %L1 of the test split").arg(item.row + 1));
    m_sentence->setVisible(!item.text.isEmpty());
    m_sentence->setText(item.textPair.isEmpty()
                            ? tr("“%1”", "a text").arg(cut(item.text))
                            : tr("“%1” and “%2”", "two texts").arg(cut(item.text), cut(item.textPair)));
    m_tokens->setVisible(m_tokenizer && !item.text.isEmpty());
    if (m_tokenizer) m_tokens->show(tokenize(*m_tokenizer, item.text, item.textPair, m_maxLength));
    m_truth->setText(item.label < 0 ? tr("Item %L1 has no label").arg(item.row + 1)
                                    : tr("Its label: %1").arg(m_items->className(item.label)));
    const QString student = m_items->className(answerOf(item.student));
    m_said->setText(
        item.teacher.empty()
            ? tr("The student says %1.").arg(student)
            : tr("The teacher says %1, the student %2.").arg(m_items->className(answerOf(item.teacher)), student));
    m_teacherPart->setVisible(!item.teacher.empty());
    m_lossPart->setVisible(!item.teacher.empty());
    m_loss->setCurve(lossCurve(item), ownTemperatures(m_report.experiment.distill.temperature));
    showAnswers();
}

void ExplorerView::setTemperature(double temperature) {
    m_temperature = std::clamp(temperature, temperatureAt(0), temperatureAt(kTemperatureTicks));
    setQuietly(m_slider, tickOf(m_temperature));
    setQuietly(m_field, m_temperature);
    showAnswers();
}

void ExplorerView::showAnswers() {
    const int row = chosen();
    if (row < 0) return;
    const report::TestAnswers::Item& item = m_items->item(row);
    const TemperedAnswers answers = tempered(item, m_temperature);
    const std::vector<int> classes = classesToShow(item, kMostBars);
    const auto show = [&](BarList* bars, const std::vector<double>& probabilities, const QColor& colour) {
        if (probabilities.empty()) return;
        QList<BarList::Row> rows;
        for (const int index : classes) {
            const double probability = probabilities[static_cast<size_t>(index)];
            rows << BarList::Row{m_items->className(index), probability, report::percentText(probability)};
        }
        bars->setRows(rows, colour);
        bars->setHidden(static_cast<qsizetype>(probabilities.size() - classes.size()));
    };
    const Theme& theme = Theme::current();
    show(m_teacherBars, answers.teacher, theme.teacher);
    show(m_studentBars, answers.student, theme.student);
    const QString most = natsText(std::log(static_cast<double>(answers.student.size())));
    m_teacherEntropy->setText(tr("Doubt: %1 of at most %2 nats (entropy)").arg(natsText(answers.teacherEntropy), most));
    m_studentEntropy->setText(tr("Doubt: %1 of at most %2 nats (entropy)").arg(natsText(answers.studentEntropy), most));
    m_considered->setText(alsoConsidered(m_items->answers().classes, answers.teacher));
    m_divergence->setText(tr("%1 nats between teacher and student (KL); times T² the loss is %2.")
                              .arg(natsText(answers.divergence), natsText(answers.loss)));
    m_loss->setTemperature(m_temperature, answers.loss);
}

}  // namespace distillab::ui
