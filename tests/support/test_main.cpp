#include "tests/support/test_main.h"

#ifdef QT_WIDGETS_LIB
#include <QApplication>
#else
#include <QGuiApplication>
#endif
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <cstdio>
#include <map>

namespace distillab::test {
namespace {

using Factories = std::map<QString, std::function<std::unique_ptr<QObject>()>>;

Factories& factories() {
    static Factories all;
    return all;
}

}  // namespace

Registration::Registration(const char* file, std::function<std::unique_ptr<QObject>()> make) {
    factories()[QFileInfo(QString::fromUtf8(file)).completeBaseName()] = std::move(make);
}

}  // namespace distillab::test

/// `test_core FILE_STEM [Qt Test options]` runs one test class.
int main(int argc, char** argv) {
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
#ifdef QT_WIDGETS_LIB
    QApplication application(argc, argv);
#else
    QGuiApplication application(argc, argv);
#endif
    QStringList arguments = QCoreApplication::arguments();
    const QString stem = arguments.size() > 1 ? arguments.takeAt(1) : QString();
    const auto found = distillab::test::factories().find(stem);
    if (found == distillab::test::factories().end()) {
        std::fprintf(stderr, "no such test: %s\n", qPrintable(stem));
        return 2;
    }
    // What a test keeps of its teachers is gone with it.
    const QTemporaryDir cache;
    qputenv("DISTILLAB_CACHE", QFile::encodeName(cache.path()));
    const auto object = found->second();
    return QTest::qExec(object.get(), arguments);
}
