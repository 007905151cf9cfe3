#include "core/engine/quantise_teacher.h"

#include "core/base/content_hash.h"
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/engine/machine.h"
#include "core/report/wording.h"
#include "core/teachers/quantised_teacher.h"
#include "core/teachers/target_store.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <optional>

namespace distillab::engine {
namespace {

using namespace Qt::Literals::StringLiterals;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::QuantiseTeacher)
};

report::QuantisedTeacher measure(nn::Model& teacher, nn::ItemSource& items, RunControl& control) {
    const teachers::QuantisedComparison comparison = teachers::compareQuantised(teacher, items, control);
    return {comparison.items, comparison.agreement, comparison.speedup()};
}

/// Nothing where there is none, or a damaged one.
std::optional<report::QuantisedTeacher> measuredBefore(const QString& keptFile) {
    if (keptFile.isEmpty() || !QFileInfo::exists(keptFile)) return std::nullopt;
    try {
        return report::quantisedFromJson(readFile(keptFile), keptFile);
    } catch (const Error&) {
        return std::nullopt;
    }
}

/// A cache that cannot be written costs time; it must not cost the run.
void keep(const report::QuantisedTeacher& measured, const QString& keptFile) {
    if (keptFile.isEmpty()) return;
    try {
        writeFileAtomically(keptFile, report::quantisedJson(measured));
    } catch (const WorkError&) {
    }
}

}  // namespace

QString measurementFile(const nn::Model& teacher, const nn::ItemSource& items) {
    ContentHash hash;
    hash.addBytes(teachers::targetKey(teacher, items, {}));
    hash.add(machineDescription().toStdString());  // how fast it is depends on that
    return teachers::TargetStore::defaultFolder() + u'/' + toHex(hash.digest()) + u".quantised.json"_s;
}

void quantiseTeacher(nn::Model& teacher, nn::ItemSource& items, const QString& file, bool resumed,
                     const QString& keptFile, report::RunListener& listener, RunControl& control) {
    std::optional<report::QuantisedTeacher> measured;
    if (resumed && QFileInfo::exists(file)) {
        measured = report::quantisedFromJson(readFile(file), file);
    } else {
        measured = measuredBefore(keptFile);
        if (measured) {
            listener.logged(Text::tr("The teacher was measured in int8 by an earlier run; that still holds."));
        } else {
            measured = measure(teacher, items, control);
            keep(*measured, keptFile);
        }
        writeFileAtomically(file, report::quantisedJson(*measured));
    }
    teacher.setProductType(measured->isUsed() ? nn::ProductType::Int8 : nn::ProductType::F32);
    listener.logged(report::quantisedSentence(*measured));
}

}  // namespace distillab::engine
