#include "core/experiment/key_value.h"

#include "core/experiment/schema.h"

namespace distillab::experiment {
namespace {

using namespace Qt::Literals::StringLiterals;

QString numberText(double value) { return QString::number(value, 'g', 6); }

/// Keeps the value of one key.
class ValueFinder : public KeyVisitor {
public:
    using KeyVisitor::choice;

    explicit ValueFinder(const QString& key) : m_key(key) {}

    QString found() const { return m_found; }

    void section(const QString&, const QString&) override {}
    void text(const QString& key, QString& value, const QString&) override { see(key, value); }
    void path(const QString& key, QString& value, const QString&) override { see(key, value); }
    void number(const QString& key, double& value, Bounds, const QString&) override { see(key, numberText(value)); }
    void number(const QString& key, std::optional<double>& value, Bounds, const QString&) override {
        if (value) see(key, numberText(*value));
    }
    void whole(const QString& key, int& value, Bounds, const QString&) override { see(key, QString::number(value)); }
    void seed(const QString& key, quint64& value, const QString&) override { see(key, QString::number(value)); }
    void flag(const QString& key, bool& value, const QString&) override { see(key, value ? u"true"_s : u"false"_s); }
    void choice(const QString& key, QString& value, const QStringList&, const QString&) override { see(key, value); }
    void course(const QString& key, Course& value, Bounds, const QString&) override {
        const QString start = numberText(value.from);
        see(key, value.isConstant() ? start : start + u" → "_s + numberText(value.to));
    }
    void split(const QString& key, QString& path, double& fraction, const QString&) override {
        see(key, path.isEmpty() ? numberText(fraction) : path);
    }

protected:
    std::optional<size_t> beginList(const QString&, size_t, const QString&) override { return std::nullopt; }
    void beginItem(const QString&) override {}
    void endItem() override {}
    void endList() override {}

private:
    void see(const QString& key, const QString& value) {
        if (key == m_key) m_found = value;
    }

    QString m_key;
    QString m_found;
};

}  // namespace

QString valueText(const Experiment& experiment, const QString& key) {
    ValueFinder finder(key);
    Experiment copy = experiment;  // visitors may write
    visitKeys(finder, copy);
    return finder.found();
}

}  // namespace distillab::experiment
