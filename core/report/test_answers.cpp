#include "core/report/test_answers.h"

#include "core/base/csv.h"
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/experiment/run_folder.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QHash>
#include <QIODevice>

#include <algorithm>
#include <array>
#include <charconv>

namespace distillab::report {
namespace {

using namespace Qt::Literals::StringLiterals;
using Cells = std::vector<QByteArray>;
using Item = TestAnswers::Item;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::TestAnswers)
};

constexpr auto kTeacher = "teacher: "_L1;
constexpr auto kStudent = "student: "_L1;

void appendNumber(QByteArray& line, float value) {
    std::array<char, 32> digits{};
    // The shortest digits that are read back as the same float.
    const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), value);
    line.append(digits.data(), end - digits.data());
}

QByteArray headerOf(const TestAnswers& answers, bool hasTexts, bool hasPairs) {
    QByteArray line = "row";
    if (hasTexts) line += ",text";
    if (hasPairs) line += ",text_pair";
    line += ",label";
    for (const QLatin1StringView model : {kTeacher, kStudent}) {
        for (const QString& name : answers.classes) line += ',' + csvCell(model + name);
    }
    return line + '\n';
}

QByteArray lineOf(const Item& item, const QStringList& classes, bool hasTexts, bool hasPairs) {
    QByteArray line = QByteArray::number(item.row + 1);
    if (hasTexts) line += ',' + csvCell(item.text);
    if (hasPairs) line += ',' + csvCell(item.textPair);
    line += ',';
    if (item.label >= 0) line += csvCell(classes[item.label]);
    for (const std::vector<float>* logits : {&item.teacher, &item.student}) {
        for (qsizetype i = 0; i < classes.size(); ++i) {
            line += ',';
            if (!logits->empty()) appendNumber(line, logits->at(static_cast<size_t>(i)));
        }
    }
    return line + '\n';
}

/// The file as it is read, line by line.
class Reader {
public:
    explicit Reader(const QString& path) : m_rows(readFile(path), path) {}

    TestAnswers read() {
        readHeader();
        while (const std::optional<Cells> cells = m_rows.next()) m_answers.items.push_back(itemOf(*cells));
        return std::move(m_answers);
    }

private:
    void readHeader() {
        const std::optional<Cells> cells = m_rows.next();
        if (!cells) refuse(Text::tr("the file is empty"));
        QStringList names;
        for (const QByteArray& cell : *cells) names << QString::fromUtf8(cell);
        m_text = names.indexOf(u"text"_s);
        m_pair = names.indexOf(u"text_pair"_s);
        m_label = names.indexOf(u"label"_s);
        for (const QString& name : names) {
            if (name.startsWith(kStudent)) m_answers.classes << name.mid(kStudent.size());
        }
        for (const QString& name : m_answers.classes) m_classes.insert(name, static_cast<int>(m_classes.size()));
        m_columns = names.size();
        // As it was written, or the cells below mean something else.
        QStringList expected = {u"row"_s};
        if (m_text >= 0) expected << u"text"_s;
        if (m_pair >= 0) expected << u"text_pair"_s;
        expected << u"label"_s;
        for (const QLatin1StringView model : {kTeacher, kStudent}) {
            for (const QString& name : m_answers.classes) expected << model + name;
        }
        if (names != expected || m_answers.classes.isEmpty()) {
            refuse(Text::tr("the names of the columns are not those of a table of answers"));
        }
    }

    Item itemOf(const Cells& cells) const {
        if (static_cast<qsizetype>(cells.size()) != m_columns) {
            refuse(Text::tr("there are %1 cells where %2 were expected").arg(cells.size()).arg(m_columns));
        }
        bool isNumber = false;
        Item item{cells[0].toLongLong(&isNumber) - 1};
        if (!isNumber || item.row < 0) refuse(Text::tr("“%1” is no row").arg(QString::fromUtf8(cells[0])));
        if (m_text >= 0) item.text = QString::fromUtf8(cells[static_cast<size_t>(m_text)]);
        if (m_pair >= 0) item.textPair = QString::fromUtf8(cells[static_cast<size_t>(m_pair)]);
        const QString label = QString::fromUtf8(cells[static_cast<size_t>(m_label)]);
        item.label = label.isEmpty() ? -1 : m_classes.value(label, -1);
        if (!label.isEmpty() && item.label < 0) refuse(Text::tr("“%1” is no class").arg(label));
        const auto first = cells.begin() + m_label + 1;
        const auto half = first + m_answers.classes.size();
        const bool isSilent = std::all_of(first, half, [](const QByteArray& cell) { return cell.isEmpty(); });
        if (!isSilent) item.teacher = numbersOf(first, half);
        item.student = numbersOf(half, cells.end());
        return item;
    }

    std::vector<float> numbersOf(Cells::const_iterator begin, Cells::const_iterator end) const {
        std::vector<float> numbers;
        numbers.reserve(static_cast<size_t>(end - begin));
        for (auto cell = begin; cell != end; ++cell) {
            const char* last = cell->constData() + cell->size();
            const auto [rest, error] = std::from_chars(cell->constData(), last, numbers.emplace_back());
            if (error != std::errc() || rest != last) {
                refuse(Text::tr("“%1” is no number").arg(QString::fromUtf8(*cell)));
            }
        }
        return numbers;
    }

    [[noreturn]] void refuse(const QString& message) const {
        throw RequestError(
            message, m_rows.where(),
            Text::tr("The file was changed or damaged. Delete it, and the page of the run makes it anew."));
    }

    CsvReader m_rows;
    TestAnswers m_answers;
    QHash<QString, int> m_classes;
    qsizetype m_columns = 0;
    qsizetype m_text = -1;
    qsizetype m_pair = -1;
    qsizetype m_label = -1;
};

}  // namespace

void writeTestAnswers(const QString& runFolder, const TestAnswers& answers) {
    const bool hasTexts = std::ranges::any_of(answers.items, [](const Item& item) { return !item.text.isEmpty(); });
    const bool hasPairs = std::ranges::any_of(answers.items, [](const Item& item) { return !item.textPair.isEmpty(); });
    writeFileAtomically(experiment::RunFolder(runFolder).testAnswersFile(), [&](QIODevice& file) {
        file.write(headerOf(answers, hasTexts, hasPairs));
        for (const Item& item : answers.items) file.write(lineOf(item, answers.classes, hasTexts, hasPairs));
    });
}

std::optional<TestAnswers> readTestAnswers(const QString& runFolder) {
    const QString path = experiment::RunFolder(runFolder).testAnswersFile();
    if (!QFileInfo::exists(path)) return std::nullopt;
    return Reader(path).read();
}

}  // namespace distillab::report
