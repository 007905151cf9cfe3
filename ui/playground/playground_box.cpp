#include "ui/playground/playground_box.h"

#include "core/experiment/run_folder.h"
#include "core/session/text_teacher.h"
#include "ui/playground/answer_view.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/problem_text.h"
#include "ui/widgets/theme.h"

#include <QBoxLayout>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QImageReader>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>

namespace distillab::ui {
namespace {

using namespace Qt::Literals::StringLiterals;
using session::TrainingSession;

constexpr int kPictureSide = 96;

bool holdsModel(const QString& folder) { return QFileInfo::exists(folder + u"/config.json"_s); }

/// The teacher's model folder: the run's own, or where the run took it from. Empty when it is gone: the student then
/// answers alone.
QString teacherFolderOf(const report::RunReport& report) {
    const QString own = experiment::RunFolder(report.runFolder).teacherFolder();
    if (holdsModel(own)) return own;
    return session::givenTeacherFolder(report.experiment.teacher);
}

}  // namespace

PlaygroundBox::PlaygroundBox(TrainingSession& session, QWidget* parent)
    : Card(tr("Try it yourself"), parent),
      m_session(session),
      m_problem(new MessageLine),
      m_hint(makeLabel({}, TextRole::Muted)) {
    setAcceptDrops(true);
    m_problem->setObjectName(u"playground.problem"_s);
    m_hint->setObjectName(u"playground.hint"_s);
    content()->addWidget(makeTextFields());
    content()->addWidget(makePictureFields());
    content()->addWidget(m_problem);
    content()->addWidget(m_hint);
    content()->addWidget(makeAnswers());
    connectSession();
}

QWidget* PlaygroundBox::makeTextFields() {
    m_textFields = new QWidget;
    m_text = new QLineEdit;
    m_text->setObjectName(u"playground.text"_s);
    m_text->setAccessibleName(tr("Text for the networks"));
    m_text->setPlaceholderText(tr("Type a sentence and press Enter"));
    m_pair = new QLineEdit;
    m_pair->setObjectName(u"playground.textPair"_s);
    m_pair->setAccessibleName(tr("Second text"));
    m_pair->setPlaceholderText(tr("Second text"));
    m_ask = new QPushButton(tr("&Ask both"));
    m_ask->setObjectName(u"playground.ask"_s);
    m_ask->setAutoDefault(true);
    auto* fields = new QVBoxLayout;
    fields->addWidget(m_text);
    fields->addWidget(m_pair);
    auto* row = new QHBoxLayout(m_textFields);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(kSmallGap);
    row->addLayout(fields, 1);
    row->addWidget(m_ask, 0, Qt::AlignTop);
    for (QLineEdit* field : {m_text, m_pair}) {
        connect(field, &QLineEdit::textChanged, this, &PlaygroundBox::updateControls);
        connect(field, &QLineEdit::returnPressed, this, &PlaygroundBox::askText);
    }
    connect(m_ask, &QPushButton::clicked, this, &PlaygroundBox::askText);
    return m_textFields;
}

QWidget* PlaygroundBox::makePictureFields() {
    m_pictureFields = new QWidget;
    m_picture = new QLabel;
    m_picture->setObjectName(u"playground.picture"_s);
    m_choose = new QPushButton(tr("&Choose a picture…"));
    m_choose->setObjectName(u"playground.choose"_s);
    m_choose->setAutoDefault(true);
    auto* beside = new QVBoxLayout;
    beside->addWidget(m_choose, 0, Qt::AlignLeft);
    beside->addWidget(
        makeLabel(tr("Or drop one here. It is scaled to the size that the networks know."), TextRole::Muted));
    auto* row = new QHBoxLayout(m_pictureFields);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(kGap);
    row->addWidget(m_picture);
    row->addLayout(beside, 1);
    connect(m_choose, &QPushButton::clicked, this, &PlaygroundBox::choosePicture);
    return m_pictureFields;
}

QWidget* PlaygroundBox::makeAnswers() {
    auto* answers = new QWidget;
    m_teacher = new AnswerView(tr("Teacher"), Theme::current().teacher);
    m_teacher->setObjectName(u"playground.teacher"_s);
    m_student = new AnswerView(tr("Student"), Theme::current().student);
    m_student->setObjectName(u"playground.student"_s);
    auto* row = new QHBoxLayout(answers);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(kLargeGap);
    row->addWidget(m_teacher, 1);
    row->addWidget(m_student, 1);
    return answers;
}

void PlaygroundBox::connectSession() {
    connect(&m_session, &TrainingSession::stateChanged, this, &PlaygroundBox::updateControls);
    connect(&m_session, &TrainingSession::answered, this,
            [this](quint64 number, const QList<session::Prediction>& predictions) {
                if (number == m_asked) showAnswers(predictions);
            });
    connect(&m_session, &TrainingSession::askFailed, this, [this](quint64 number, const session::Problem& problem) {
        if (number != m_asked) return;
        m_asked = 0;
        m_problem->showError(problemText(problem));
        updateControls();
    });
}

void PlaygroundBox::setRun(const report::RunReport& report) {
    m_isText = report.experiment.learnsFromText();
    m_folders = {experiment::RunFolder(report.runFolder).studentFolder()};
    const QString teacher = teacherFolderOf(report);
    if (!teacher.isEmpty()) m_folders << teacher;
    m_asked = 0;
    m_text->clear();
    m_pair->clear();
    m_pair->setVisible(!report.experiment.data.textPair.isEmpty());
    m_picture->clear();
    m_picture->hide();
    m_textFields->setVisible(m_isText);
    m_pictureFields->setVisible(!m_isText);
    for (AnswerView* view : {m_student, m_teacher}) {
        view->clear();
        view->hide();
    }
    m_problem->clearMessage();
    m_ask->setText(m_folders.size() > 1 ? tr("&Ask both") : tr("&Ask the student"));
    updateControls();
}

void PlaygroundBox::updateControls() {
    const bool isFree = !m_session.isBusy() && m_asked == 0;
    m_ask->setEnabled(isFree && !m_text->text().trimmed().isEmpty());
    m_choose->setEnabled(isFree);
    m_hint->setVisible(!isFree);
    m_hint->setText(m_session.isBusy() ? tr("The engine is at work; ask again when that is done.") : tr("Asking…"));
}

void PlaygroundBox::askText() {
    if (!m_ask->isEnabled()) return;
    ask({.text = m_text->text(), .textPair = m_pair->isVisibleTo(this) ? m_pair->text() : QString()});
}

void PlaygroundBox::choosePicture() {
    QStringList patterns;
    for (const QByteArray& format : QImageReader::supportedImageFormats()) {
        patterns << u"*."_s + QString::fromLatin1(format);
    }
    const QString file = QFileDialog::getOpenFileName(this, tr("Picture for the networks"), {},
                                                      tr("Pictures (%1)").arg(patterns.join(u' ')));
    if (!file.isEmpty()) usePicture(file);
}

void PlaygroundBox::usePicture(const QString& file) {
    const QPixmap picture(file);
    m_picture->setVisible(!picture.isNull());
    m_picture->setAccessibleName(QFileInfo(file).fileName());
    if (!picture.isNull()) {
        m_picture->setPixmap(picture.scaled(kPictureSide, kPictureSide, Qt::KeepAspectRatio, Qt::SmoothTransformation));
    }
    ask({.imageFile = file});
}

void PlaygroundBox::ask(const session::Question& question) {
    m_problem->clearMessage();
    m_asked = m_session.ask(m_folders, question);
    updateControls();
}

void PlaygroundBox::showAnswers(const QList<session::Prediction>& predictions) {
    m_asked = 0;
    m_student->show(predictions.first());
    m_student->setVisible(true);
    if (predictions.size() > 1) m_teacher->show(predictions.last());
    m_teacher->setVisible(predictions.size() > 1);
    updateControls();
}

void PlaygroundBox::dragEnterEvent(QDragEnterEvent* event) {
    const QList<QUrl> urls = event->mimeData()->urls();
    const bool one = urls.size() == 1 && urls.first().isLocalFile();
    if (!m_isText && m_choose->isEnabled() && one) event->acceptProposedAction();
}

void PlaygroundBox::dropEvent(QDropEvent* event) {
    usePicture(event->mimeData()->urls().first().toLocalFile());
    event->acceptProposedAction();
}

}  // namespace distillab::ui
