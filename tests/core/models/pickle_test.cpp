#include "core/models/pickle.h"

#include "core/base/error.h"
#include "tests/support/caught.h"
#include "tests/support/test_main.h"

#include <QElapsedTimer>
#include <QTest>

using namespace distillab;
using namespace distillab::models;
using namespace Qt::Literals::StringLiterals;
using test::caught;

namespace {

const QByteArray kProtocol("\x80\x02", 2);

std::span<const std::byte> bytesOf(const QByteArray& bytes) {
    return std::as_bytes(std::span(bytes.constData(), static_cast<size_t>(bytes.size())));
}

pickle::Pickle read(const QByteArray& program) { return pickle::read(bytesOf(program), 0, u"data.pkl"_s); }

QByteArray text(const QByteArray& word) {
    return QByteArray("X") + static_cast<char>(word.size()) + QByteArray(3, '\0') + word;
}

/// A storage of 6 floats, then what makes a tensor of it from the given offset, shape and strides.
QByteArray tensor(const QByteArray& offset, const QByteArray& shape, const QByteArray& strides) {
    return "ctorch._utils\n_rebuild_tensor_v2\n((" + text("storage") + "ctorch\nFloatStorage\n" + text("0") +
           text("cpu") + QByteArray("K\x06tQ", 4) + offset + shape + strides + "\x89" +
           "ccollections\nOrderedDict\n)Rt" + "R";
}

QByteArray repeated(const QByteArray& piece, int times) { return piece.repeated(times); }

}  // namespace

class PickleTest : public QObject {
    Q_OBJECT

private slots:
    void plainValuesAreRead();
    void tensorsAreDescribed();
    void whatCouldRunAProgramIsRefused_data();
    void whatCouldRunAProgramIsRefused();
    void damageIsRefusedAtItsByte_data();
    void damageIsRefusedAtItsByte();
    void everyTruncationIsRefused();
    void bombsAreRefused_data();
    void bombsAreRefused();
    void deepNestingNeedsNoStack();
    void circlesAreHarmless();
};

void PickleTest::plainValuesAreRead() {
    // {"a": -2, "b": (True, None, 1.5), "c": [70000, 255], "a": 2**33}
    const QByteArray program = kProtocol + "}q\x01(" + text("a") + "J\xFE\xFF\xFF\xFF" + text("b") + "\x88NG" +
                               QByteArray("\x3F\xF8\0\0\0\0\0\0", 8) + "\x87" + text("c") + "](J" +
                               QByteArray("\x70\x11\x01\0", 4) + "K\xFF" + "e" + text("a") +
                               QByteArray("\x8A\x05\0\0\0\0\x02", 7) + "u.more";
    const pickle::Pickle pickle = read(program);
    QCOMPARE(pickle.end, static_cast<size_t>(program.size() - 4));
    const auto* root = pickle.get<pickle::Dictionary>(pickle.root);
    QVERIFY(root != nullptr);
    QCOMPARE(std::get<std::int64_t>(*pickle.find(*root, "a")), std::int64_t{1} << 33);  // the later one, as in Python
    const auto& tuple = std::get<pickle::Sequence>(*pickle.find(*root, "b"));
    QVERIFY(tuple.isTuple);
    QCOMPARE(*pickle.get<bool>(tuple.items[0]), true);
    QCOMPARE(*pickle.get<double>(tuple.items[2]), 1.5);
    const auto& list = std::get<pickle::Sequence>(*pickle.find(*root, "c"));
    QCOMPARE(*pickle.get<std::int64_t>(list.items[0]), std::int64_t{70000});
    QVERIFY(pickle.find(*root, "d") == nullptr);
}

void PickleTest::tensorsAreDescribed() {
    const pickle::Pickle pickle =
        read(kProtocol + tensor(QByteArray("K\0", 2), "K\x02K\x03\x86", QByteArray("K\x03K\x01\x86")) + '.');
    const auto* tensor = pickle.get<pickle::Tensor>(pickle.root);
    QVERIFY(tensor != nullptr);
    QCOMPARE(tensor->shape, (std::vector<std::int64_t>{2, 3}));
    QCOMPARE(tensor->strides, (std::vector<std::int64_t>{3, 1}));
    const auto* storage = pickle.get<pickle::Storage>(tensor->storage);
    QCOMPARE(storage->key, std::string("0"));
    QCOMPARE(storage->count, std::uint64_t{6});
    QCOMPARE(storage->type, DType::F32);
}

void PickleTest::whatCouldRunAProgramIsRefused_data() {
    QTest::addColumn<QByteArray>("program");
    QTest::addColumn<int>("offset");
    QTest::addColumn<QString>("named");

    const auto row = [](const char* name, const QByteArray& program, int offset, const QString& named) {
        QTest::newRow(name) << kProtocol + program << offset << named;
    };
    row("os.system", "cos\nsystem\n" + text("true") + "\x85R.", 2, u"os.system"_s);
    row("posix.system", "cposix\nsystem\n" + text("true") + "\x85R.", 2, u"posix.system"_s);
    row("builtins.eval", "}cbuiltins\neval\n" + text("1") + "\x85R.", 3, u"builtins.eval"_s);
    row("builtins.getattr", "cbuiltins\ngetattr\n.", 2, u"builtins.getattr"_s);
    row("a near miss", "ctorch._utils\n_rebuild_tensor_v2x\n.", 2, u"_rebuild_tensor_v2x"_s);
    row("a class of torch", "ctorch.nn.modules.linear\nLinear\n.", 2, u"torch.nn.modules.linear.Linear"_s);
    row("a name with line noise", "cos\x1B[2J\nsystem\n.", 2, u"os?[2J.system"_s);
    row("a call of a text", text("os.system") + ")R.", 17, u"REDUCE"_s);
    row("a call of a storage type", "ctorch\nFloatStorage\n)R.", 23, u"REDUCE"_s);
    row("a call of a call's result", "ccollections\nOrderedDict\n)R)R.", 30, u"REDUCE"_s);
    row("INST", "(ios\nsystem\n.", 3, u"INST"_s);
    row("OBJ", "(ccollections\nOrderedDict\no.", 28, u"OBJ"_s);
    row("NEWOBJ", "ccollections\nOrderedDict\n)\x81.", 28, u"NEWOBJ"_s);
    row("EXT1", "\x82\x01.", 2, u"EXT1"_s);
    row("EXT2", "\x83\x01\x01.", 2, u"EXT2"_s);
    row("EXT4", "\x84\x01\x01\x01\x01.", 2, u"EXT4"_s);
    row("STACK_GLOBAL", text("os") + text("system") + "\x93.", 20, u"STACK_GLOBAL"_s);
    row("PERSID", "Pos\n.", 2, u"PERSID"_s);
    row("a text of protocol 0", "S'a'\n.", 2, u"STRING"_s);
    row("an opcode of no protocol", "\xFE.", 2, u"0xfe"_s);
    row("a state for a list", "]}b.", 4, u"BUILD"_s);
}

void PickleTest::whatCouldRunAProgramIsRefused() {
    QFETCH(QByteArray, program);
    QFETCH(int, offset);
    QFETCH(QString, named);
    const auto error = caught<RequestError>([&] { read(program); });
    QVERIFY(error);
    QCOMPARE(error->where(), u"data.pkl:%1"_s.arg(offset));
    QVERIFY2(error->message().contains(named), qPrintable(error->message()));
    QVERIFY2(error->message().contains(u"can run any program"_s), qPrintable(error->message()));
    QVERIFY(!error->remedy().isEmpty());
}

void PickleTest::damageIsRefusedAtItsByte_data() {
    QTest::addColumn<QByteArray>("program");
    QTest::addColumn<int>("offset");

    const auto row = [](const char* name, const QByteArray& program, int offset) {
        QTest::newRow(name) << program << offset;
    };
    const QByteArray zero("K\0", 2);
    const QByteArray shape("K\x02K\x03\x86");
    const QByteArray strides("K\x03K\x01\x86");
    // The REDUCE that makes the tensor is the last byte but one.
    const auto badTensor = [&](const char* name, const QByteArray& at, const QByteArray& sides,
                               const QByteArray& steps) {
        const QByteArray program = kProtocol + tensor(at, sides, steps) + '.';
        row(name, program, static_cast<int>(program.size()) - 2);
    };
    row("nothing", {}, 0);
    row("no pickle", "PK", 0);
    row("protocol 4", QByteArray("\x80\x04N.", 4), 0);
    row("nothing to stop with", kProtocol + ".", 2);
    row("values left behind", kProtocol + "NN.", 4);
    row("an open list", kProtocol + "(N.", 4);
    row("a list that was never begun", kProtocol + "t.", 2);
    row("items for no list", kProtocol + "NNa.", 4);
    row("items for a tuple", kProtocol + ")Na.", 4);
    row("a key without value", kProtocol + "}(Nu.", 5);
    row("values below the mark", kProtocol + "N(\x85.", 4);
    row("an unknown memory", kProtocol + "h\x05.", 2);
    row("nothing to remember", kProtocol + "q\x05.", 2);
    row("a number of 72 bits", kProtocol + "\x8A\x09" + "123456789.", 2);
    row("text beyond the end", kProtocol + "X\xFF\xFF\xFF\xFF" + "abc", 2);
    row("a storage of the wrong parts", kProtocol + "NNNNN" + "(NNNNNtQ.", 14);
    badTensor("beyond its storage", zero, "K\x02K\x04\x86", "K\x04K\x01\x86");
    badTensor("beyond its storage by its offset", "K\x01", shape, strides);
    badTensor("beyond its storage by its strides", zero, shape, "K\x04K\x01\x86");
    badTensor("strides that wrap around", zero, shape, QByteArray("\x8A\x08\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x7FK\x01\x86"));
    badTensor("a size that wraps around", zero, QByteArray("\x8A\x08\0\0\0\0\0\0\0\x40K\x04\x86", 13),
              QByteArray("K\0K\0\x86", 5));
    badTensor("a negative side", zero, QByteArray("J\xFF\xFF\xFF\xFFK\x01\x86"), strides);
    badTensor("a stride too few", zero, shape, "K\x01\x85");
    badTensor("a negative offset", "J\xFF\xFF\xFF\xFF", shape, strides);
    badTensor("a side that is no number", zero, "NK\x03\x86", strides);
}

void PickleTest::damageIsRefusedAtItsByte() {
    QFETCH(QByteArray, program);
    QFETCH(int, offset);
    const auto error = caught<RequestError>([&] { read(program); });
    QVERIFY(error);
    QCOMPARE(error->where(), u"data.pkl:%1"_s.arg(offset));
}

void PickleTest::everyTruncationIsRefused() {
    const QByteArray program =
        kProtocol + tensor(QByteArray("K\0", 2), "K\x02K\x03\x86", QByteArray("K\x03K\x01\x86")) + '.';
    for (qsizetype length = 0; length < program.size(); ++length) {
        QVERIFY2(caught<RequestError>([&] { read(program.left(length)); }), qPrintable(QString::number(length)));
    }
}

void PickleTest::bombsAreRefused_data() {
    QTest::addColumn<QByteArray>("program");

    const int most = static_cast<int>(pickle::kMostValues) + 1;
    QTest::newRow("values") << kProtocol + repeated("N", most);
    QTest::newRow("waiting values") << kProtocol + "Nq\x01" + repeated("h\x01", most);
    QTest::newRow("marks") << kProtocol + repeated("(", pickle::kMostOpenMarks + 1);
    QByteArray memo = kProtocol + 'N';
    for (int i = 0; i < most; ++i) {
        memo += 'r';
        for (int byte = 0; byte < 4; ++byte) memo += static_cast<char>(i >> (8 * byte) & 0xFF);
    }
    QTest::newRow("memory") << memo;
    QTest::newRow("length") << kProtocol + repeated("N0", 1).left(1) + repeated("q\x01", pickle::kMostBytes / 2);
    QTest::newRow("dimensions") << kProtocol +
                                       tensor(QByteArray("K\0", 2), '(' + repeated("K\x01", 65) + 't',
                                              '(' + repeated("K\x01", 65) + 't') +
                                       '.';
    // One long key, described as many storages.
    const QByteArray key = "X" + QByteArray("\0\0\x10\0", 4) + QByteArray(1 << 20, 'k');
    QTest::newRow("one key, many storages") << kProtocol + "](" + text("storage") + "ctorch\nFloatStorage\n" + key +
                                                   text("cpu") + "K\x06tq\x01" + "Q" + repeated("h\x01Q", 1000) + '.';
    // One long list, made into many dictionaries.
    QTest::newRow("one list, many dictionaries") << kProtocol + "](NN\x86q\x01" + repeated("h\x01", 100000) +
                                                        "e\x85q\x02" + "ccollections\nOrderedDict\nq\x03" +
                                                        repeated("h\x03h\x02R", 1000) + '.';
}

void PickleTest::bombsAreRefused() {
    QFETCH(QByteArray, program);
    const auto error = caught<RequestError>([&] { read(program); });
    QVERIFY(error);
    QVERIFY2(error->message().contains(u"more than any model needs"_s), qPrintable(error->message()));
}

void PickleTest::deepNestingNeedsNoStack() {
    const int depth = static_cast<int>(pickle::kMostValues) - 1;
    const pickle::Pickle pickle = read(kProtocol + 'N' + repeated("\x85", depth) + '.');
    QCOMPARE(pickle.values.size(), size_t{pickle::kMostValues});
}

void PickleTest::circlesAreHarmless() {
    const pickle::Pickle pickle = read(kProtocol + "]q\x01h\x01" + "a.");
    QCOMPARE(pickle.get<pickle::Sequence>(pickle.root)->items, std::vector<pickle::Index>{pickle.root});
}

DISTILLAB_TEST(PickleTest)
#include "pickle_test.moc"
