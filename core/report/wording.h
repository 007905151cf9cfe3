#pragma once

#include "core/report/run_report.h"

#include <QString>

/// Numbers and results in words, the same in the terminal, on the report page and in the window.
/// What was not measured (NaN, or 0 where 0 is impossible) becomes "–".
namespace distillab::report {

/// 0.9134 → "91.3 %".
QString percentText(double share);
/// 29034 → "29,034".
QString countText(qint64 count);
/// 118784 → "116 KiB".
QString bytesText(qint64 bytes);
/// 0.2431 → "0.243 ms".
QString millisecondsText(double milliseconds);
/// 75 → "1 min 15 s".
QString durationText(double seconds);
/// A factor to write before "×": 14.2 → "14", 6.23 → "6.2".
QString factorText(double factor);
/// 3.1e-06: a tiny difference.
QString differenceText(double difference);

/// 2 throughout → "2"; from 8 to 2 → "8 → 2".
QString courseText(const experiment::Course& course);

/// How the student compares with the teacher. A factor is 0 where one of the two was not measured.
struct Comparison {
    double smaller = 0;  ///< bytes of the teacher / bytes of the student, safetensors files
    double fewerParameters = 0;
    double faster = 0;          ///< median latency of the teacher / that of the student
    bool fasterInOnnx = false;  ///< measured in ONNX Runtime; else in the engine
};
Comparison compare(const RunReport& report);

/// The result in one or two sentences: "Compared with its teacher, the student is 14× smaller and 6.2× faster. It gets
/// 89.1 % of the test items right, the teacher 91.0 %."
QString headline(const RunReport& report);
/// What the teacher added, against the same student without it; empty without a baseline.
QString baselineSentence(const RunReport& report);
/// How the teacher labelled, in int8 or in f32, and why.
QString quantisedSentence(const QuantisedTeacher& teacher);
/// One ONNX file: name, size, and how its answers compare with the engine's, or those of fewer bits with the fp32
/// file's.
QString onnxSentence(const OnnxReport& onnx, const OnnxFileReport& file);
/// "model.onnx as ONNX Runtime runs it: 5 × BiasGelu, 6 × FusedMatMul." Empty where that is not known.
QString fusionsSentence(const OnnxFileReport& file);
/// Why the student alone will be exported, and no teacher to compare its file with; known before anything is trained.
/// Every student can be exported. Empty where both will be.
QString teacherExportNote(const experiment::Experiment& experiment);
/// Why a file was measured and not kept.
QString notKeptSentence(const OnnxReport& onnx, const OnnxFileReport& file);
/// "Assistant", or with several "Assistant 2". @param index  in report.assistants
QString assistantTitle(const RunReport& report, qsizetype index);
/// On what the accuracies were measured: split and items.
QString measuredOn(const RunReport& report);

}  // namespace distillab::report
