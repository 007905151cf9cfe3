#include "core/experiment/document.h"

#include "core/base/error.h"
#include "core/base/limited_file.h"
#include "core/base/spelling.h"
#include "core/experiment/schema.h"
#include "core/experiment/validate.h"
#include "core/experiment/yaml.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QSet>

#include <yaml-cpp/yaml.h>

#include <cmath>
#include <string>
#include <utility>

namespace distillab::experiment {
namespace {

using namespace Qt::Literals::StringLiterals;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::Experiment)
};

QString toQString(const std::string& text) { return QString::fromStdString(text); }

QString numberText(double value) { return QString::number(value, 'g', 12); }

QString boundsText(const Bounds& bounds) {
    if (bounds.least == bounds.most) return numberText(bounds.least);
    if (bounds.least <= -1e17 && bounds.most >= 1e17) return Text::tr("a number");
    if (bounds.most >= 1e17) {
        return bounds.leastIsOpen ? Text::tr("a number above %1").arg(numberText(bounds.least))
                                  : Text::tr("a number from %1").arg(numberText(bounds.least));
    }
    return bounds.leastIsOpen
               ? Text::tr("a number above %1 and up to %2").arg(numberText(bounds.least), numberText(bounds.most))
               : Text::tr("a number from %1 to %2").arg(numberText(bounds.least), numberText(bounds.most));
}

QString wholeBoundsText(const Bounds& bounds) {
    if (bounds.least == bounds.most) return boundsText(bounds);
    return Text::tr("a whole number from %1 to %2").arg(numberText(bounds.least), numberText(bounds.most));
}

/// An empty word stands for a choice not made.
QString listText(QStringList words) {
    words.removeAll(QString());
    return words.join(u", "_s);
}

/// Puts the values of a YAML tree into an experiment and remembers which keys it knows.
class Reader : public KeyVisitor {
public:
    Reader(YAML::Node root, QString file, QString folder)
        : m_root(std::move(root)), m_file(std::move(file)), m_folder(std::move(folder)) {}

    void section(const QString& key, const QString&) override {
        for (qsizetype depth = 0; depth <= key.count(u'.'); ++depth) m_sections << key.section(u'.', 0, depth);
    }

    void text(const QString& key, QString& value, const QString&) override {
        if (const YAML::Node node = find(key)) value = toQString(scalar(node, key));
    }

    void path(const QString& key, QString& value, const QString&) override {
        if (const YAML::Node node = find(key)) value = absolute(toQString(scalar(node, key)));
    }

    void number(const QString& key, double& value, Bounds bounds, const QString&) override {
        const YAML::Node node = find(key);
        if (!node) return;
        bool ok = false;
        const double parsed = toQString(scalar(node, key)).toDouble(&ok);
        const bool high = parsed <= bounds.most;
        const bool low = bounds.leastIsOpen ? parsed > bounds.least : parsed >= bounds.least;
        if (!ok || !std::isfinite(parsed) || !high || !low) fail(node, key, boundsText(bounds));
        value = parsed;
    }

    void number(const QString& key, std::optional<double>& value, Bounds bounds, const QString& help) override {
        const YAML::Node node = find(key);
        if (!node || (node.IsScalar() && node.Scalar().empty())) return;
        number(key, value.emplace(), bounds, help);
    }

    void whole(const QString& key, int& value, Bounds bounds, const QString&) override {
        const YAML::Node node = find(key);
        if (!node) return;
        bool ok = false;
        const qlonglong parsed = toQString(scalar(node, key)).toLongLong(&ok);
        const auto asDouble = static_cast<double>(parsed);
        if (!ok || asDouble < bounds.least || asDouble > bounds.most) {
            fail(node, key, wholeBoundsText(bounds));
        }
        value = static_cast<int>(parsed);
    }

    void seed(const QString& key, quint64& value, const QString&) override {
        const YAML::Node node = find(key);
        if (!node) return;
        bool ok = false;
        const qulonglong parsed = toQString(scalar(node, key)).toULongLong(&ok);
        if (!ok) fail(node, key, Text::tr("a whole number from 0"));
        value = parsed;
    }

    void flag(const QString& key, bool& value, const QString&) override {
        const YAML::Node node = find(key);
        if (!node) return;
        const QString word = toQString(scalar(node, key)).toLower();
        if (word != u"true" && word != u"false") fail(node, key, Text::tr("true or false"));
        value = word == u"true";
    }

    void choice(const QString& key, QString& value, const QStringList& allowed, const QString&) override {
        const YAML::Node node = find(key);
        if (!node) return;
        const QString word = toQString(scalar(node, key));
        if (!allowed.contains(word)) fail(node, key, Text::tr("one of: %1").arg(listText(allowed)));
        value = word;
    }

    void course(const QString& key, Course& value, Bounds bounds, const QString& help) override {
        const YAML::Node node = find(key);
        if (!node) return;
        if (!node.IsMap()) {
            double same = value.from;
            number(key, same, bounds, help);
            value = same;
            return;
        }
        Course given(value.from, value.from, Schedule::Linear);
        number(key + u".from"_s, given.from, bounds, help);
        number(key + u".to"_s, given.to, bounds, help);
        const Choices<Schedule> shapes = {{Schedule::Linear, u"linear"_s}, {Schedule::Cosine, u"cosine"_s}};
        choice(key + u".course"_s, given.shape, shapes, help);
        m_sections << key;
        value = given;
    }

    void split(const QString& key, QString& path, double& fraction, const QString&) override {
        const YAML::Node node = find(key);
        if (!node) return;
        const QString word = toQString(scalar(node, key));
        bool isNumber = false;
        const double parsed = word.toDouble(&isNumber);
        if (!isNumber) {
            path = absolute(word);
            return;
        }
        if (!(parsed > 0 && parsed < 1)) fail(node, key, Text::tr("a path, or a fraction between 0 and 1"));
        path.clear();
        fraction = parsed;
    }

    using KeyVisitor::choice;

    /// Call after the visit. @throws RequestError for the first key that nothing asked for
    void rejectUnknownKeys() const { rejectUnknownKeys(m_root, {}); }

protected:
    std::optional<size_t> beginList(const QString& key, size_t, const QString&) override {
        const YAML::Node node = find(key);
        if (!node) return std::nullopt;
        if (!node.IsSequence()) fail(node, key, Text::tr("a list, one “- …” per item"));
        m_lists << key;
        return node.size();
    }
    void beginItem(const QString& key) override { section(key, {}); }
    void endItem() override {}
    void endList() override {}

private:
    QString place(const YAML::Mark& mark, const QString& key) const {
        QString place = m_file;
        if (!mark.is_null()) place += u':' + QString::number(mark.line + 1);
        if (!key.isEmpty()) place += u": "_s + key;
        return place;
    }

    [[noreturn]] void fail(const YAML::Node& node, const QString& key, const QString& expected) const {
        QString message = Text::tr("a list or a map is not valid here");
        if (node.IsNull()) message = Text::tr("the value is missing");
        if (node.IsScalar()) message = Text::tr("“%1” is not valid here").arg(toQString(node.Scalar()));
        // yaml-cpp says that a missing value stands where the next thing begins, often some lines further on.
        const YAML::Mark mark = node.IsNull() ? markOfKey(key) : node.Mark();
        throw RequestError(message, place(mark, key), Text::tr("Give %1.").arg(expected));
    }

    YAML::Mark markOfKey(const QString& dottedKey) const {
        YAML::Node map(m_root);
        YAML::Mark mark = YAML::Mark::null_mark();
        for (const QString& part : dottedKey.split(u'.')) {
            for (const auto& entry : map) {
                if (entry.first.Scalar() != part.section(u'[', 0, 0).toStdString()) continue;
                mark = entry.first.Mark();
                map.reset(entry.second);
                if (part.endsWith(u']')) map.reset(YAML::Node(map[part.section(u'[', 1).chopped(1).toULongLong()]));
                break;
            }
        }
        return mark;
    }

    /// @param dottedKey  "distill.losses[0].weight"
    YAML::Node find(const QString& dottedKey) {
        m_known << dottedKey;
        YAML::Node node(m_root);
        for (const QString& part : dottedKey.split(u'.')) {
            if (!node.IsMap()) return YAML::Node(YAML::NodeType::Undefined);
            const YAML::Node& view = node;
            const YAML::Node child = view[part.section(u'[', 0, 0).toStdString()];
            if (!child) return YAML::Node(YAML::NodeType::Undefined);
            node.reset(child);
            if (!part.endsWith(u']')) continue;
            if (!node.IsSequence()) return YAML::Node(YAML::NodeType::Undefined);
            const size_t index = part.section(u'[', 1).chopped(1).toULongLong();
            node.reset(YAML::Node(node[index]));
        }
        return node;
    }

    std::string scalar(const YAML::Node& node, const QString& key) const {
        if (!node.IsScalar()) fail(node, key, Text::tr("a single value"));
        return node.Scalar();
    }

    QString absolute(const QString& path) const {
        if (path.isEmpty()) return path;
        if (path.startsWith(u"~/")) return QDir::cleanPath(QDir::homePath() + path.mid(1));
        return QDir::cleanPath(QDir(m_folder).absoluteFilePath(path));
    }

    void rejectUnknownKeys(const YAML::Node& node, const QString& prefix) const {
        if (node.IsNull()) return;
        if (!node.IsMap()) {
            throw RequestError(Text::tr("keys and values were expected here"), place(node.Mark(), prefix),
                               Text::tr("Write one “key: value” per line."));
        }
        QSet<QString> seen;
        for (const auto& entry : node) {
            const QString name = entry.first.IsScalar() ? toQString(entry.first.Scalar()) : u"?"_s;
            const QString key = prefix.isEmpty() ? name : prefix + u'.' + name;
            if (seen.contains(key)) {
                throw RequestError(Text::tr("the key stands here twice"), place(entry.first.Mark(), key),
                                   Text::tr("Keep one of the two."));
            }
            seen << key;
            if (m_lists.contains(key)) {
                size_t index = 0;
                for (const YAML::Node& item : entry.second) {
                    rejectUnknownKeys(item, key + u"[%1]"_s.arg(index++));
                }
                continue;
            }
            if (m_sections.contains(key)) {
                rejectUnknownKeys(entry.second, key);
                continue;
            }
            if (m_known.contains(key)) continue;
            const QString nearest = nearestWord(key, QStringList(m_known.values()) + m_sections);
            throw RequestError(Text::tr("this key is not known"), place(entry.first.Mark(), key),
                               nearest.isEmpty() ? Text::tr("Remove it, or see the list of keys in the documentation.")
                                                 : Text::tr("Did you mean “%1”?").arg(nearest));
        }
    }

    YAML::Node m_root;
    QString m_file;
    QString m_folder;
    QStringList m_sections;  ///< "export.onnx" counts as "export" as well
    QSet<QString> m_lists;
    QSet<QString> m_known;
};

/// Writes an experiment as YAML text, one section after the other.
class Writer : public KeyVisitor {
public:
    Writer() { m_out << YAML::BeginMap; }

    QByteArray finish() {
        openSection({});
        m_out << YAML::EndMap;
        return QByteArray(m_out.c_str(), static_cast<qsizetype>(m_out.size())) + '\n';
    }

    void section(const QString& key, const QString& help) override { openSection(key.split(u'.'), help); }
    void text(const QString& key, QString& value, const QString&) override { put(key, YAML::DoubleQuoted, value); }
    void path(const QString& key, QString& value, const QString&) override {
        if (!value.isEmpty()) put(key, YAML::DoubleQuoted, value);
    }
    void number(const QString& key, double& value, Bounds, const QString&) override {
        put(key, YAML::Auto, QString::number(value, 'g', QLocale::FloatingPointShortest));
    }
    void number(const QString& key, std::optional<double>& value, Bounds bounds, const QString& help) override {
        if (value) number(key, *value, bounds, help);
    }
    void whole(const QString& key, int& value, Bounds, const QString&) override {
        put(key, YAML::Auto, QString::number(value));
    }
    void seed(const QString& key, quint64& value, const QString&) override {
        put(key, YAML::Auto, QString::number(value));
    }
    void flag(const QString& key, bool& value, const QString&) override {
        put(key, YAML::Auto, value ? u"true"_s : u"false"_s);
    }
    void choice(const QString& key, QString& value, const QStringList&, const QString&) override {
        if (!value.isEmpty()) put(key, YAML::Auto, value);
    }
    void course(const QString& key, Course& value, Bounds bounds, const QString& help) override {
        if (value.isConstant()) return number(key, value.from, bounds, help);
        const auto text = [](double number) { return QString::number(number, 'g', QLocale::FloatingPointShortest); };
        m_out << YAML::Key << key.section(u'.', -1).toStdString() << YAML::Value << YAML::Flow << YAML::BeginMap;
        put(u"from"_s, YAML::Auto, text(value.from));
        put(u"to"_s, YAML::Auto, text(value.to));
        put(u"course"_s, YAML::Auto, value.shape == Schedule::Linear ? u"linear"_s : u"cosine"_s);
        m_out << YAML::EndMap;
    }
    void split(const QString& key, QString& file, double& fraction, const QString& help) override {
        if (file.isEmpty()) {
            number(key, fraction, {}, help);
        } else {
            path(key, file, help);
        }
    }
    using KeyVisitor::choice;

protected:
    std::optional<size_t> beginList(const QString& key, size_t count, const QString&) override {
        m_out << YAML::Key << key.section(u'.', -1).toStdString() << YAML::Value;
        if (count == 0) m_out << YAML::Flow;
        m_out << YAML::BeginSeq;
        return std::nullopt;
    }
    void beginItem(const QString&) override { m_out << YAML::Flow << YAML::BeginMap; }
    void endItem() override { m_out << YAML::EndMap; }
    void endList() override { m_out << YAML::EndSeq; }

private:
    /// Closes what does not lead to the section, opens what is still missing on the way to it.
    void openSection(const QStringList& path, const QString& help = {}) {
        qsizetype shared = 0;
        while (shared < m_open.size() && shared < path.size() && m_open[shared] == path[shared]) ++shared;
        for (; m_open.size() > shared; m_open.removeLast()) m_out << YAML::EndMap;
        if (!help.isEmpty()) m_out << YAML::Newline << YAML::Newline << YAML::Comment(help.toStdString());
        for (const QString& part : path.mid(shared)) {
            m_out << YAML::Key << part.toStdString() << YAML::Value << YAML::BeginMap;
            m_open << part;
        }
    }

    void put(const QString& key, YAML::EMITTER_MANIP style, const QString& value) {
        m_out << YAML::Key << key.section(u'.', -1).toStdString() << YAML::Value << style << value.toStdString();
    }

    YAML::Emitter m_out;
    QStringList m_open;  ///< names of the maps that are open, from the outermost
};

/// One Markdown table row per key.
class Describer : public KeyVisitor {
public:
    QByteArray finish() const { return m_text.toUtf8(); }

    void section(const QString&, const QString&) override {}
    void text(const QString& key, QString& value, const QString& help) override { row(key, u"text"_s, value, help); }
    void path(const QString& key, QString& value, const QString& help) override { row(key, u"path"_s, value, help); }
    void number(const QString& key, double& value, Bounds bounds, const QString& help) override {
        row(key, boundsText(bounds), numberText(value), help);
    }
    void number(const QString& key, std::optional<double>& value, Bounds bounds, const QString& help) override {
        row(key, boundsText(bounds), value ? numberText(*value) : QString(), help);
    }
    void whole(const QString& key, int& value, Bounds bounds, const QString& help) override {
        row(key, wholeBoundsText(bounds), QString::number(value), help);
    }
    void seed(const QString& key, quint64& value, const QString& help) override {
        row(key, u"whole number"_s, QString::number(value), help);
    }
    void flag(const QString& key, bool& value, const QString& help) override {
        row(key, u"true or false"_s, value ? u"true"_s : u"false"_s, help);
    }
    void choice(const QString& key, QString& value, const QStringList& allowed, const QString& help) override {
        row(key, listText(allowed), value, help);
    }
    void course(const QString& key, Course& value, Bounds bounds, const QString& help) override {
        row(key, boundsText(bounds) + u", or {from, to, course: linear or cosine}"_s, numberText(value.from), help);
    }
    void split(const QString& key, QString&, double& fraction, const QString& help) override {
        row(key, u"path, or fraction"_s, numberText(fraction), help);
    }
    bool wantsEveryKey() const override { return true; }
    using KeyVisitor::choice;

protected:
    /// One item stands for all.
    std::optional<size_t> beginList(const QString& key, size_t, const QString& help) override {
        row(key, u"list"_s, {}, help);
        return 1;
    }
    void beginItem(const QString&) override {}
    void endItem() override {}
    void endList() override {}

private:
    void row(const QString& key, const QString& kind, const QString& fallback, const QString& help) {
        const QString shown = fallback.isEmpty() ? u"–"_s : u'`' + fallback + u'`';
        m_text += u"| `%1` | %2 | %3 | %4 |\n"_s.arg(QString(key).replace(u"[0]"_s, u"[]"_s), kind, shown, help);
    }

    QString m_text = u"| key | value | default | meaning |\n|---|---|---|---|\n"_s;
};

/// Puts a node of its own in the place of whatever stood there: aliases of the old one keep their value.
void replace(YAML::Node& parent, const QString& key, const YAML::Node& node) {
    parent.remove(key.toStdString());
    parent[key.toStdString()] = node;
}

/// Takes a key out of the document, if it is there.
void forget(const YAML::Node& root, const QStringList& path) {
    YAML::Node node(root);
    for (const QString& part : path.first(path.size() - 1)) {
        if (!node.IsMap()) return;
        const YAML::Node next = std::as_const(node)[part.toStdString()];
        if (!next.IsDefined()) return;
        node.reset(next);
    }
    if (node.IsMap()) node.remove(path.last().toStdString());
}

void applyOverride(YAML::Node& root, const QString& assignment) {
    const qsizetype equals = assignment.indexOf(u'=');
    const QString key = assignment.left(equals).trimmed();
    const QStringList parts = key.split(u'.');
    if (equals <= 0 || parts.contains(QString())) {
        throw RequestError(Text::tr("“%1” is not a setting").arg(assignment), u"--set"_s,
                           Text::tr("Write dotted.key=value, for example distill.temperature=2."));
    }
    YAML::Node node(root);
    // The latest word counts: what the preset says is not overruled by what the file said before.
    if (key == u"distill.preset") {
        for (const QString& name : {u"temperature"_s, u"alpha"_s, u"losses"_s}) forget(root, {u"distill"_s, name});
        const std::optional<Preset> preset = findPreset(assignment.mid(equals + 1).trimmed());
        for (const auto& setting : preset.value_or(Preset()).settings) forget(root, setting.first.split(u'.'));
    }
    for (const QString& part : parts.first(parts.size() - 1)) {
        const YAML::Node old = node[part.toStdString()];
        replace(node, part, old.IsMap() ? YAML::Clone(old) : YAML::Node(YAML::NodeType::Map));
        node.reset(node[part.toStdString()]);
    }
    replace(node, parts.last(), YAML::Node(assignment.mid(equals + 1).trimmed().toStdString()));
}

/// Where the document names a task or a preset that exists, its defaults; the visit complains about all else.
Experiment defaultsFor(const YAML::Node& root) {
    const auto word = [&](const YAML::Node& node) {
        return node.IsDefined() && node.IsScalar() ? toQString(node.Scalar()) : QString();
    };
    const QString task = root.IsMap() ? word(root["task"]) : QString();
    Experiment experiment = Experiment::defaultsOf(task.isEmpty() ? kImageClassification : task);
    const YAML::Node distill = root.IsMap() ? root["distill"] : YAML::Node();
    if (!distill.IsDefined() || !distill.IsMap()) return experiment;
    const std::optional<Preset> preset = findPreset(word(distill["preset"]));
    // That it is for another task is said when the experiment is checked.
    if (preset && preset->suits(experiment.task)) usePreset(experiment, *preset);
    return experiment;
}

}  // namespace

void usePreset(Experiment& experiment, const Preset& preset) {
    checkPresetSuits(preset, experiment.task);
    YAML::Node root(YAML::NodeType::Map);
    for (const auto& [key, value] : preset.settings) applyOverride(root, key + u'=' + value);
    Reader reader(root, preset.name, {});
    visitKeys(reader, experiment);
    static_cast<Recipe&>(experiment.distill) = preset.recipe;
    experiment.distill.preset = preset.name;
}

Experiment parse(const QByteArray& yaml, const QString& name, const QString& folder, const QStringList& overrides) {
    YAML::Node root = parseYaml(yaml, name);
    if (root.IsNull()) root = YAML::Node(YAML::NodeType::Map);
    Reader check(root, name, folder);
    Experiment experiment = defaultsFor(root);
    visitKeys(check, experiment);
    check.rejectUnknownKeys();
    if (overrides.isEmpty()) return experiment;

    YAML::Node changed = YAML::Clone(root);
    for (const QString& assignment : overrides) applyOverride(changed, assignment);
    Reader reader(changed, u"--set"_s, folder);
    Experiment result = defaultsFor(changed);
    visitKeys(reader, result);
    reader.rejectUnknownKeys();
    return result;
}

Experiment load(const QString& path, const QStringList& overrides) {
    return parse(readFileUpTo(path, kMostDocumentBytes), path, QFileInfo(path).absolutePath(), overrides);
}

QByteArray write(const Experiment& experiment) {
    Writer writer;
    Experiment copy = experiment;
    visitKeys(writer, copy);
    return writer.finish();
}

QByteArray describeKeys() {
    Describer describer;
    Experiment defaults;
    visitKeys(describer, defaults);
    return describer.finish();
}

}  // namespace distillab::experiment
