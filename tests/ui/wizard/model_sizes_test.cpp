#include "ui/wizard/model_sizes.h"

#include "core/base/error.h"
#include "core/models/registry.h"
#include "tests/support/caught.h"
#include "tests/support/test_main.h"
#include "tests/ui/run_folders.h"

#include <QTemporaryDir>
#include <QTest>

using namespace distillab;
using namespace distillab::ui;
using namespace Qt::Literals::StringLiterals;

namespace {

const ModelInput kGrey28{{1, 28, 28}, 10};

QString cell(const StudentTable& table, const QString& model, int column) {
    return table.index(table.rowOf(model), column).data().toString();
}

}  // namespace

class ModelSizesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void countTheWeightsFileWithItsStatistics() {
        const ModelSize size = sizeOf({u"cnn-tiny"_s, 1.0}, kGrey28);
        const models::LayerGraph graph = models::buildModel(u"cnn-tiny"_s, kGrey28.shape, kGrey28.classes);
        QCOMPARE(size.parameters, graph.parameterCount());
        QCOMPARE(size.multiplyAdds, graph.multiplyAdds());
        QVERIFY(size.bytes >= 4 * size.parameters);
    }

    void refuseAnUnknownModel() {
        QVERIFY(test::caught<RequestError>([] { sizeOf({u"cnn-tinny"_s, 1.0}, kGrey28); }));
        QVERIFY(!trySizeOf({u"cnn-tinny"_s, 1.0}, kGrey28));
    }

    void tableComparesEveryModelWithTheTeacher() {
        StudentTable table;
        const ModelSize teacher = sizeOf({u"cnn-small"_s, 1.0}, kGrey28);
        table.compare(kGrey28, 1.0, teacher);
        QCOMPARE(table.rowCount(), static_cast<int>(models::listModels().size()));
        QCOMPARE(cell(table, u"cnn-tiny"_s, StudentTable::SizeBeside), u"35× smaller"_s);
        QVERIFY(cell(table, u"mobilenet-v2"_s, StudentTable::SizeBeside).endsWith(u"larger"_s));
        QCOMPARE(cell(table, u"cnn-small"_s, StudentTable::WorkBeside), u"about the same"_s);
    }

    void tableShowsADashWhileTheTeacherIsUnknown() {
        StudentTable table;
        table.compare(kGrey28, 1.0, std::nullopt);
        QCOMPARE(cell(table, u"cnn-tiny"_s, StudentTable::SizeBeside), u"–"_s);
        QVERIFY(cell(table, u"cnn-tiny"_s, StudentTable::Parameters) != u"–"_s);
    }

    void tableFollowsTheWidthMultiplier() {
        StudentTable table;
        table.compare(kGrey28, 1.0, std::nullopt);
        const qint64 plain = table.sizeAt(table.rowOf(u"cnn-tiny"_s))->parameters;
        table.compare(kGrey28, 2.0, std::nullopt);
        QVERIFY(table.sizeAt(table.rowOf(u"cnn-tiny"_s))->parameters > 2 * plain);
    }

    void tableSwitchesOffModelsThatNeedLargerPictures() {
        StudentTable table;
        table.compare({{1, 1, 1}, 10}, 1.0, std::nullopt);
        const int row = table.rowOf(u"cnn-small"_s);
        QVERIFY(!table.sizeAt(row));
        QVERIFY(!(table.flags(table.index(row, 0)) & Qt::ItemIsEnabled));
        QVERIFY(!cell(table, u"cnn-small"_s, StudentTable::Summary).isEmpty());
    }

    void teacherOfAnEarlierRunIsFoundThroughTheRunsItBorrowedFrom() {
        QTemporaryDir dir;
        experiment::Experiment first;
        first.data.train = u"/data"_s;
        first.teacher.model = u"resnet-20"_s;
        first.teacher.width = 0.5;
        test::writeInterruptedRun(dir.filePath(u"first"_s), first);
        experiment::Experiment second = first;
        second.teacher.source = experiment::TeacherSource::Run;
        second.teacher.path = dir.filePath(u"first"_s);
        test::writeInterruptedRun(dir.filePath(u"second"_s), second);

        experiment::TeacherSpec teacher;
        teacher.source = experiment::TeacherSource::Run;
        teacher.path = dir.filePath(u"second"_s);
        const std::optional<ModelChoice> found = teacherModel(teacher);
        QVERIFY(found);
        QCOMPARE(found->model, u"resnet-20"_s);
        QCOMPARE(found->width, 0.5);
        teacher.path = dir.filePath(u"third"_s);
        QVERIFY(!teacherModel(teacher));
    }

    void teacherOfARunThatBorrowsFromItselfIsUnknown() {
        QTemporaryDir dir;
        experiment::Experiment loop;
        loop.data.train = u"/data"_s;
        loop.teacher.source = experiment::TeacherSource::Run;
        loop.teacher.path = dir.filePath(u"loop"_s);
        test::writeInterruptedRun(loop.teacher.path, loop);
        QVERIFY(!teacherModel(loop.teacher));
    }
};

DISTILLAB_TEST(ModelSizesTest)
#include "model_sizes_test.moc"
