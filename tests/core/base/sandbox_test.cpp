#include "core/base/sandbox.h"

#include "core/base/files.h"
#include "tests/support/test_main.h"

#include <QTemporaryDir>
#include <QTest>

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <functional>
#include <thread>

using namespace distillab;
using namespace Qt::Literals::StringLiterals;

namespace {

/// What `deed` gives in a process that has given up its rights: 0 when it succeeds, else the error.
int inside(const std::function<int()>& deed) {
    const pid_t child = ::fork();
    if (child == 0) {
        giveUpRights();
        errno = 0;
        ::_exit(deed() < 0 ? errno : 0);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

int socketOf(int family, int type) { return ::socket(family, type, 0); }

}  // namespace

/// A process of strangers' code: what it cannot do, and what it still can.
class SandboxTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void nothingConnects_data() {
        QTest::addColumn<int>("family");
        QTest::newRow("IPv4") << AF_INET;
        QTest::newRow("IPv6") << AF_INET6;
        QTest::newRow("on this machine") << AF_UNIX;
        QTest::newRow("kernel") << AF_NETLINK;
    }
    void nothingConnects() {
        QFETCH(int, family);
        const int type = family == AF_NETLINK ? SOCK_RAW : SOCK_STREAM;
        const int outside = socketOf(family, type);
        if (outside < 0) QSKIP("this machine has no such sockets");
        ::close(outside);
        QCOMPARE(inside([=] { return socketOf(family, type); }), EPERM);
    }

    void socketsThatCameAlongAreClosed() {
        const int udp = ::socket(AF_INET, SOCK_DGRAM, 0);
        QVERIFY(udp >= 0);
        const int error = inside([udp] { return static_cast<int>(::write(udp, "x", 1)); });
        ::close(udp);
        QCOMPARE(error, EBADF);
    }

    void filesStayAsTheyAre() {
        const QByteArray file = m_folder.filePath(u"precious"_s).toLocal8Bit();
        const QByteArray other = m_folder.filePath(u"other"_s).toLocal8Bit();
        writeFileAtomically(QString::fromLocal8Bit(file), "precious");
        QCOMPARE(inside([&] { return ::open(file.constData(), O_WRONLY); }), EPERM);
        QCOMPARE(inside([&] { return ::open(file.constData(), O_RDONLY | O_TRUNC); }), EPERM);
        QCOMPARE(inside([&] { return ::open(other.constData(), O_CREAT | O_RDONLY, 0600); }), EPERM);
        QCOMPARE(inside([&] { return ::unlink(file.constData()); }), EPERM);
        QCOMPARE(inside([&] { return ::rename(file.constData(), other.constData()); }), EPERM);
        QCOMPARE(inside([&] { return ::truncate(file.constData(), 0); }), EPERM);
        QCOMPARE(inside([&] { return ::chmod(file.constData(), 0777); }), EPERM);
        QCOMPARE(inside([&] { return ::mkdir(other.constData(), 0700); }), EPERM);
        QCOMPARE(inside([&] { return ::symlink("/", other.constData()); }), EPERM);
        QCOMPARE(readFile(QString::fromLocal8Bit(file)), QByteArray("precious"));
        QVERIFY(!QFile::exists(QString::fromLocal8Bit(other)));
    }

    void noProgramIsStartedOrHarmed() {
        QCOMPARE(inside([] { return ::execl("/bin/true", "true", nullptr); }), EPERM);
        QCOMPARE(inside([] { return ::fork(); }), EPERM);
        QCOMPARE(inside([] { return ::kill(::getppid(), 0); }), EPERM);
    }

    void itCanReadAndCompute() {
        QCOMPARE(inside([] { return ::open("/proc/self/status", O_RDONLY); }), 0);
        QCOMPARE(inside([] {
                     int sum = 0;
                     std::thread([&] { sum = 42; }).join();
                     return sum == 42 ? 0 : -1;
                 }),
                 0);
    }

private:
    QTemporaryDir m_folder;
};

DISTILLAB_TEST(SandboxTest)
#include "sandbox_test.moc"
