#include "core/lessons/lesson.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/spelling.h"
#include "core/experiment/document.h"
#include "core/experiment/samples.h"
#include "core/experiment/yaml.h"
#include "core/lessons/body.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QRegularExpression>
#include <QSet>

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <limits>
#include <variant>

namespace distillab::lessons {
namespace {

using namespace Qt::Literals::StringLiterals;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::Lessons)
};

constexpr int kMostMinutes = 600;
constexpr int kMostOrder = 10'000;
const QString kFence = u"---"_s;

QString placeOf(const QString& file, int line, const QString& key = {}) {
    const QString place = file + u':' + QString::number(line);
    return key.isEmpty() ? place : place + u": "_s + key;
}

/// The YAML at the beginning of a lesson.
class FrontMatter {
public:
    /// @param yaml  with an empty line in place of the fence, so that its lines count as the file's
    FrontMatter(const QString& yaml, const QString& file)
        : m_yaml(yaml), m_file(file), m_root(experiment::parseYaml(yaml.toUtf8(), file)) {
        if (!m_root.IsMap()) {
            throw RequestError(Text::tr("the front matter holds no keys"), placeOf(file, 1),
                               Text::tr("Write at least “title: …”."));
        }
        rejectUnknownKeys();
    }

    void readInto(Lesson& lesson) const {
        lesson.title = text(u"title"_s);
        if (lesson.title.isEmpty()) {
            throw RequestError(Text::tr("the lesson has no title"), placeOf(m_file, 1, u"title"_s),
                               Text::tr("Write “title: …” in the front matter."));
        }
        lesson.learn = text(u"learn"_s);
        lesson.minutes = whole(u"minutes"_s, 1, kMostMinutes, 10);
        lesson.order = whole(u"order"_s, 0, kMostOrder, kMostOrder);
        lesson.language = language();
        readExperiment(lesson);
    }

private:
    void rejectUnknownKeys() const {
        const QStringList known = {u"title"_s, u"learn"_s,      u"minutes"_s, u"language"_s,
                                   u"order"_s, u"experiment"_s, u"set"_s};
        QSet<QString> seen;
        for (const auto& entry : m_root) {
            const QString key = QString::fromStdString(entry.first.IsScalar() ? entry.first.Scalar() : std::string());
            const QString place = placeOf(m_file, entry.first.Mark().line + 1, key);
            if (seen.contains(key)) {
                throw RequestError(Text::tr("the key stands here twice"), place, Text::tr("Keep one of the two."));
            }
            seen << key;
            if (known.contains(key)) continue;
            const QString nearest = nearestWord(key, known);
            throw RequestError(Text::tr("this key is not known"), place,
                               nearest.isEmpty() ? Text::tr("A lesson knows: %1.").arg(known.join(u", "_s))
                                                 : Text::tr("Did you mean “%1”?").arg(nearest));
        }
    }

    /// Undefined when the key is not there.
    YAML::Node node(const QString& key) const { return m_root[key.toStdString()]; }

    [[noreturn]] void fail(const QString& key, const QString& expected) const {
        // The line of the key: where a value is missing, the parser is further on already.
        int line = 1;
        for (const auto& entry : m_root) {
            if (entry.first.Scalar() == key.toStdString()) line = entry.first.Mark().line + 1;
        }
        throw RequestError(Text::tr("the value is not valid here"), placeOf(m_file, line, key),
                           Text::tr("Give %1.").arg(expected));
    }

    QString text(const QString& key) const {
        const YAML::Node value = node(key);
        if (!value) return {};
        if (!value.IsScalar()) fail(key, Text::tr("a line of text"));
        return QString::fromStdString(value.Scalar()).simplified();
    }

    int whole(const QString& key, int least, int most, int otherwise) const {
        if (!node(key)) return otherwise;
        bool ok = false;
        const int value = text(key).toInt(&ok);
        if (!ok || value < least || value > most) {
            fail(key, Text::tr("a whole number from %1 to %2").arg(least).arg(most));
        }
        return value;
    }

    QString language() const {
        static const QRegularExpression kLanguage(u"^[a-z]{2,3}(_[A-Z]{2})?$"_s);
        const QString given = text(u"language"_s);
        if (given.isEmpty()) return u"en"_s;
        if (!kLanguage.match(given).hasMatch()) fail(u"language"_s, Text::tr("a language as en or zh_CN"));
        return given;
    }

    void readExperiment(Lesson& lesson) const {
        const YAML::Node experiment = node(u"experiment"_s);
        lesson.documentName = m_file;
        if (!experiment) {
            if (node(u"set"_s)) fail(u"set"_s, Text::tr("an experiment to change first"));
            return;
        }
        if (experiment.IsScalar()) {
            try {
                lesson.document = experiment::sampleDocument(text(u"experiment"_s));
            } catch (const Error& error) {
                throw RequestError(error.message(), placeOf(m_file, experiment.Mark().line + 1, u"experiment"_s),
                                   error.remedy());
            }
        } else if (experiment.IsMap()) {
            lesson.document = sourceOf(experiment);
        } else {
            fail(u"experiment"_s, Text::tr("the name of a sample, or the keys of an experiment"));
        }
        const QString id = u"name="_s + lesson.id;
        if (experiment.IsScalar() || !experiment["name"]) lesson.overrides << id;
        checkedExperiment(lesson, placeOf(m_file, experiment.Mark().line + 1, u"experiment"_s));
        readSettings(lesson);
    }

    /// The lines of the inline experiment, all else blank: errors in it name the file's own lines.
    QByteArray sourceOf(const YAML::Node& experiment) const {
        int end = std::numeric_limits<int>::max();
        for (const auto& entry : m_root) {
            const int line = entry.first.Mark().line;
            if (line > experiment.Mark().line) end = std::min(end, line);
        }
        QStringList lines = m_yaml.split(u'\n');
        for (int i = 0; i < lines.size(); ++i) {
            if (i < experiment.Mark().line || i >= end) lines[i].clear();
        }
        QString& first = lines[experiment.Mark().line];
        first = QString(experiment.Mark().column, u' ') + first.mid(experiment.Mark().column);
        return lines.join(u'\n').toUtf8();
    }

    void readSettings(Lesson& lesson) const {
        const YAML::Node settings = node(u"set"_s);
        if (!settings) return;
        if (!settings.IsMap()) fail(u"set"_s, Text::tr("lines such as “distill.temperature: 4”"));
        for (const auto& entry : settings) {
            const QString key = QString::fromStdString(entry.first.IsScalar() ? entry.first.Scalar() : std::string());
            const QString place = placeOf(m_file, entry.first.Mark().line + 1, key);
            if (!entry.second.IsScalar()) {
                throw RequestError(Text::tr("the value is not valid here"), place,
                                   Text::tr("Write dotted keys, for example “distill.temperature: 4”."));
            }
            lesson.overrides << key + u'=' + QString::fromStdString(entry.second.Scalar());
            checkedExperiment(lesson, place);
        }
    }

    /// One key at a time is set and checked, so that the faulty one can be named.
    static void checkedExperiment(const Lesson& lesson, const QString& place) {
        try {
            lesson.experimentFor({});
        } catch (const Error& error) {
            const bool namesItsLine = error.where().startsWith(lesson.file + u':');
            throw RequestError(error.message(), namesItsLine ? error.where() : place, error.remedy());
        }
    }

    QString m_yaml;
    QString m_file;
    YAML::Node m_root;
};

void refuseWhatALessonMustNotDo(const experiment::Experiment& experiment) {
    if (experiment.teacher.trustCode) {
        throw RequestError(Text::tr("a lesson cannot allow a program to run"), u"teacher.trust_code"_s,
                           Text::tr("Remove the key; an ONNX file is no program."));
    }
    if (experiment.teacher.source == experiment::TeacherSource::Endpoint) {
        throw RequestError(Text::tr("a lesson cannot send texts to a server"), u"teacher.source"_s,
                           Text::tr("Use another teacher."));
    }
}

void checkLinks(const Lesson& lesson, const std::vector<FoundLink>& links) {
    for (const FoundLink& found : links) {
        const QString place = placeOf(lesson.file, found.line);
        if (found.isImage) {
            if (isImageBeside(found.target)) continue;
            throw RequestError(Text::tr("“%1” is no picture that a lesson can show").arg(found.target), place,
                               Text::tr("Put a PNG or JPEG file beside the lesson and write its name alone."));
        }
        const std::optional<Link> link = parseLink(found.target);
        if (!link) {
            throw RequestError(Text::tr("the link “%1” leads nowhere").arg(found.target), place,
                               Text::tr("Use one of %1, or https://….").arg(knownLinks().join(u", "_s)));
        }
        const auto* start = std::get_if<StartLink>(&*link);
        if (!start) continue;
        if (!lesson.hasExperiment()) {
            throw RequestError(Text::tr("the link starts an experiment, and the lesson has none"), place,
                               Text::tr("Write “experiment: fashion-mnist” in the front matter."));
        }
        try {
            lesson.experimentFor(*start);
        } catch (const Error& error) {
            throw RequestError(Text::tr("the link's experiment is not sound: %1").arg(error.message()), place,
                               error.remedy());
        }
    }
}

}  // namespace

experiment::Experiment Lesson::experimentFor(const StartLink& link) const {
    const QString folder = QFileInfo(file).absolutePath();
    const experiment::Experiment experiment =
        experiment::parse(document, documentName, folder, overrides + link.overrides);
    refuseWhatALessonMustNotDo(experiment);
    return experiment;
}

Lesson parseLesson(const QByteArray& text, const QString& file) {
    QString whole = QString::fromUtf8(text);
    whole.replace(u"\r\n"_s, u"\n"_s);
    if (whole.startsWith(QChar::ByteOrderMark)) whole.remove(0, 1);
    const QStringList lines = whole.split(u'\n');
    const qsizetype end = lines.indexOf(kFence, 1);
    if (lines.first() != kFence || end < 0) {
        throw RequestError(Text::tr("the lesson does not begin with front matter"), placeOf(file, 1),
                           Text::tr("Begin the file with a line “---”, then “title: …”, then a line “---”."));
    }
    Lesson lesson;
    lesson.file = file;
    lesson.id = QFileInfo(file).completeBaseName();
    FrontMatter(u'\n' + lines.mid(1, end - 1).join(u'\n'), file).readInto(lesson);
    Body body = readBody(lines.mid(end + 1), static_cast<int>(end) + 2, file);
    lesson.sections = std::move(body.sections);
    checkLinks(lesson, body.links);
    return lesson;
}

Lesson loadLesson(const QString& file) {
    if (QFileInfo(file).size() > kMostLessonBytes) {
        throw RequestError(Text::tr("the file is too large for a lesson"), file,
                           Text::tr("A lesson has at most %1 KiB.").arg(kMostLessonBytes / 1024));
    }
    return parseLesson(readFile(file), file);
}

}  // namespace distillab::lessons
