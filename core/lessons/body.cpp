#include "core/lessons/body.h"

#include "core/base/error.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <utility>

namespace distillab::lessons {
namespace {

using namespace Qt::Literals::StringLiterals;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::Lessons)
};

const QString kQuestion = u"question:"_s;
const QString kAnswer = u"answer:"_s;
const QString kHeading = u"## "_s;

std::vector<FoundLink> linksIn(QString line, int number) {
    static const QRegularExpression kCode(u"`[^`]*`"_s);
    static const QRegularExpression kInline(uR"((!?)\[[^\[\]]*\]\(\s*<?([^)>\s]*))"_s);
    static const QRegularExpression kReference(uR"(^ {0,3}\[[^\]]+\]:\s*<?([^>\s]+))"_s);
    static const QRegularExpression kBare(uR"(<([A-Za-z][A-Za-z0-9+.-]*:[^>\s]*)>)"_s);
    line.remove(kCode);
    std::vector<FoundLink> links;
    for (const QRegularExpressionMatch& match : kInline.globalMatch(line)) {
        links.push_back({match.captured(2), !match.captured(1).isEmpty(), number});
    }
    for (const QRegularExpression& pattern : {kReference, kBare}) {
        const QRegularExpressionMatch match = pattern.match(line);
        if (match.hasMatch()) links.push_back({match.captured(1), false, number});
    }
    return links;
}

/// Takes the lines one after the other.
class Reader {
public:
    explicit Reader(const QString& file) : m_file(file) { m_body.sections.emplace_back(); }

    void take(const QString& line, int number) {
        static const QRegularExpression kAction(uR"(^\[([^\[\]]+)\]\((distillab:[^)\s]+)\)$)"_s);
        const bool fence = line.trimmed().startsWith(u"```"_s);
        const bool quoted = !m_inCode && line.startsWith(u'>');
        if (!quoted) closeQuote();
        if (!m_inCode && !fence) {
            const std::vector<FoundLink> links = linksIn(line, number);
            m_body.links.insert(m_body.links.end(), links.begin(), links.end());
        }
        if (quoted) {
            if (m_quote.isEmpty()) m_quoteLine = number;
            m_quote << line;
        } else if (!m_inCode && line.startsWith(kHeading)) {
            closeText();
            m_body.sections.push_back({line.mid(kHeading.size()).trimmed(), {}});
        } else if (const auto action = kAction.match(line.trimmed()); !m_inCode && action.hasMatch()) {
            closeText();
            m_body.sections.back().blocks.push_back({Block::Kind::Action, action.captured(1), {}, action.captured(2)});
        } else {
            m_text << line;
        }
        if (fence) m_inCode = !m_inCode;
    }

    Body finish() {
        closeQuote();
        closeText();
        std::erase_if(m_body.sections,
                      [](const Section& section) { return section.title.isEmpty() && section.blocks.empty(); });
        return std::move(m_body);
    }

private:
    void closeText() {
        const QString text = m_text.join(u'\n').trimmed();
        m_text.clear();
        if (!text.isEmpty()) m_body.sections.back().blocks.push_back({Block::Kind::Text, text});
    }

    /// A quote that asks becomes a question; any other one stays part of the text.
    void closeQuote() {
        if (m_quote.isEmpty()) return;
        const QStringList quote = std::exchange(m_quote, {});
        QStringList question;
        QStringList answer;
        bool asks = false;
        bool answers = false;
        for (qsizetype i = 0; i < quote.size(); ++i) {
            QString line = quote[i].mid(quote[i].startsWith(u"> "_s) ? 2 : 1);
            if (!asks && line.startsWith(kQuestion)) {
                asks = true;
                line.remove(0, kQuestion.size());
            } else if (line.startsWith(kAnswer)) {
                if (!asks || answers) {
                    fail(Text::tr("an answer stands here without its question"), m_quoteLine + static_cast<int>(i),
                         Text::tr("Begin the quote with “> question: …”, one question to a quote."));
                }
                answers = true;
                line.remove(0, kAnswer.size());
            } else if (!asks && !line.trimmed().isEmpty()) {
                m_text << quote;
                return;
            }
            (answers ? answer : question) << line;
        }
        const QString asked = question.join(u'\n').trimmed();
        const QString answered = answer.join(u'\n').trimmed();
        if (asked.isEmpty() || answered.isEmpty()) {
            fail(Text::tr("a question needs its words and its answer"), m_quoteLine,
                 Text::tr("Write “> question: …”, a line “>”, and “> answer: …”."));
        }
        closeText();
        m_body.sections.back().blocks.push_back({Block::Kind::Question, asked, answered});
    }

    [[noreturn]] void fail(const QString& message, int line, const QString& remedy) const {
        throw RequestError(message, m_file + u':' + QString::number(line), remedy);
    }

    QString m_file;
    Body m_body;
    QStringList m_text;
    QStringList m_quote;
    int m_quoteLine = 0;
    bool m_inCode = false;
};

}  // namespace

Body readBody(const QStringList& lines, int firstLine, const QString& file) {
    Reader reader(file);
    int number = firstLine;
    for (const QString& line : lines) reader.take(line, number++);
    Body body = reader.finish();
    if (body.sections.empty()) {
        throw RequestError(Text::tr("the lesson has no text"), file + u':' + QString::number(firstLine),
                           Text::tr("Write it behind the front matter, in Markdown."));
    }
    return body;
}

}  // namespace distillab::lessons
