#include "app/cli/console.h"
#include "app/cli/stop_on_signal.h"
#include "app/cli/verb.h"
#include "core/base/error.h"
#include "core/base/run_control.h"
#include "core/endpoint/estimate.h"
#include "core/endpoint/prompt_file.h"
#include "core/report/text_table.h"
#include "core/report/wording.h"

#include <QCoreApplication>
#include <QElapsedTimer>

#include <nlohmann/json.hpp>

#include <unistd.h>

#include <algorithm>
#include <cstdio>

namespace distillab::cli {
namespace {

using namespace Qt::Literals::StringLiterals;
using endpoint::Ending;
using endpoint::EndpointOptions;
using endpoint::Outcome;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::TeachVerb)
};

/// A number of an option. @throws RequestError when it is none or out of range
double number(const QCommandLineParser& words, const QString& option, double otherwise, double least, double most) {
    if (!words.isSet(option)) return otherwise;
    bool isNumber = false;
    const double value = words.value(option).toDouble(&isNumber);
    if (isNumber && value >= least && value <= most) return value;
    throw RequestError(Text::tr("“%1” does not fit").arg(words.value(option)), u"--"_s + option,
                       Text::tr("Give a number from %1 to %2.").arg(least).arg(most, 0, 'g', 10));
}

qint64 whole(const QCommandLineParser& words, const QString& option, qint64 otherwise, qint64 least, qint64 most) {
    const double value =
        number(words, option, static_cast<double>(otherwise), static_cast<double>(least), static_cast<double>(most));
    const auto count = static_cast<qint64>(value);
    if (static_cast<double>(count) == value) return count;
    throw RequestError(Text::tr("“%1” is no whole number").arg(words.value(option)), u"--"_s + option);
}

EndpointOptions optionsOf(const QCommandLineParser& words) {
    EndpointOptions options;
    options.url = words.value(u"url"_s);
    options.model = words.value(u"model"_s);
    if (words.isSet(u"key-variable"_s)) options.keyVariable = words.value(u"key-variable"_s);
    options.allowPlain = words.isSet(u"allow-plain"_s);
    options.concurrency =
        static_cast<int>(whole(words, u"concurrency"_s, options.concurrency, 1, endpoint::kMostConcurrency));
    options.maxRequests = whole(words, u"max-requests"_s, 0, 1, 1'000'000'000);
    options.maxCost = number(words, u"max-cost"_s, 0, 0, 1e9);
    options.priceIn = number(words, u"price-in"_s, 0, 0, 1e6);
    options.priceOut = number(words, u"price-out"_s, 0, 0, 1e6);
    options.retries.tries = static_cast<int>(whole(words, u"tries"_s, options.retries.tries, 1, 100));
    if (words.isSet(u"timeout"_s)) {
        options.longest =
            std::chrono::milliseconds(static_cast<qint64>(number(words, u"timeout"_s, 0, 0.01, 86400) * 1000));
        options.stall = options.longest;
    }
    endpoint::checkOptions(options);
    return options;
}

endpoint::TeachSettings settingsOf(const QCommandLineParser& words) {
    endpoint::TeachSettings settings;
    settings.system = words.value(u"system"_s);
    settings.samples = static_cast<int>(whole(words, u"samples"_s, 1, 1, 1000));
    settings.temperature = number(words, u"temperature"_s, settings.samples > 1 ? 1 : 0, 0, 2);
    settings.maxTokens = static_cast<int>(whole(words, u"max-tokens"_s, 0, 1, 1'000'000));
    settings.json = words.isSet(u"json-mode"_s);
    return settings;
}

QString moneyText(double cost) { return QString::number(cost, 'f', cost < 1 ? 4 : 2); }

QString tokensText(qint64 input, qint64 output) {
    return Text::tr("%1 of prompts, %2 of answers").arg(report::countText(input), report::countText(output));
}

void printEstimate(const endpoint::Estimate& e, const EndpointOptions& options, const Console& console) {
    QList<QStringList> rows{{Text::tr("requests"), report::countText(e.requests)},
                            {Text::tr("answered before"), report::countText(e.stored)},
                            {Text::tr("tokens, about"), tokensText(e.inputTokens, e.outputTokens)},
                            {Text::tr("time, about"), report::durationText(e.seconds)}};
    if (options.priceIn > 0 || options.priceOut > 0) rows << QStringList{Text::tr("money, about"), moneyText(e.cost)};
    const QString basis = e.isMeasured ? Text::tr("Lengths and times as in this model's earlier answers.")
                                       : Text::tr("By rules of thumb: this model has not answered here before.");
    console.print(report::textTable(rows, {report::Align::Left, report::Align::Left}) + basis + u'\n');
    console.printJson(Json{{"requests", e.requests},
                           {"stored", e.stored},
                           {"prompt_tokens", e.inputTokens},
                           {"completion_tokens", e.outputTokens},
                           {"cost", e.cost},
                           {"seconds", e.seconds},
                           {"measured", e.isMeasured}});
}

/// A line on standard error that moves, where that is a terminal.
class ProgressLine {
public:
    ~ProgressLine() {
        if (m_isShown) write(u"\r\x1b[K"_s);
    }

    void show(const endpoint::Progress& p) {
        constexpr qint64 kRedrawMs = 100;
        if (::isatty(STDERR_FILENO) != 1 || (m_sinceDrawn.isValid() && m_sinceDrawn.elapsed() < kRedrawMs)) return;
        m_sinceDrawn.start();
        m_isShown = true;
        QString line =
            Text::tr("%1 of %2 answered").arg(report::countText(p.done - p.failed), report::countText(p.asked));
        if (p.failed > 0) line += u", "_s + Text::tr("%1 failed").arg(report::countText(p.failed));
        if (p.cost > 0) line += u", "_s + Text::tr("cost %1").arg(moneyText(p.cost));
        if (p.waiting.count() > 1000) {
            line += u", "_s + Text::tr("the server wants a pause of %1 s").arg(p.waiting.count() / 1000);
        } else if (p.secondsLeft >= 0) {
            line += u", "_s + Text::tr("%1 left").arg(report::durationText(p.secondsLeft));
        }
        write(u"\r\x1b[K"_s + line);
    }

private:
    static void write(const QString& text) {
        std::fputs(text.toUtf8().constData(), stderr);
        std::fflush(stderr);
    }

    QElapsedTimer m_sinceDrawn;
    bool m_isShown = false;
};

/// All that is to be told at the end.
struct Result {
    std::vector<Outcome> outcomes;
    Ending ending;
    endpoint::Progress progress;
    bool isStopped = false;
    double seconds = 0;

    qint64 answered() const {
        return std::ranges::count_if(outcomes, [](const Outcome& outcome) { return outcome.reply.has_value(); });
    }
    QString firstReason() const {
        const auto failed = std::ranges::find_if(outcomes, [](const Outcome& outcome) { return !outcome.reply; });
        return failed == outcomes.end() ? QString() : failed->reason;
    }
};

Result collect(const EndpointOptions& options, endpoint::AnswerStore& store,
               const std::vector<endpoint::ChatRequest>& questions, const Console& console) {
    RunControl control;
    const StopOnSignal guard([&] {
        console.say(Text::tr("Stopping; answers under way are awaited. Press Ctrl+C again to quit at once."));
        control.stop();
    });
    const QUrl url = endpoint::chatUrl(options);
    QList<QByteArray> job;
    for (const endpoint::ChatRequest& question : questions) job << requestKey(question, url, options.model);
    endpoint::Collector collector(options, endpoint::findKey(options.keyVariable, url.host()), store,
                                  endpoint::jobName(job), control);
    ProgressLine line;
    collector.onProgress = [&](const endpoint::Progress& progress) { line.show(progress); };
    collector.onRemark = [&](const QString& remark) { console.say(remark); };
    Result result;
    result.outcomes.resize(questions.size());
    for (size_t i = 0; i < questions.size(); ++i) {
        collector.ask(questions[i], [&result, i](const Outcome& outcome) { result.outcomes[i] = outcome; });
    }
    QElapsedTimer timer;
    timer.start();
    try {
        result.ending = collector.run();
    } catch (const Stopped&) {
        result.isStopped = true;
    }
    result.seconds = static_cast<double>(timer.elapsed()) / 1000;
    result.progress = collector.progress();
    return result;
}

QByteArray endingName(const Result& result) {
    if (result.isStopped) return "stopped";
    switch (result.ending.kind) {
        case Ending::Kind::LimitReached: return "limit";
        case Ending::Kind::GaveUp: return "gave-up";
        case Ending::Kind::Finished: break;
    }
    return "finished";
}

void printResult(const Result& result, const QString& out, const EndpointOptions& options, const Console& console) {
    const endpoint::Progress& p = result.progress;
    const qint64 answered = result.answered();
    const auto all = static_cast<qint64>(result.outcomes.size());
    QList<QStringList> rows{
        {Text::tr("answers"), out},
        {Text::tr("answered"), Text::tr("%1 of %2").arg(report::countText(answered), report::countText(all))},
        {Text::tr("of these known before"), report::countText(p.stored)},
        {Text::tr("requests"), report::countText(p.requests)},
        {Text::tr("tokens"), tokensText(p.usage.input, p.usage.output)}};
    if (options.priceIn > 0 || options.priceOut > 0) rows << QStringList{Text::tr("money"), moneyText(p.cost)};
    console.print(report::textTable(rows, {report::Align::Left, report::Align::Left}));
    console.printJson(Json{{"answers", out.toStdString()},
                           {"prompts", all},
                           {"answered", answered},
                           {"unanswered", all - answered},
                           {"stored", p.stored},
                           {"requests", p.requests},
                           {"prompt_tokens", p.usage.input},
                           {"completion_tokens", p.usage.output},
                           {"cost", p.cost},
                           {"seconds", result.seconds},
                           {"ended", endingName(result).toStdString()}});
}

int execute(const QCommandLineParser& words, Console& console) {
    const QString path = words.positionalArguments().constFirst();
    const EndpointOptions options = optionsOf(words);
    const endpoint::TeachSettings settings = settingsOf(words);
    const QList<endpoint::Prompt> prompts = endpoint::readPrompts(path);
    const auto questions = endpoint::questionsOf(prompts, settings);
    const QString out = words.value(u"out"_s);
    if (out.isEmpty() && !words.isSet(u"estimate"_s)) {
        throw RequestError(Text::tr("--out is missing"), u"teach"_s, Text::tr("Give --out ANSWERS.jsonl."));
    }
    if (!out.isEmpty()) endpoint::requireAnswersPath(out, path);
    endpoint::AnswerStore store(endpoint::AnswerStore::sharedPath(options));
    if (words.isSet(u"estimate"_s)) {
        printEstimate(endpoint::estimate(options, store, questions), options, console);
        return kExitDone;
    }
    const Result result = collect(options, store, questions, console);
    endpoint::writeAnswers(out, prompts, settings.samples, result.outcomes);
    const QString goOn = Text::tr("Give the same command to go on: what was answered is kept and not asked again.");
    if (result.isStopped) {
        console.fail(Text::tr("stopped; %L1 of %L2 answers are in the file")
                         .arg(result.answered())
                         .arg(static_cast<qint64>(result.outcomes.size())),
                     out, goOn);
        return kExitStopped;
    }
    if (result.ending.kind == Ending::Kind::LimitReached) {
        console.fail(result.ending.reason, out, result.ending.remedy);
        return kExitStopped;
    }
    const QString host = endpoint::chatUrl(options).host();
    if (result.ending.kind == Ending::Kind::GaveUp) throw WorkError(result.ending.reason, host, result.ending.remedy);
    if (result.answered() == 0) throw WorkError(result.firstReason(), host, Text::tr("No prompt was answered."));
    printResult(result, out, options, console);
    return kExitDone;
}

}  // namespace

Verb teachVerb() {
    return {u"teach"_s,
            u"PROMPTS.jsonl --out ANSWERS.jsonl --url URL --model NAME [--estimate]"_s,
            Text::tr("Collects a large model's answers from a server that speaks OpenAI's chat API."),
            1,
            {{u"out"_s, Text::tr("File for the answers, in the order of the prompts."), u"FILE"_s},
             {u"url"_s, Text::tr("The server's base address, as https://api.deepseek.com."), u"URL"_s},
             {u"model"_s, Text::tr("The model, as the server calls it."), u"NAME"_s},
             {u"system"_s, Text::tr("What to tell the model before every prompt."), u"TEXT"_s},
             {u"samples"_s, Text::tr("Answers per prompt; 1 if not given."), u"N"_s},
             {u"temperature"_s, Text::tr("Of the answers; 0 if not given, 1 for several samples."), u"T"_s},
             {u"max-tokens"_s, Text::tr("The most tokens of an answer; the server's default if not given."), u"N"_s},
             {u"json-mode"_s, Text::tr("Ask for JSON objects as answers, where the server knows that.")},
             {u"concurrency"_s, Text::tr("Requests under way at a time; 4 if not given."), u"N"_s},
             {u"max-requests"_s, Text::tr("Stop after so many requests, resumed runs included."), u"N"_s},
             {u"max-cost"_s, Text::tr("Stop before the job costs more, resumed runs included."), u"X"_s},
             {u"price-in"_s, Text::tr("Price of a million tokens of prompt."), u"X"_s},
             {u"price-out"_s, Text::tr("Price of a million tokens of answer."), u"X"_s},
             {u"key-variable"_s, Text::tr("Environment variable that holds the key; DISTILLAB_API_KEY if not given."),
              u"NAME"_s},
             {u"allow-plain"_s, Text::tr("Allow http to another machine.")},
             {u"timeout"_s, Text::tr("Seconds that an answer may take; 900 if not given."), u"S"_s},
             {u"tries"_s, Text::tr("Times that a failing request is sent; 6 if not given."), u"N"_s},
             {u"estimate"_s, Text::tr("Only say what it would take: requests, tokens, time, money.")}},
            {u"url"_s, u"model"_s},
            execute};
}

}  // namespace distillab::cli
