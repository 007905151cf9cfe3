#pragma once

#include "core/report/measurement.h"
#include "core/report/mistakes.h"
#include "core/report/run_report.h"

/// The reports of a finished run, made anew from its folder and its data, in the language of the program.
namespace distillab::session {

struct RunDocument {
    report::RunReport report;
    report::MetricsHistory history;
    report::Mistakes mistakes;  ///< none where the run is older than test_answers.csv
    std::optional<report::Measurement> measurement = {};
};

/// Pictures of mistakes are read from the run's data; where that is gone they are left out.
/// @throws RequestError when the folder is no finished run or a file in it is damaged
RunDocument readRunDocument(const QString& runFolder);

QByteArray htmlOf(const RunDocument& document);
/// Needs a QGuiApplication, for its fonts; any thread.
QByteArray pdfOf(const RunDocument& document);

}  // namespace distillab::session
