#include "core/engine/quantise_teacher.h"

#include "core/base/files.h"
#include "core/report/wording.h"
#include "core/teachers/quantised_teacher.h"

#include <QFileInfo>

namespace distillab::engine {
namespace {

report::QuantisedTeacher measure(nn::Model& teacher, nn::ItemSource& items, RunControl& control) {
    const teachers::QuantisedComparison comparison = teachers::compareQuantised(teacher, items, control);
    return {comparison.items, comparison.agreement, comparison.speedup()};
}

}  // namespace

void quantiseTeacher(nn::Model& teacher, nn::ItemSource& items, const QString& file, bool resumed,
                     report::RunListener& listener, RunControl& control) {
    const bool isKept = resumed && QFileInfo::exists(file);
    const report::QuantisedTeacher measured =
        isKept ? report::quantisedFromJson(readFile(file), file) : measure(teacher, items, control);
    if (!isKept) writeFileAtomically(file, report::quantisedJson(measured));
    teacher.setProductType(measured.isUsed() ? nn::ProductType::Int8 : nn::ProductType::F32);
    listener.logged(report::quantisedSentence(measured));
}

}  // namespace distillab::engine
