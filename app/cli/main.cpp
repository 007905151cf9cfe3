#include "app/cli/console.h"
#include "app/cli/verb.h"
#include "core/base/error.h"
#include "core/base/spelling.h"
#include "core/report/text_table.h"
#include "core/session/engine.h"

#include <QCoreApplication>
#include <QGuiApplication>
#include <QTranslator>

#include <algorithm>
#include <memory>
#include <new>
#include <string_view>

namespace distillab::cli {
namespace {

using namespace Qt::Literals::StringLiterals;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::CommandLine)
};

/// In the order in which a beginner meets them.
QList<Verb> allVerbs() {
    return {sampleVerb(), runVerb(),     adviseVerb(),  reportVerb(), sweepVerb(),  compareVerb(), evaluateVerb(),
            exportVerb(), measureVerb(), predictVerb(), packVerb(),   unpackVerb(), teachVerb(),   listVerb()};
}

QString usageLine(const Verb& verb) { return u"distillab-cli "_s + verb.name + u' ' + verb.words; }

QString generalHelp() {
    QList<QStringList> verbs;
    QString usage;
    for (const Verb& verb : allVerbs()) {
        usage += u"  "_s + usageLine(verb) + u'\n';
        verbs << QStringList{u"  "_s + verb.name, verb.summary};
    }
    return Text::tr("DistilLab teaches a small network what a large one knows.") + u"\n\n"_s + usage + u'\n' +
           report::textTable(verbs, {report::Align::Left}) + u'\n' +
           Text::tr(
               "Every verb takes --json (the result as JSON on standard output) and --help.\n"
               "Exit codes: 0 done, 2 the request is wrong, 3 the work failed, 130 stopped.") +
           u'\n';
}

QString optionText(const QCommandLineOption& option) {
    QStringList names;
    for (const QString& name : option.names()) names << (name.size() == 1 ? u"-"_s : u"--"_s) + name;
    const QString value = option.valueName().isEmpty() ? QString() : u' ' + option.valueName();
    return u"  "_s + names.join(u", "_s) + value;
}

QString verbHelp(const Verb& verb) {
    QList<QStringList> rows;
    for (const QCommandLineOption& option : verb.options) rows << QStringList{optionText(option), option.description()};
    return usageLine(verb) + u"\n\n"_s + verb.summary + u"\n\n"_s + report::textTable(rows, {report::Align::Left});
}

QString didYouMean(const QString& nearest, const QString& otherwise) {
    return nearest.isEmpty() ? otherwise : Text::tr("Did you mean “%1”?").arg(nearest);
}

Verb findVerb(const QString& name) {
    const QList<Verb> verbs = allVerbs();
    const auto found = std::ranges::find(verbs, name, &Verb::name);
    if (found != verbs.end()) return *found;
    QStringList names;
    for (const Verb& verb : verbs) names << verb.name;
    throw RequestError(Text::tr("“%1” is not something this program can do").arg(name), {},
                       didYouMean(nearestWord(name, names), Text::tr("It can: %1.").arg(names.join(u", "_s))));
}

void checkWords(const Verb& verb, const QCommandLineParser& parser) {
    const QStringList unknown = parser.unknownOptionNames();
    if (!unknown.isEmpty()) {
        QStringList known;
        for (const QCommandLineOption& option : verb.options) known << option.names();
        const QString nearest = nearestWord(unknown.first(), known);
        throw RequestError(Text::tr("“%1” has no option --%2").arg(verb.name, unknown.first()), {},
                           didYouMean(nearest.isEmpty() ? QString() : u"--"_s + nearest,
                                      Text::tr("See distillab-cli %1 --help.").arg(verb.name)));
    }
    const QString usage = Text::tr("Usage: %1").arg(usageLine(verb));
    const QStringList words = parser.positionalArguments();
    if (words.size() < verb.wordCount) {
        throw RequestError(Text::tr("%1 is missing").arg(verb.words.section(u' ', 0, 0).remove(u"..."_s)), verb.name,
                           usage);
    }
    if (words.size() > verb.wordCount && !verb.takesMoreWords) {
        throw RequestError(Text::tr("“%1” is one word too many").arg(words[verb.wordCount]), verb.name, usage);
    }
    for (const QString& option : verb.required) {
        if (parser.value(option).isEmpty()) {
            throw RequestError(Text::tr("--%1 is missing").arg(option), verb.name, usage);
        }
    }
}

int runVerb(Verb verb, const QStringList& words, Console& console) {
    verb.options << QCommandLineOption(u"json"_s, Text::tr("Print the result as JSON."))
                 << QCommandLineOption({u"h"_s, u"help"_s}, Text::tr("Explain this verb."));
    QCommandLineParser parser;
    parser.setSingleDashWordOptionMode(QCommandLineParser::ParseAsLongOptions);
    parser.addOptions(verb.options);
    const bool sound = parser.parse(words);
    if (parser.isSet(u"help"_s)) {
        Console(false).print(verbHelp(verb));
        return kExitDone;
    }
    if (!sound && parser.unknownOptionNames().isEmpty()) {
        throw RequestError(parser.errorText(), verb.name, Text::tr("Usage: %1").arg(usageLine(verb)));
    }
    checkWords(verb, parser);
    return verb.run(parser, console);
}

int dispatch(const QStringList& arguments, Console& console) {
    if (arguments.size() < 2) {
        console.say(generalHelp());
        throw RequestError(Text::tr("no verb was given"), {}, Text::tr("Begin with: distillab-cli list samples"));
    }
    const QString& first = arguments[1];
    if (first == u"--help" || first == u"-h") {
        Console(false).print(generalHelp());
        return kExitDone;
    }
    if (first == u"--version" || first == u"-v") {
        Console(false).print(u"distillab-cli " DISTILLAB_VERSION "\n"_s);
        return kExitDone;
    }
    // Not for people: the engine starts it for a teacher that is a stranger's program.
    if (first == u"host-script" && arguments.size() == 4) {
        return session::loadEngine().hostScript(arguments[3], std::max(arguments[2].toInt(), 1));
    }
    return runVerb(findVerb(first), arguments.mid(1), console);
}

/// The one place of this program where errors become messages and exit codes.
int guarded(const QStringList& arguments) {
    Console console(arguments.contains(u"--json"_s));
    try {
        return dispatch(arguments, console);
    } catch (const RequestError& error) {
        console.fail(error.message(), error.where(), error.remedy());
        return kExitBadRequest;
    } catch (const Error& error) {
        console.fail(error.message(), error.where(), error.remedy());
    } catch (const std::bad_alloc&) {
        console.fail(Text::tr("there is not enough memory"), {},
                     Text::tr("Use a smaller batch size, model or data limit, or close other programs."));
    } catch (const std::exception& error) {
        console.fail(QString::fromUtf8(error.what()), {},
                     Text::tr("This should not happen. Please report it with the command you typed."));
    }
    return kExitWorkFailed;
}

/// A PDF is set with fonts, which only a program with a screen has, be it none that is seen.
std::unique_ptr<QCoreApplication> makeApplication(int& argc, char** argv) {
    const bool setsText = argc > 1 && std::string_view(argv[1]) == "report";
    if (!setsText) return std::make_unique<QCoreApplication>(argc, argv);
    qputenv("QT_QPA_PLATFORM", "offscreen");
    return std::make_unique<QGuiApplication>(argc, argv);
}

}  // namespace
}  // namespace distillab::cli

int main(int argc, char** argv) {
    const auto application = distillab::cli::makeApplication(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("distillab-cli"));
    QCoreApplication::setApplicationVersion(QStringLiteral(DISTILLAB_VERSION));
    QTranslator plurals;
    if (plurals.load(QStringLiteral(":/i18n/distillab_en"))) QCoreApplication::installTranslator(&plurals);
    return distillab::cli::guarded(QCoreApplication::arguments());
}
