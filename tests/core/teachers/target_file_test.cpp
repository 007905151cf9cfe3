#include "core/teachers/target_file.h"

#include "tests/support/test_main.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace distillab;
using namespace distillab::teachers;
using namespace Qt::Literals::StringLiterals;

using Layers = std::vector<KeptLayer>;
Q_DECLARE_METATYPE(Layers)

/// Files whose every sum is right, and whose sizes no file has: somebody means harm.
class TargetFileTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void layersUpToTheLimitAreRead() {
        QCOMPARE(stateOf({{0, true, {kMost}}}), TargetFile::State::Whole);
        QCOMPARE(stateOf({{0, true, {1 << 10, 1 << 10, 1 << 11}}}), TargetFile::State::Whole);
        QCOMPARE(stateOf({{0, true, {kMost / 2}}, {1, false, {kMost / 2}}}), TargetFile::State::Whole);
    }

    void layersBeyondItAreDamage_data() {
        QTest::addColumn<Layers>("layers");
        QTest::newRow("side") << Layers{{0, true, {kMost + 1}}};
        QTest::newRow("no side") << Layers{{0, true, {0}}};
        QTest::newRow("negative") << Layers{{0, true, {-4}}};
        QTest::newRow("product") << Layers{{0, false, {1 << 16, 1 << 15, 2}}};
        QTest::newRow("product beyond 64 bits") << Layers{{0, true, {kMost, kMost, kMost}}};
        QTest::newRow("sum") << Layers{{0, true, {kMost}}, {1, true, {1}}};
    }

    void layersBeyondItAreDamage() {
        QFETCH(Layers, layers);
        QCOMPARE(stateOf(layers), TargetFile::State::Damaged);
    }

private:
    static constexpr std::int64_t kMost = std::int64_t{1} << 31;

    TargetFile::State stateOf(const Layers& layers) const {
        const QString path = m_folder.filePath(u"targets"_s);
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly)) qFatal("the disk refuses");
        TargetFileWriter(file, path, Digest{}, {.items = 1, .classes = 2, .layers = layers})
            .finish(std::vector<float>(2));
        file.close();
        return TargetFile::open(path, Digest{}).state;
    }

    QTemporaryDir m_folder;
};

DISTILLAB_TEST(TargetFileTest)
#include "target_file_test.moc"
