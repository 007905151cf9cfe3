#include "core/base/error.h"
#include "core/session/engine.h"
#include "ui/main_window.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

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

QCommandLineOption languageOption() {
    return {u"language"_s,
            QCoreApplication::translate("main", "Language of the window, zh_CN or en, instead of the system's."),
            u"LANGUAGE"_s};
}

/// The language is needed before the other options, whose descriptions are translated, too.
QLocale chosenLocale(const QStringList& arguments) {
    const QCommandLineOption language = languageOption();
    QCommandLineParser parser;
    parser.addOption(language);
    parser.parse(arguments);
    return parser.isSet(language) ? QLocale(parser.value(language)) : QLocale();
}

/// Other languages than ours are shown English, whose translation file holds only the plurals.
void installTranslations(const QLocale& locale, QTranslator& ours, QTranslator& ofQt) {
    const bool known = ours.load(locale, u"distillab"_s, u"_"_s, u":/i18n"_s);
    if (!known && !ours.load(u":/i18n/distillab_en"_s)) return;
    QCoreApplication::installTranslator(&ours);
    const QString folder = QLibraryInfo::path(QLibraryInfo::TranslationsPath);
    if (known && ofQt.load(locale, u"qtbase"_s, u"_"_s, folder)) QCoreApplication::installTranslator(&ofQt);
}

}  // namespace

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    QCoreApplication::setOrganizationName(u"DistilLab"_s);
    QCoreApplication::setApplicationName(u"distillab"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(DISTILLAB_VERSION));
    QGuiApplication::setDesktopFileName(u"distillab"_s);

    QTranslator ours;
    QTranslator ofQt;
    installTranslations(chosenLocale(QCoreApplication::arguments()), ours, ofQt);

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
    parser.addPositionalArgument(
        u"PATH"_s,
        QCoreApplication::translate("main", "A run folder, an experiment.yaml, a hand-out or a lesson to open."),
        u"[RUN_FOLDER | EXPERIMENT.yaml | HANDOUT.distillab | LESSON.md]"_s);
    parser.process(application);

    distillab::ui::applyTheme(application);
    distillab::ui::MainWindow window([]() -> distillab::session::Engine& { return distillab::session::loadEngine(); });
    if (parser.isSet(selfTest)) quitWhenReady(window.session());
    window.show();
    if (!parser.positionalArguments().isEmpty()) window.open(parser.positionalArguments().first());
    return QApplication::exec();
}
