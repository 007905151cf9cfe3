#include "app/cli/console.h"
#include "app/cli/verb.h"
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/experiment/run_folder.h"
#include "core/session/run_documents.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <nlohmann/json.hpp>

namespace distillab::cli {
namespace {

using namespace Qt::Literals::StringLiterals;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::ReportVerb)
};

int execute(const QCommandLineParser& words, Console& console) {
    const session::RunDocument document = session::readRunDocument(words.positionalArguments().constFirst());
    QString html = words.value(u"html"_s);
    const QString pdf = words.value(u"pdf"_s);
    if (html.isEmpty() && pdf.isEmpty()) html = experiment::RunFolder(document.report.runFolder).reportHtml();
    Json files = Json::object();
    const auto write = [&](const char* kind, const QString& file, const QByteArray& content) {
        writeFileAtomically(file, content);
        files[kind] = QFileInfo(file).absoluteFilePath().toStdString();
        console.print(Text::tr("Wrote %1").arg(file) + u'\n');
    };
    if (!html.isEmpty()) write("html", html, session::htmlOf(document));
    if (!pdf.isEmpty()) write("pdf", pdf, session::pdfOf(document));
    console.printJson(files);
    return kExitDone;
}

}  // namespace

Verb reportVerb() {
    return {u"report"_s,
            u"RUN_DIR [--pdf FILE] [--html FILE]"_s,
            Text::tr("Writes the report of a finished run: its report.html anew, or the files you name."),
            1,
            {{u"pdf"_s, Text::tr("PDF to write, on A4 paper."), u"FILE"_s},
             {u"html"_s, Text::tr("Page to write, in one file."), u"FILE"_s}},
            {},
            execute};
}

}  // namespace distillab::cli
