#include "core/report/run_report.h"
#include "core/report/html_page.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/experiment/document.h"
#include "tests/core/report/example_report.h"
#include "tests/support/caught.h"
#include "tests/support/test_main.h"

#include <QTemporaryDir>
#include <QTest>

#include <nlohmann/json.hpp>

#include <cmath>
#include <functional>

using namespace distillab;
using namespace Qt::Literals::StringLiterals;
using nlohmann::json;

namespace {

json parsed(const QByteArray& text) { return json::parse(text.toStdString()); }

QByteArray changed(const QByteArray& text, const std::function<void(json&)>& change) {
    json document = parsed(text);
    change(document);
    return QByteArray::fromStdString(document.dump());
}

}  // namespace

class RunReportTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readingBackWritesTheSameBytes() {
        const QByteArray once = report::toJson(test::exampleReport());
        QCOMPARE(report::toJson(report::fromJson(once, u"report.json"_s)), once);
    }

    void whatTheTeacherLabelledIsKept() {
        report::RunReport before = test::exampleReport();
        QVERIFY(!report::fromJson(report::toJson(before), {}).pseudoLabels);
        before.pseudoLabels = report::PseudoLabelReport{8000, 5911, 0.9, report::kNotMeasured};
        const report::RunReport after = report::fromJson(report::toJson(before), {});
        QCOMPARE(after.pseudoLabels->rows, 8000);
        QCOMPARE(after.pseudoLabels->kept, 5911);
        QCOMPARE(after.pseudoLabels->threshold, 0.9);
        QVERIFY(std::isnan(after.pseudoLabels->accuracy));
        before.pseudoLabels->accuracy = 0.93;
        QVERIFY(
            report::toHtml(before, {}).contains("5,911 of 8,000 without a label, at least 90.0 % sure; 93.0 % right"));
    }

    void adviceIsKeptWithItsChanges() {
        report::RunReport before = test::exampleReport();
        QVERIFY(parsed(report::toJson(before)).at("advice") == json::array());
        before.advice << report::Advice{u"underfitting"_s,
                                        u"Still learning"_s,
                                        u"81.2 %"_s,
                                        u"Go on."_s,
                                        {{u"distill.epochs"_s, u"Epochs"_s, u"5"_s, u"10"_s}},
                                        {}};
        const report::RunReport after = report::fromJson(report::toJson(before), {});
        QCOMPARE(after.advice.size(), 1);
        QCOMPARE(after.advice[0].evidence, u"81.2 %"_s);
        QCOMPARE(after.advice[0].changes, before.advice[0].changes);
        // A report that knows of no advice is one of an older version.
        const QByteArray older = changed(report::toJson(before), [](json& document) { document.erase("advice"); });
        QVERIFY(report::fromJson(older, {}).advice.isEmpty());
    }

    void assistantsStandBetweenTeacherAndStudent() {
        report::RunReport before = test::exampleReport();
        QVERIFY(report::fromJson(report::toJson(before), {}).assistants.empty());
        before.assistants = {before.student, before.student};
        before.assistants[0].name = u"cnn-middle"_s;
        before.assistants[0].parameters = 123456;
        const report::RunReport after = report::fromJson(report::toJson(before), {});
        QCOMPARE(after.assistants.size(), size_t{2});
        QCOMPARE(after.assistants[0].name, u"cnn-middle"_s);
        QCOMPARE(after.assistants[1].scores.accuracy, before.student.scores.accuracy);
        const QStringList lines = report::toTable(after).split(u'\n');
        QCOMPARE(lines[0].simplified(), u"teacher assistant 1 assistant 2 student student without teacher"_s);
        QCOMPARE(lines[4].simplified(), u"parameters 422,250 123,456 42,000 42,000 42,000"_s);
        QCOMPARE(lines[8].simplified(), u"ONNX latency, median 0.313 ms – – 0.063 ms –"_s);
        QVERIFY(report::toHtml(after, {}).contains("123,456"));
    }

    void readingRestoresEveryField() {
        const report::RunReport before = test::exampleReport();
        const report::RunReport after = report::fromJson(report::toJson(before), u"report.json"_s);
        QCOMPARE(experiment::write(after.experiment), experiment::write(before.experiment));
        QCOMPARE(after.runFolder, before.runFolder);
        QCOMPARE(after.dataDescription, before.dataDescription);
        QCOMPARE(after.trainItems, before.trainItems);
        QCOMPARE(after.validationItems, before.validationItems);
        QCOMPARE(after.testItems, before.testItems);
        QCOMPARE(after.teacher.name, u"cnn-small"_s);
        QCOMPARE(after.student.parameters, 42000);
        QCOMPARE(after.student.bytes, 169000);
        QCOMPARE(after.student.latencyMsP50, 0.5);
        QCOMPARE(after.student.latencyMsP95, 0.75);
        QCOMPARE(after.student.scores.items, 300);
        QCOMPARE(after.student.scores.accuracy, 0.89);
        QCOMPARE(after.student.scores.loss, 0.3125);
        QCOMPARE(after.student.scores.confusion, before.student.scores.confusion);
        QCOMPARE(after.student.scores.classes.size(), size_t{3});
        QCOMPARE(after.student.scores.classes[2].name, u"Bag"_s);
        QCOMPARE(after.student.scores.classes[2].support, 100);
        QVERIFY(after.baseline.has_value());
        QCOMPARE(after.baseline->scores.accuracy, 0.88);
        QCOMPARE(after.agreement, before.agreement);
        QCOMPARE(after.seconds, before.seconds);
        QCOMPARE(after.peakRssMib, before.peakRssMib);
        QCOMPARE(after.machine, before.machine);
        QVERIFY(after.onnx.has_value());
        QCOMPARE(after.onnx->folder, before.onnx->folder);
        QCOMPARE(after.onnx->opset, 17);
        QCOMPARE(after.onnx->files.size(), size_t{1});
        QCOMPARE(after.onnx->files[0].precision, u"fp32"_s);
        QCOMPARE(after.onnx->files[0].maxAbsDiff, 3.25e-6);
        QCOMPARE(after.onnx->files[0].checkedItems, 256);
        QVERIFY(after.onnx->files[0].sameAnswers);
        QVERIFY(after.onnx->teacher.has_value());
        QCOMPARE(after.onnx->teacher->latencyMsP50, 0.3125);
    }

    void filesOfEveryPrecisionAreKeptWithTheirLayers() {
        report::RunReport before = test::exampleReport();
        report::OnnxFileReport int8 = test::exampleOnnxFile(u"student.int8.onnx"_s, 45000, 0.03125, 0.8875);
        int8.precision = u"int8"_s;
        int8.maxAbsDiff = 0.125;
        int8.sameAnswers = false;
        int8.agreement = 0.98;
        int8.weightBits = 8;
        int8.layers = {{.name = u"fc1"_s, .kind = u"linear"_s, .precision = u"int8"_s},
                       {u"fc2"_s, u"linear"_s, u"fp32"_s, 0.25, u"it loses too much"_s}};
        int8.fusions = {{u"DynamicQuantizeMatMul"_s, 3}, {u"BiasGelu"_s, 1}};
        report::OnnxFileReport fp16 = test::exampleOnnxFile({}, 85000, 0.0625, 0.5);
        fp16.precision = u"fp16"_s;
        before.onnx->files.push_back(int8);
        before.onnx->notKept.push_back(fp16);
        const report::RunReport after = report::fromJson(report::toJson(before), {});
        QCOMPARE(after.onnx->files.size(), size_t{2});
        QVERIFY(after.onnx->files[0].isExact());
        QVERIFY(std::isnan(after.onnx->files[0].agreement));
        const report::OnnxFileReport& read = after.onnx->files[1];
        QVERIFY(!read.isExact());
        QCOMPARE(read.agreement, 0.98);
        QCOMPARE(read.weightBits, 8);
        QCOMPARE(read.layers.size(), size_t{2});
        QCOMPARE(read.layers[0].name, u"fc1"_s);
        QCOMPARE(read.layers[0].kind, u"linear"_s);
        QVERIFY(std::isnan(read.layers[0].sensitivity));
        QCOMPARE(read.layers[1].precision, u"fp32"_s);
        QCOMPARE(read.layers[1].sensitivity, 0.25);
        QCOMPARE(read.layers[1].why, u"it loses too much"_s);
        QCOMPARE(read.fusions.size(), size_t{2});
        QCOMPARE(read.fusions[0].op, u"DynamicQuantizeMatMul"_s);
        QCOMPARE(read.fusions[0].count, 3);
        QCOMPARE(after.onnx->notKept.size(), size_t{1});
        QCOMPARE(after.onnx->notKept[0].precision, u"fp16"_s);
        QCOMPARE(after.onnx->notKept[0].accuracy, 0.5);
        // People are told as much.
        const QString table = report::toTable(after);
        QVERIFY2(table.contains(u"ONNX in int8: student.int8.onnx (44 KiB); accuracy 88.8 %, fp32 89.0 %; the answers "
                                "of fp32 on 98.0 % of the test items; 0.031 ms against 0.063 ms. In f32 to keep "
                                "the accuracy: 1 of 2 layers."_s),
                 qPrintable(table.mid(table.indexOf(u"ONNX in"_s))));
        const QString html = QString::fromUtf8(report::toHtml(after, {}));
        for (const QString& words :
             {u"Layer by layer in int8"_s, u"In int8: 1 of 2 layers."_s, u"it loses too much"_s, u"98.0 % as fp32"_s,
              u"Student, not kept"_s,
              u"No fp16 file was kept: it gets 50.0 % of the test items right, fp32 89.0 %."_s}) {
            QVERIFY2(html.contains(words), qPrintable(words));
        }
        // What sums up says how far the files that must answer as the engine does are from it.
        const json onnx = parsed(report::toJson(before)).at("onnx");
        QVERIFY(onnx.at("files") == json::array({"student.onnx", "student.int8.onnx"}));
        QCOMPARE(onnx.at("max_abs_diff").get<double>(), 3.25e-6);
        QVERIFY(onnx.at("identical_argmax").get<bool>());
        // A report that knows of no precisions but fp32 is one of an older version.
        const QByteArray older = changed(report::toJson(before), [](json& document) {
            document.at("onnx").erase("not_kept");
            for (json& file : document.at("onnx").at("precisions")) file.erase("agreement");
        });
        QCOMPARE(report::fromJson(older, {}).onnx->files.size(), size_t{2});
    }

    void jsonHasTheKeysOfTheContract() {
        const json document = parsed(report::toJson(test::exampleReport()));
        QCOMPARE(document.at("task").get<std::string>(), std::string("image-classification"));
        for (const char* model : {"teacher", "student"}) {
            for (const char* key : {"name", "parameters", "bytes", "accuracy", "f1_macro", "latency_ms_p50"}) {
                QVERIFY2(document.at(model).contains(key), key);
            }
        }
        QCOMPARE(document.at("baseline").at("accuracy").get<double>(), 0.88);
        QCOMPARE(document.at("agreement").get<double>(), 0.94);
        QCOMPARE(document.at("seconds").at("teacher_train").get<double>(), 61.25);
        QCOMPARE(document.at("peak_rss_mib").get<double>(), 812.5);
        const json& onnx = document.at("onnx");
        QVERIFY(onnx.at("files") == json::array({"student.onnx"}));
        QCOMPARE(onnx.at("opset").get<int>(), 17);
        QCOMPARE(onnx.at("max_abs_diff").get<double>(), 3.25e-6);
        for (const char* key : {"file", "bytes", "latency_ms_p50", "latency_ms_p95", "accuracy", "max_abs_diff"}) {
            QVERIFY2(onnx.at("precisions").at("fp32").contains(key), key);
        }
        QCOMPARE(onnx.at("teacher").at("accuracy").get<double>(), 0.91);
        QCOMPARE(document.at("data").at("test_items").get<int>(), 300);
    }

    void theStudentsObjectByItselfIsTheSameAsInTheReport() {
        const report::RunReport r = test::exampleReport();
        QVERIFY(parsed(report::modelJson(r.student)) == parsed(report::toJson(r)).at("student"));
        QVERIFY(parsed(report::onnxJson(*r.onnx)) == parsed(report::toJson(r)).at("onnx"));
    }

    void quantisedTeacherStandsWithTheTeacherWhereOneWasAskedFor() {
        report::RunReport r = test::exampleReport();
        QVERIFY(!parsed(report::toJson(r)).at("teacher").contains("quantised"));
        r.quantisedTeacher = report::QuantisedTeacher{256, 0.9921875, 1.875};
        const json object = parsed(report::toJson(r)).at("teacher").at("quantised");
        QVERIFY(object == json({{"agreement", 0.9921875}, {"speedup", 1.875}, {"items", 256}, {"used", true}}));
        QVERIFY(parsed(report::quantisedJson(*r.quantisedTeacher)) == object);
        const report::RunReport after = report::fromJson(report::toJson(r), u"report.json"_s);
        QVERIFY(after.quantisedTeacher.has_value());
        QCOMPARE(after.quantisedTeacher->agreement, 0.9921875);
        QCOMPARE(after.quantisedTeacher->speedup, 1.875);
        QCOMPARE(after.quantisedTeacher->items, 256);
    }

    void damagedMeasurementOfAQuantisedTeacherIsNamed() {
        const auto error =
            test::caught<RequestError>([] { report::quantisedFromJson("{\"items\": 3}", u"kept.json"_s); });
        QVERIFY(error.has_value());
        QCOMPARE(error->where(), u"kept.json"_s);
    }

    void theSummaryOfOnnxFilesIsTheWorstOfThoseThatMustAnswerAsTheEngine() {
        report::OnnxReport onnx = *test::exampleReport().onnx;
        report::OnnxFileReport worse = onnx.files[0];
        onnx.files[0].precision = u"another"_s;
        worse.maxAbsDiff = 0.25;
        worse.sameAnswers = false;
        worse.checkedItems = 100;
        onnx.files.insert(onnx.files.begin(), worse);
        const json document = parsed(report::onnxJson(onnx));
        QCOMPARE(document.at("max_abs_diff").get<double>(), 0.25);
        QCOMPARE(document.at("identical_argmax").get<bool>(), false);
        QCOMPARE(document.at("checked_items").get<int>(), 100);
        onnx.files[1].maxAbsDiff = report::kNotMeasured;
        QVERIFY(parsed(report::onnxJson(onnx)).at("max_abs_diff").is_null());
    }

    void whatWasNotMeasuredIsNullAndComesBackAsNotMeasured() {
        report::RunReport r = test::exampleReport();
        r.agreement = report::kNotMeasured;
        r.student.latencyMsP95 = report::kNotMeasured;
        const QByteArray text = report::toJson(r);
        QVERIFY(parsed(text).at("agreement").is_null());
        const report::RunReport after = report::fromJson(text, u"report.json"_s);
        QVERIFY(std::isnan(after.agreement));
        QVERIFY(std::isnan(after.student.latencyMsP95));
    }

    void withoutBaselineAndOnnxBothAreNull() {
        report::RunReport r = test::exampleReport();
        r.baseline.reset();
        r.onnx.reset();
        const QByteArray text = report::toJson(r);
        QVERIFY(parsed(text).at("baseline").is_null());
        QVERIFY(parsed(text).at("onnx").is_null());
        const report::RunReport after = report::fromJson(text, u"report.json"_s);
        QVERIFY(!after.baseline.has_value());
        QVERIFY(!after.onnx.has_value());
    }

    void textOutsideAsciiSurvives() {
        report::RunReport r = test::exampleReport();
        r.student.scores.classes[0].name = u"短袖 \"T\" \\ \n😀"_s;
        const report::RunReport after = report::fromJson(report::toJson(r), u"report.json"_s);
        QCOMPARE(after.student.scores.classes[0].name, r.student.scores.classes[0].name);
    }

    void damagedReportsAreRefusedByName_data() {
        const QByteArray sound = report::toJson(test::exampleReport());
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("torn") << sound.left(sound.size() / 2);
        QTest::newRow("not an object") << QByteArray("[1, 2]");
        QTest::newRow("key missing") << changed(sound, [](json& d) { d.at("student").erase("accuracy"); });
        QTest::newRow("wrong kind") << changed(sound, [](json& d) { d["agreement"] = "much"; });
        QTest::newRow("matrix with a short row")
            << changed(sound, [](json& d) { d["student"]["confusion"][1].erase(0); });
        QTest::newRow("a count beyond any")
            << changed(sound, [](json& d) { d["student"]["confusion"][1][0] = 5.5e31; });
        QTest::newRow("matrix without a row") << changed(sound, [](json& d) { d["teacher"]["confusion"].erase(0); });
        QTest::newRow("bad settings") << changed(sound,
                                                 [](json& d) { d["experiment_yaml"] = "distill: {temperature: -1}"; });
    }

    void damagedReportsAreRefusedByName() {
        QFETCH(QByteArray, text);
        const auto error = test::caught<RequestError>([&] { report::fromJson(text, u"/runs/a/report.json"_s); });
        QVERIFY(error.has_value());
        QCOMPARE(error->where(), u"/runs/a/report.json"_s);
        QVERIFY(!error->remedy().isEmpty());
    }

    void aMovedRunFolderIsReadWhereItLies() {
        const QTemporaryDir folder;
        writeFileAtomically(folder.filePath(u"report.json"_s), report::toJson(test::exampleReport()));
        const report::RunReport r = report::readReport(folder.path());
        QCOMPARE(r.runFolder, folder.path());
        QCOMPARE(r.onnx->folder, folder.path() + u"/onnx"_s);
    }

    void aMissingReportIsARequestError() {
        const QTemporaryDir folder;
        const auto error = test::caught<RequestError>([&] { report::readReport(folder.path()); });
        QVERIFY(error.has_value());
        QVERIFY(error->where().endsWith(u"/report.json"_s));
    }
};

DISTILLAB_TEST(RunReportTest)
#include "run_report_test.moc"
