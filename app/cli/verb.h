#pragma once

#include <QCommandLineOption>
#include <QCommandLineParser>
#include <QList>
#include <QString>

#include <functional>

namespace distillab::cli {

class Console;

/// One verb of the program: what main.cpp needs to explain it, to check its words, and to run it.
struct Verb {
    QString name;
    QString words;      ///< after the verb, for the usage line: "EXPERIMENT.yaml --out DIR [--resume]"
    QString summary;    ///< one sentence for a beginner
    int wordCount = 1;  ///< words that are no options
    QList<QCommandLineOption> options;
    QStringList required;  ///< options that must be given
    /// Does the work. @return exit code @throws Error, Stopped
    std::function<int(const QCommandLineParser& words, Console& console)> run;
    bool takesMoreWords = false;  ///< any number of further ones
};

Verb adviseVerb();
Verb compareVerb();
Verb evaluateVerb();
Verb exportVerb();
Verb listVerb();
Verb measureVerb();
Verb packVerb();
Verb predictVerb();
Verb reportVerb();
Verb runVerb();
Verb sampleVerb();
Verb sweepVerb();
Verb teachVerb();
Verb unpackVerb();

}  // namespace distillab::cli
