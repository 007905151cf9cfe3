#pragma once

#include "core/base/run_control.h"
#include "core/nn/item_source.h"
#include "core/report/run_events.h"
#include "core/report/run_report.h"

#include <QString>

namespace distillab::engine {

/// Measures a text teacher in int8 on the items that it is to label, tells the listener both numbers in one sentence,
/// and leaves the teacher's products in int8 where report::QuantisedTeacher::isUsed says so, else in f32.
///
/// @param file  keeps the measurement: a resumed run must not decide otherwise, whatever the time of day
/// @param resumed  reads `file`, where there is one, instead of measuring
/// @param keptFile  keeps it for later runs, see measurementFile(); empty: each run measures anew
/// @throws RequestError for a damaged file; Stopped when `control` says so
void quantiseTeacher(nn::Model& teacher, nn::ItemSource& items, const QString& file, bool resumed,
                     const QString& keptFile, report::RunListener& listener, RunControl& control);

/// Where the measurement of this teacher on these items and this machine lies, beside the kept answers.
QString measurementFile(const nn::Model& teacher, const nn::ItemSource& items);

}  // namespace distillab::engine
