#include "ui/playground/examples.h"

#include "core/base/files.h"
#include "core/base/private_file.h"

#include <QBuffer>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPixmap>
#include <QSettings>

namespace distillab::ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr qsizetype kMostExamples = 60;
constexpr int kIconSide = 48;

QByteArray pngOf(const QImage& image) {
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return bytes;
}

QJsonObject toJson(const Example& example) {
    if (!example.picture.isNull()) return {{u"picture"_s, QString::fromLatin1(pngOf(example.picture).toBase64())}};
    QJsonObject json{{u"text"_s, example.text}};
    if (!example.textPair.isEmpty()) json[u"text_pair"_s] = example.textPair;
    return json;
}

Example fromJson(const QJsonObject& json) {
    const QByteArray png = QByteArray::fromBase64(json[u"picture"_s].toString().toLatin1());
    return {json[u"text"_s].toString(), json[u"text_pair"_s].toString(),
            QImage::fromData(png, "PNG").convertToFormat(QImage::Format_RGB32)};
}

}  // namespace

QString examplesFolder() { return QFileInfo(QSettings().fileName()).path() + u"/playground"_s; }

Examples::Examples(const QString& file, QObject* parent) : QAbstractListModel(parent), m_file(file) { read(); }

void Examples::read() {
    if (!QFileInfo::exists(m_file)) return;
    for (const QJsonValue& value : QJsonDocument::fromJson(readFile(m_file)).array()) {
        const Example example = fromJson(value.toObject());
        if (!example.text.isEmpty() || !example.picture.isNull()) m_examples << example;
    }
}

void Examples::write() const {
    QJsonArray array;
    for (const Example& example : m_examples) array << toJson(example);
    writePrivateFileAtomically(m_file, QJsonDocument(array).toJson(QJsonDocument::Compact));
}

void Examples::add(const Example& example) {
    Example kept = example;
    if (!kept.picture.isNull()) kept.picture = kept.picture.convertToFormat(QImage::Format_RGB32);
    if (!m_examples.isEmpty() && m_examples.first() == kept) return;
    beginResetModel();
    m_examples.removeAll(kept);
    m_examples.prepend(kept);
    m_examples.resize(std::min(m_examples.size(), kMostExamples));
    endResetModel();
    write();
}

void Examples::remove(int row) {
    if (row < 0 || row >= m_examples.size()) return;
    beginRemoveRows({}, row, row);
    m_examples.removeAt(row);
    endRemoveRows();
    write();
}

int Examples::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_examples.size());
}

QVariant Examples::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    const Example& example = at(index.row());
    const bool isPicture = !example.picture.isNull();
    const QString words = example.textPair.isEmpty() ? example.text : tr("%1 | %2").arg(example.text, example.textPair);
    switch (role) {
        case Qt::DisplayRole: return isPicture ? QString() : words.simplified();
        case Qt::ToolTipRole: return isPicture ? tr("Ask again") : words;
        case Qt::AccessibleTextRole: return isPicture ? tr("Picture %1").arg(index.row() + 1) : words;
        case Qt::DecorationRole:
            if (!isPicture) return {};
            return QPixmap::fromImage(
                example.picture.scaled(kIconSide, kIconSide, Qt::KeepAspectRatio, Qt::SmoothTransformation));
        default: return {};
    }
}

}  // namespace distillab::ui
