#include "core/base/error.h"
#include "core/session/engine.h"
#include "ui/main_window.h"
#include "ui/settings/language.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QLocale>
#include <QTimer>

#include <cstdio>

using namespace Qt::Literals::StringLiterals;
using distillab::session::TrainingSession;

namespace {

/// Quits with 0 as soon as the engine is loaded: shows that an installation is complete.
void quitWhenReady(TrainingSession& session) {
    QObject::connect(&session, &TrainingSession::engineReady, [] { QCoreApplication::exit(distillab::kExitDone); });
    QObject::connect(&session, &TrainingSession::failed, [](const distillab::session::Problem& problem) {
        std::fprintf(stderr, "%s\n", qPrintable(problem.message));
        QCoreApplication::exit(distillab::kExitWorkFailed);
    });
}

/// Tells on standard output when the window has been painted for the first time, and quits when standard input ends:
/// what tests/bench/window_start.cpp measures.
class FirstPicture : public QObject {
public:
    explicit FirstPicture(QWidget& window) : QObject(&window) { window.installEventFilter(this); }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override {
        if (event->type() != QEvent::Paint) return false;
        watched->removeEventFilter(this);
        // The picture is out when the painting that is under way has ended.
        QTimer::singleShot(0, this, [] {
            std::puts("shown");
            std::fflush(stdout);
            QCoreApplication::exit(std::getchar() == EOF ? distillab::kExitDone : distillab::kExitBadRequest);
        });
        return false;
    }
};

QCommandLineOption languageOption() {
    return {u"language"_s,
            QCoreApplication::translate("main", "Language of the window, zh_CN or en, instead of the chosen one."),
            u"LANGUAGE"_s};
}

/// The language is needed before the other options, whose descriptions are translated, too.
QLocale chosenLocale(const QStringList& arguments) {
    const QCommandLineOption language = languageOption();
    QCommandLineParser parser;
    parser.addOption(language);
    parser.parse(arguments);
    return parser.isSet(language) ? QLocale(parser.value(language))
                                  : distillab::ui::localeOf(distillab::ui::chosenLanguage());
}

}  // namespace

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    QCoreApplication::setOrganizationName(u"DistilLab"_s);
    QCoreApplication::setApplicationName(u"distillab"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(DISTILLAB_VERSION));
    QGuiApplication::setDesktopFileName(u"distillab"_s);

    distillab::ui::useLocale(chosenLocale(QCoreApplication::arguments()));

    QCommandLineParser parser;
    parser.setApplicationDescription(
        QCoreApplication::translate("main", "A workbench in which a large network teaches a small one."));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addOption(languageOption());
    QCommandLineOption selfTest(u"self-test"_s,
                                QCoreApplication::translate("main", "Show the window, load the engine, quit."));
    selfTest.setFlags(QCommandLineOption::HiddenFromHelp);
    parser.addOption(selfTest);
    QCommandLineOption firstPicture(u"first-picture"_s, u"Say when the window is shown, quit when told."_s);
    firstPicture.setFlags(QCommandLineOption::HiddenFromHelp);
    parser.addOption(firstPicture);
    parser.addPositionalArgument(
        u"PATH"_s,
        QCoreApplication::translate("main", "A run folder, an experiment.yaml, a hand-out or a lesson to open."),
        u"[RUN_FOLDER | EXPERIMENT.yaml | HANDOUT.distillab | LESSON.md]"_s);
    parser.process(application);

    distillab::ui::applyTheme(application);
    distillab::ui::MainWindow window([]() -> distillab::session::Engine& { return distillab::session::loadEngine(); });
    if (parser.isSet(selfTest)) quitWhenReady(window.session());
    if (parser.isSet(firstPicture)) new FirstPicture(window);
    window.show();
    if (!parser.positionalArguments().isEmpty()) window.open(parser.positionalArguments().first());
    return QApplication::exec();
}
