#include "core/data/text_store.h"

#include "core/base/error.h"
#include "tests/support/caught.h"
#include "tests/support/test_main.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <thread>
#include <vector>

using namespace distillab;
using namespace distillab::data;
using namespace Qt::Literals::StringLiterals;

class TextStoreTest : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        qputenv("TMPDIR", QFile::encodeName(m_folder->path()));
    }
    void cleanup() { qunsetenv("TMPDIR"); }

    void smallStaysInMemory() {
        TextStore store(10);
        store.append("0123");
        store.append("456789");
        store.finish();
        QVERIFY(store.isInMemory());
        QCOMPARE(store.read(3, 4), std::string("3456"));
        QCOMPARE(store.read(10, 0), std::string());
    }

    void largeGoesToAFileThatNobodySees() {
        TextStore store(100);
        std::string all;
        for (int i = 0; all.size() < (10U << 20); ++i) {
            const std::string piece(static_cast<size_t>(i % 999), static_cast<char>('a' + i % 26));
            store.append(piece);
            all += piece;
        }
        store.finish();
        QVERIFY(!store.isInMemory());
        QCOMPARE(store.size(), std::uint64_t{all.size()});
        QVERIFY(store.read(0, all.size()) == all);
        QVERIFY(store.read(5'000'000, 1234) == all.substr(5'000'000, 1234));
        QVERIFY(QDir(m_folder->path()).isEmpty());
    }

    void manyThreadsReadAtOnce() {
        TextStore store(0);
        for (int i = 0; i < 10000; ++i) store.append(std::to_string(100000 + i));
        store.finish();
        std::vector<int> wrong(4);
        std::vector<std::thread> threads;
        for (size_t thread = 0; thread < wrong.size(); ++thread) {
            threads.emplace_back([&, thread] {
                for (size_t i = thread; i < 10000; i += 3) {
                    if (store.read(i * 6, 6) != std::to_string(100000 + i)) ++wrong[thread];
                }
            });
        }
        for (std::thread& thread : threads) thread.join();
        QCOMPARE(wrong, std::vector<int>(4));
    }

    void readingBehindTheEndIsAnError() {
        TextStore store(0);
        store.append("abc");
        store.finish();
        const auto error = test::caught<WorkError>([&] { store.read(2, 5); });
        QVERIFY(error.has_value());
        QCOMPARE(error->where(), m_folder->path());
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
};

DISTILLAB_TEST(TextStoreTest)
#include "text_store_test.moc"
