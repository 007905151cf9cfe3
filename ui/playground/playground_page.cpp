#include "ui/playground/playground_page.h"

#include "core/base/error.h"
#include "core/data/image_file.h"
#include "core/experiment/run_folder.h"
#include "core/library/run_library.h"
#include "core/library/runs_folder.h"
#include "core/models/model_input.h"
#include "core/report/wording.h"
#include "core/session/text_teacher.h"
#include "ui/playground/answer_view.h"
#include "ui/playground/drawing_box.h"
#include "ui/widgets/card.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/problem_text.h"
#include "ui/widgets/scroll_page.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/two_columns.h"
#include "ui/wizard/fields.h"

#include <QBoxLayout>
#include <QButtonGroup>
#include <QComboBox>
#include <QDir>
#include <QDragEnterEvent>
#include <QEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QImageReader>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QLocale>
#include <QMimeData>
#include <QPushButton>
#include <QSignalBlocker>

namespace distillab::ui {
namespace {

using namespace Qt::Literals::StringLiterals;
using session::TrainingSession;

constexpr int kMostRuns = 50;
constexpr int kSeenSide = 84;
/// Larger pictures are scaled down before they are asked about and kept: no network here sees more.
constexpr int kMostPictureSide = 512;
constexpr int kListHeight = 148;
constexpr QSize kIconCell(64, 64);

bool isExport(const QString& folder) { return !models::exportedFile(folder).isEmpty(); }

/// The teacher's model folder: the run's own, or where the run took it from. Empty when it is gone, or is no model
/// folder: the student then answers alone.
QString teacherFolderOf(const report::RunReport& report) {
    const QString own = experiment::RunFolder(report.runFolder).teacherFolder();
    if (models::isModelFolder(own)) return own;
    return session::givenTeacherFolder(report.experiment.teacher);
}

QImage bounded(const QImage& picture) {
    if (picture.width() <= kMostPictureSide && picture.height() <= kMostPictureSide) return picture;
    return picture.scaled(kMostPictureSide, kMostPictureSide, Qt::KeepAspectRatio, Qt::SmoothTransformation);
}

/// What a network makes of a picture, enlarged so that one sees its pixels.
QPixmap asSeen(const QImage& picture, data::ImageShape shape) {
    const data::ImageDataset one{shape, {}, data::toPixels(picture, shape), {0}};
    const int side = std::max(shape.width, shape.height);
    const int target = side * 2 <= kSeenSide ? kSeenSide / side * side : kSeenSide;
    return QPixmap::fromImage(one.toQImage(0).scaled(target, target, Qt::KeepAspectRatio, Qt::FastTransformation));
}

}  // namespace

PlaygroundPage::PlaygroundPage(TrainingSession& session, QWidget* parent)
    : QWidget(parent), m_session(session), m_problem(new MessageLine), m_hint(makeLabel({}, TextRole::Muted)) {
    setAcceptDrops(true);
    m_problem->setObjectName(u"playground.problem"_s);
    m_hint->setObjectName(u"playground.hint"_s);
    m_ask = makePrimaryButton(tr("&Ask both"));
    m_ask->setObjectName(u"playground.ask"_s);

    auto* input = new Card;
    input->content()->addWidget(makeTextFields());
    input->content()->addWidget(makePictureFields());
    auto* askRow = new QHBoxLayout;
    askRow->setSpacing(kGap);
    askRow->addWidget(m_ask);
    askRow->addWidget(m_hint, 1);
    input->content()->addLayout(askRow);
    m_examplesCard = makeExamples();
    auto* left = new QWidget;
    auto* right = new QWidget;
    m_left = new QVBoxLayout(left);
    m_right = new QVBoxLayout(right);
    for (QVBoxLayout* column : {m_left, m_right}) {
        column->setContentsMargins(0, 0, 0, 0);
        column->setSpacing(kGap);
    }
    m_workplace = new TwoColumns(left, right, 1, 1);
    m_left->addWidget(input);
    m_left->addWidget(m_examplesCard);
    m_right->addWidget(makeAnswers());
    m_left->addStretch(1);
    m_right->addStretch(1);

    auto* page = new QWidget;
    auto* content = new QVBoxLayout(page);
    content->setContentsMargins(kLargeGap, kGap, kLargeGap, kGap);
    content->setSpacing(kGap);
    content->addWidget(new PageHeader(
        tr("Try out"), tr("Ask the networks yourself: teacher and student answer side by side, each with how sure it "
                          "is, how long it took and how large it is.")));
    content->addWidget(makeChooser());
    content->addWidget(m_problem);
    content->addWidget(m_workplace);
    content->addStretch(1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(makeScrollPage(page));
    m_workplace->hide();
    connectControls();
    connectSession();
}

QWidget* PlaygroundPage::makeChooser() {
    m_run = new QComboBox;
    m_run->setObjectName(u"playground.run"_s);
    m_run->setMinimumContentsLength(28);
    m_run->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_openExport = new QPushButton(tr("Open an e&xport…"));
    m_openExport->setObjectName(u"playground.openExport"_s);
    m_openExport->setAutoDefault(true);
    m_openExport->setToolTip(tr("A folder with a model.onnx, as “Export” writes it: ONNX Runtime answers."));
    m_noRuns = makeLabel(tr("No finished run yet. Start one from the start page, or open an exported network."),
                         TextRole::Muted);
    m_noRuns->setObjectName(u"playground.noRuns"_s);
    auto* chooser = new QWidget;
    auto* row = new QHBoxLayout(chooser);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(kSmallGap);
    row->addWidget(makeFieldLabel(tr("&Networks of:"), m_run));
    row->addWidget(m_run);
    row->addWidget(m_noRuns, 1);
    row->addWidget(m_openExport);
    row->addStretch(1);
    return chooser;
}

QWidget* PlaygroundPage::makeTextFields() {
    m_textFields = new QWidget;
    m_text = new QLineEdit;
    m_text->setObjectName(u"playground.text"_s);
    m_text->setAccessibleName(tr("Text for the networks"));
    m_text->setPlaceholderText(tr("Type a sentence and press Enter"));
    m_pair = new QLineEdit;
    m_pair->setObjectName(u"playground.textPair"_s);
    m_pair->setAccessibleName(tr("Second text"));
    m_pair->setPlaceholderText(tr("Second text"));
    auto* fields = new QVBoxLayout(m_textFields);
    fields->setContentsMargins(0, 0, 0, 0);
    fields->setSpacing(kSmallGap);
    fields->addWidget(m_text);
    fields->addWidget(m_pair);
    return m_textFields;
}

QWidget* PlaygroundPage::makePictureFields() {
    const auto makeButton = [](const QString& text, const QString& name) {
        auto* button = new QPushButton(text);
        button->setObjectName(u"playground."_s + name);
        button->setAutoDefault(true);
        return button;
    };
    m_drawing = new DrawingBox;
    m_drawing->setObjectName(u"playground.drawing"_s);
    m_pen = makeButton(tr("&Pen"), u"pen"_s);
    m_eraser = makeButton(tr("&Eraser"), u"eraser"_s);
    auto* tools = new QButtonGroup(this);
    for (QPushButton* tool : {m_pen, m_eraser}) {
        tool->setCheckable(true);
        tools->addButton(tool);
    }
    m_pen->setChecked(true);
    m_undo = makeButton(tr("&Undo"), u"undo"_s);
    m_clear = makeButton(tr("C&lear"), u"clear"_s);
    m_choose = makeButton(tr("&Choose a picture…"), u"choose"_s);
    m_choose->setToolTip(tr("Or drop one on this page."));
    m_seen = new QLabel;
    m_seen->setObjectName(u"playground.seen"_s);
    m_seen->setAccessibleName(tr("The picture as the networks see it"));
    m_seenWords = makeLabel({}, TextRole::Muted);

    auto* pair = new QHBoxLayout;
    pair->setSpacing(kSmallGap);
    pair->addWidget(m_pen);
    pair->addWidget(m_eraser);
    auto* steps = new QHBoxLayout;
    steps->setSpacing(kSmallGap);
    steps->addWidget(m_undo);
    steps->addWidget(m_clear);
    auto* beside = new QVBoxLayout;
    beside->setSpacing(kSmallGap);
    beside->addLayout(pair);
    beside->addLayout(steps);
    beside->addWidget(m_choose);
    beside->addSpacing(kSmallGap);
    beside->addWidget(m_seen);
    beside->addWidget(m_seenWords);
    beside->addStretch(1);
    m_pictureFields = new QWidget;
    auto* row = new QHBoxLayout(m_pictureFields);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(kGap);
    row->addWidget(m_drawing, 0, Qt::AlignTop);
    row->addLayout(beside, 1);
    return m_pictureFields;
}

QWidget* PlaygroundPage::makeExamples() {
    m_list = new QListView;
    m_list->setObjectName(u"playground.examples"_s);
    m_list->setAccessibleName(tr("Examples asked before"));
    m_list->setFixedHeight(kListHeight);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setTextElideMode(Qt::ElideRight);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->installEventFilter(this);
    m_forget = new QPushButton(tr("&Delete"));
    m_forget->setObjectName(u"playground.deleteExample"_s);
    m_forget->setAutoDefault(true);
    m_forget->setToolTip(tr("Takes the chosen example off the list (Delete)."));
    auto* words = makeLabel(tr("Click one to ask it again."), TextRole::Muted);
    auto* below = new QHBoxLayout;
    below->addWidget(words, 1);
    below->addWidget(m_forget);
    auto* card = new Card(tr("Asked before"));
    card->content()->addWidget(m_list);
    card->content()->addLayout(below);
    return card;
}

QWidget* PlaygroundPage::makeAnswers() {
    m_teacher = new AnswerView(tr("Teacher"));
    m_teacher->setObjectName(u"playground.teacher"_s);
    m_student = new AnswerView(tr("Student"));
    m_student->setObjectName(u"playground.student"_s);
    m_alone = makeLabel({}, TextRole::Muted);
    m_alone->setObjectName(u"playground.alone"_s);
    auto* card = new Card;
    auto* row = new QHBoxLayout;
    row->setSpacing(kLargeGap);
    row->addWidget(m_teacher, 1);
    row->addWidget(m_student, 1);
    card->content()->addLayout(row);
    card->content()->addWidget(m_alone);
    return card;
}

void PlaygroundPage::connectControls() {
    connect(m_run, &QComboBox::activated, this, &PlaygroundPage::openChosen);
    connect(m_openExport, &QPushButton::clicked, this, &PlaygroundPage::chooseExport);
    for (QLineEdit* field : {m_text, m_pair}) {
        connect(field, &QLineEdit::textChanged, this, &PlaygroundPage::updateControls);
        connect(field, &QLineEdit::returnPressed, this, &PlaygroundPage::askCurrent);
    }
    connect(m_ask, &QPushButton::clicked, this, &PlaygroundPage::askCurrent);
    connect(m_choose, &QPushButton::clicked, this, &PlaygroundPage::choosePicture);
    connect(m_pen, &QPushButton::toggled, this,
            [this](bool on) { m_drawing->setTool(on ? DrawingBox::Tool::Pen : DrawingBox::Tool::Eraser); });
    connect(m_undo, &QPushButton::clicked, m_drawing, &DrawingBox::undo);
    connect(m_clear, &QPushButton::clicked, m_drawing, &DrawingBox::clear);
    connect(m_drawing, &DrawingBox::changed, this, [this] {
        m_whole = {};
        showSeen();
        askLive();
    });
    connect(m_list, &QListView::clicked, this, &PlaygroundPage::askAgain);
    connect(m_forget, &QPushButton::clicked, this, &PlaygroundPage::forget);
}

void PlaygroundPage::connectSession() {
    connect(&m_session, &TrainingSession::stateChanged, this, [this] {
        // What could not be asked while the engine was at work.
        if (!m_session.isBusy() && m_facts.isEmpty() && m_described == 0 && isVisible()) describe();
        updateControls();
    });
    connect(&m_session, &TrainingSession::described, this,
            [this](quint64 number, const QList<session::ModelFacts>& facts) {
                if (number == m_described) takeFacts(facts);
            });
    connect(&m_session, &TrainingSession::answered, this,
            [this](quint64 number, const QList<session::Prediction>& predictions) {
                if (number == m_asked) showAnswers(predictions);
            });
    connect(&m_session, &TrainingSession::askFailed, this, [this](quint64 number, const session::Problem& problem) {
        if (number == 0 || (number != m_asked && number != m_described)) return;
        m_asked = 0;
        m_described = 0;
        refuse(problem);
    });
}

void PlaygroundPage::refuse(const session::Problem& problem) {
    m_problem->showError(problemText(problem));
    updateControls();
}

void PlaygroundPage::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    listRuns();
    if (m_networks.folders.isEmpty()) {
        openChosen();
    } else if (m_facts.isEmpty() && m_described == 0) {
        describe();
    }
}

void PlaygroundPage::listRuns() {
    const QSignalBlocker blocker(m_run);
    const QString chosen = m_run->currentData().toString();
    // Exports that were opened stay; the runs are looked for anew.
    for (int i = m_run->count() - 1; i >= 0; --i) {
        if (!isExport(m_run->itemData(i).toString())) m_run->removeItem(i);
    }
    int place = 0;
    for (const library::RunEntry& run : library::recentRuns(kMostRuns)) {
        if (!run.isFinished()) continue;
        m_run->insertItem(place++,
                          tr("%1, %2", "a run and when it was begun")
                              .arg(run.name, QLocale().toString(run.begun, QLocale::ShortFormat)),
                          QDir::cleanPath(run.folder));
    }
    m_run->setCurrentIndex(std::max(0, m_run->findData(chosen)));
    m_run->setVisible(m_run->count() > 0);
    m_noRuns->setVisible(m_run->count() == 0);
}

void PlaygroundPage::openChosen() {
    const QString folder = m_run->currentData().toString();
    if (!folder.isEmpty()) open(folder);
}

void PlaygroundPage::chooseExport() {
    const QString folder = askForFolder(this, tr("Folder of an exported network"), library::runsFolder());
    if (!folder.isEmpty()) open(folder);
}

void PlaygroundPage::open(const QString& path) {
    const experiment::RunFolder run(path);
    m_problem->clearMessage();
    try {
        if (run.isFinished()) {
            report::RunReport report = report::readReport(run.path());
            report.runFolder = run.path();  // wherever it has been moved to
            Networks networks{{run.studentFolder()}, {report.student.name}};
            const QString teacher = teacherFolderOf(report);
            if (!teacher.isEmpty()) {
                networks.folders << teacher;
                networks.names << report.teacher.name;
            }
            if (m_run->findData(run.path()) < 0) {
                m_run->insertItem(0, report.experiment.name, run.path());
            }
            m_run->setCurrentIndex(m_run->findData(run.path()));
            beginWith(networks);
        } else if (isExport(run.path())) {
            if (m_run->findData(run.path()) < 0) {
                m_run->addItem(tr("%1 (exported)", "a folder").arg(QFileInfo(run.path()).fileName()), run.path());
            }
            m_run->setCurrentIndex(m_run->findData(run.path()));
            beginWith({{run.path()}, {QString()}});
        } else {
            throw RequestError(tr("here is neither a finished run nor an exported network"), run.path(),
                               tr("Choose the folder of a finished run, or one that “Export” wrote."));
        }
        m_run->show();
        m_noRuns->hide();
    } catch (const Error& error) {
        refuse(session::toProblem(error));
    }
}

void PlaygroundPage::takeOver(const QWidget& predecessor) {
    const auto& old = dynamic_cast<const PlaygroundPage&>(predecessor);
    if (!old.m_networks.folders.isEmpty()) open(old.m_run->currentData().toString());
}

void PlaygroundPage::beginWith(const Networks& networks) {
    m_networks = networks;
    m_facts.clear();
    m_asked = 0;
    m_described = 0;
    m_workplace->hide();
    for (AnswerView* view : {m_student, m_teacher}) {
        view->clear();
        view->setFacts({});
    }
    describe();
}

void PlaygroundPage::describe() {
    if (!m_networks.folders.isEmpty()) m_described = m_session.describe(m_networks.folders);
    updateControls();
}

void PlaygroundPage::takeFacts(const QList<session::ModelFacts>& facts) {
    m_described = 0;
    m_facts = facts;
    m_problem->clearMessage();
    const session::ModelFacts& student = facts.first();
    m_readsText = student.readsText;
    m_textFields->setVisible(m_readsText);
    m_pictureFields->setVisible(!m_readsText);
    m_text->clear();
    m_pair->clear();
    m_pair->setVisible(student.readsPairs);
    m_whole = {};
    m_changedSince = false;
    if (!m_readsText) {
        m_drawing->setFormat(QSize(student.input.width, student.input.height), student.brightness < 0.5);
        m_seenWords->setText((student.input.channels == 1 ? tr("As the networks see it: %1 × %2 pixels, grey.")
                                                          : tr("As the networks see it: %1 × %2 pixels, in colour."))
                                 .arg(student.input.width)
                                 .arg(student.input.height));
        showSeen();
    }
    // Where there is room: a field for text is low, a sheet to draw on is high.
    (m_readsText ? m_left : m_right)->insertWidget(1, m_examplesCard);
    m_list->setModel(examples());
    m_list->setViewMode(m_readsText ? QListView::ListMode : QListView::IconMode);
    m_list->setMovement(QListView::Static);
    m_list->setResizeMode(QListView::Adjust);
    m_list->setUniformItemSizes(true);
    m_list->setGridSize(m_readsText ? QSize() : kIconCell);
    m_list->setIconSize(m_readsText ? QSize() : QSize(48, 48));
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &PlaygroundPage::updateControls);

    const bool hasTeacher = facts.size() > 1;
    m_student->setFacts(factsText(0));
    m_teacher->setVisible(hasTeacher);
    if (hasTeacher) m_teacher->setFacts(factsText(1));
    m_alone->setVisible(!hasTeacher);
    m_alone->setText(student.isExported ? tr("An exported network stands for itself: its teacher is not part of it.")
                                        : tr("The teacher cannot be asked here: it is no longer on this machine, or it "
                                             "is a file or a chat model of others. The student answers alone."));
    m_ask->setText(hasTeacher ? tr("&Ask both") : tr("&Ask the student"));
    m_workplace->show();
    updateControls();
    m_readsText ? m_text->setFocus() : m_drawing->setFocus();
}

QString PlaygroundPage::factsText(qsizetype network) const {
    const session::ModelFacts& facts = m_facts.at(network);
    const QString known = m_networks.names.value(network);
    QStringList parts = {known.isEmpty() ? facts.name : known};
    if (facts.parameters > 0) parts << tr("%L1 weights").arg(facts.parameters);
    if (facts.bytes > 0) parts << report::bytesText(facts.bytes);
    if (facts.isExported) parts << tr("ONNX Runtime");
    return parts.join(u" · "_s);
}

void PlaygroundPage::updateControls() {
    const bool isFree = !m_session.isBusy() && m_asked == 0 && !m_facts.isEmpty();
    const bool isEmpty = m_readsText ? m_text->text().trimmed().isEmpty() : m_whole.isNull() && m_drawing->isEmpty();
    m_ask->setEnabled(isFree && !isEmpty);
    m_undo->setEnabled(m_drawing->canUndo());
    m_clear->setEnabled(!m_drawing->isEmpty());
    m_forget->setEnabled(m_list->currentIndex().isValid());
    m_hint->setText(m_session.isBusy()        ? tr("The engine is at work; ask again when that is done.")
                    : m_asked != 0            ? tr("Asking…")
                    : m_facts.isEmpty()       ? tr("Opening the networks…")
                    : m_readsText || !isEmpty ? QString()
                                              : tr("Draw something: every stroke is answered."));
    // Without a workplace there is no place for the hint but the line above it.
    const bool waits = !m_networks.folders.isEmpty() && m_facts.isEmpty();
    if (waits && (m_session.isBusy() || m_described != 0)) m_problem->showHint(m_hint->text());
}

void PlaygroundPage::choosePicture() {
    QStringList patterns;
    for (const QByteArray& format : QImageReader::supportedImageFormats()) {
        patterns << u"*."_s + QString::fromLatin1(format);
    }
    const QString file = QFileDialog::getOpenFileName(this, tr("Picture for the networks"), {},
                                                      tr("Pictures (%1)").arg(patterns.join(u' ')));
    if (!file.isEmpty()) usePicture(file);
}

void PlaygroundPage::usePicture(const QString& file) {
    try {
        setPicture(bounded(data::readPicture(file)));
        askCurrent();
    } catch (const Error& error) {
        refuse(session::toProblem(error));
    }
}

void PlaygroundPage::setPicture(const QImage& picture) {
    m_drawing->setPicture(picture);
    m_whole = picture;
    showSeen();
    updateControls();
}

void PlaygroundPage::showSeen() { m_seen->setPixmap(asSeen(current().picture, m_facts.first().input)); }

Example PlaygroundPage::current() const {
    if (m_readsText)
        return {m_text->text().trimmed(), m_pair->isVisibleTo(this) ? m_pair->text().trimmed() : QString()};
    return {{}, {}, m_whole.isNull() ? m_drawing->drawing() : m_whole};
}

void PlaygroundPage::askCurrent() {
    if (!m_ask->isEnabled()) return;
    const Example example = current();
    ask(example);
    keep(example);
}

void PlaygroundPage::askLive() {
    m_changedSince = m_asked != 0;
    if (!m_changedSince && !m_drawing->isEmpty()) ask(current());
    updateControls();
}

void PlaygroundPage::ask(const Example& example) {
    m_problem->clearMessage();
    m_asked = m_session.ask(m_networks.folders,
                            {.text = example.text, .textPair = example.textPair, .image = example.picture});
    updateControls();
}

Examples* PlaygroundPage::examples() {
    Examples*& list = m_readsText ? m_texts : m_pictures;
    if (list) return list;
    // Only now: reading pictures may take longer than a window has to appear.
    list = new Examples(examplesFolder() + (m_readsText ? u"/texts.json"_s : u"/pictures.json"_s), this);
    connect(list, &QAbstractItemModel::rowsRemoved, this, &PlaygroundPage::updateControls);
    connect(list, &QAbstractItemModel::modelReset, this, &PlaygroundPage::updateControls);
    return list;
}

void PlaygroundPage::keep(const Example& example) {
    try {
        examples()->add(example);
    } catch (const Error& error) {
        m_problem->showWarning(tr("The example cannot be kept. %1").arg(problemText(session::toProblem(error))));
    }
}

void PlaygroundPage::askAgain(const QModelIndex& index) {
    if (!index.isValid() || m_session.isBusy() || m_asked != 0 || m_facts.isEmpty()) return;
    const Example example = examples()->at(index.row());
    if (m_readsText) {
        m_text->setText(example.text);
        m_pair->setText(example.textPair);
    } else {
        setPicture(example.picture);
    }
    ask(example);
}

void PlaygroundPage::forget() {
    try {
        examples()->remove(m_list->currentIndex().row());
    } catch (const Error& error) {
        refuse(session::toProblem(error));
    }
}

void PlaygroundPage::showAnswers(const QList<session::Prediction>& predictions) {
    m_asked = 0;
    const Theme& theme = Theme::current();
    m_student->show(predictions.first(), theme.student);
    if (predictions.size() > 1) m_teacher->show(predictions.last(), theme.teacher);
    updateControls();
    if (std::exchange(m_changedSince, false)) askLive();
}

bool PlaygroundPage::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_list && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Delete) {
            forget();
            return true;
        }
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            askAgain(m_list->currentIndex());
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void PlaygroundPage::dragEnterEvent(QDragEnterEvent* event) {
    const QMimeData* data = event->mimeData();
    const QList<QUrl> urls = data->urls();
    const bool isOneFile = urls.size() == 1 && urls.first().isLocalFile();
    const bool isFolder = isOneFile && QFileInfo(urls.first().toLocalFile()).isDir();
    const bool takesPicture = !m_readsText && m_workplace->isVisible() && (isOneFile || data->hasImage());
    if (isFolder || takesPicture) event->acceptProposedAction();
}

void PlaygroundPage::dropEvent(QDropEvent* event) {
    const QMimeData* data = event->mimeData();
    if (data->urls().isEmpty()) {
        setPicture(bounded(qvariant_cast<QImage>(data->imageData())));
        askCurrent();
    } else {
        const QString path = data->urls().first().toLocalFile();
        QFileInfo(path).isDir() ? open(path) : usePicture(path);
    }
    event->acceptProposedAction();
}

void PlaygroundPage::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange) m_drawing->update();
    QWidget::changeEvent(event);
}

}  // namespace distillab::ui
