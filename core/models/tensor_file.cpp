#include "core/models/tensor_file.h"

#include "core/base/error.h"

#include <QCoreApplication>

#include <set>

namespace distillab::models {
namespace {

using namespace Qt::Literals::StringLiterals;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::TensorFile)
};

QString listNames(const QStringList& names) {
    constexpr int kMostListed = 5;
    const QString list = names.mid(0, kMostListed).join(u", "_s);
    return names.size() > kMostListed
               ? Text::tr("%1 and %n more", nullptr, static_cast<int>(names.size()) - kMostListed).arg(list)
               : list;
}

}  // namespace

const TensorView& TensorFile::get(const std::string& name, DType type, const std::vector<std::int64_t>& shape,
                                  const QString& path) const {
    const QString remedy = Text::tr("The file belongs to another model: choose one made for this model.");
    const auto found = tensors.find(name);
    if (found == tensors.end()) {
        throw RequestError(Text::tr("there is no tensor \"%1\"").arg(QString::fromStdString(name)), path, remedy);
    }
    const TensorView& tensor = found->second;
    if (tensor.type != type || tensor.shape != shape) {
        throw RequestError(Text::tr("tensor \"%1\" is %2 %3, expected is %4 %5")
                               .arg(QString::fromStdString(name), QLatin1String(nameOf(tensor.type)),
                                    shapeText(tensor.shape), QLatin1String(nameOf(type)), shapeText(shape)),
                           path, remedy);
    }
    return tensor;
}

QString Mismatch::text() const {
    QStringList parts;
    if (!missing.isEmpty()) parts << Text::tr("missing tensors: %1").arg(listNames(missing));
    if (!misshaped.isEmpty()) parts << Text::tr("tensors of the wrong shape: %1").arg(listNames(misshaped));
    if (!notFloat.isEmpty()) parts << Text::tr("tensors that hold no floats: %1").arg(listNames(notFloat));
    if (!extra.isEmpty()) parts << Text::tr("tensors that the model does not have: %1").arg(listNames(extra));
    return parts.join(u"; "_s);
}

Mismatch compareTensors(const TensorFile& file, const std::vector<WantedTensor>& wanted) {
    Mismatch mismatch;
    std::set<std::string> known;
    for (const WantedTensor& want : wanted) {
        known.insert(want.name);
        const QString name = QString::fromStdString(want.name);
        const auto found = file.tensors.find(want.name);
        if (found == file.tensors.end()) {
            mismatch.missing << name;
        } else if (found->second.shape != want.shape) {
            mismatch.misshaped
                << Text::tr("%1 %2 instead of %3").arg(name, shapeText(found->second.shape), shapeText(want.shape));
        } else if (!isFloat(found->second.type)) {
            mismatch.notFloat << name + u' ' + QLatin1String(nameOf(found->second.type));
        }
    }
    for (const auto& [name, tensor] : file.tensors) {
        if (!known.contains(name)) mismatch.extra << QString::fromStdString(name);
    }
    return mismatch;
}

}  // namespace distillab::models
