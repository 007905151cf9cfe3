#include "tests/support/synthetic_texts.h"

#include "core/base/files.h"
#include "core/base/random.h"

namespace distillab::test {
namespace {

using namespace Qt::Literals::StringLiterals;

const QStringList kSpecial = {u"[PAD]"_s, u"[UNK]"_s, u"[CLS]"_s, u"[SEP]"_s, u"[MASK]"_s};
const QStringList kPlain = {u"the"_s,  u"film"_s, u"plot"_s, u"actor"_s, u"scene"_s, u"is"_s,    u"was"_s,   u"and"_s,
                            u"with"_s, u"a"_s,    u"its"_s,  u"very"_s,  u"this"_s,  u"story"_s, u"music"_s, u"end"_s};
const QStringList kGood = {u"brilliant"_s, u"moving"_s, u"funny"_s, u"fresh"_s};
const QStringList kBad = {u"dull"_s, u"stale"_s, u"clumsy"_s, u"tiring"_s};

}  // namespace

QString writeSyntheticReviews(const QString& path, int rows, quint64 seed) {
    SplitMix64 random(seed);
    const auto pick = [&](const QStringList& words) {
        return words[random.below(static_cast<std::uint32_t>(words.size()))];
    };
    QByteArray table("sentence,label\n");
    for (int row = 0; row < rows; ++row) {
        const bool isGood = random.below(2) == 1;
        QStringList words;
        const auto length = static_cast<qsizetype>(3 + random.below(10));
        while (words.size() < length) words << pick(kPlain);
        const std::uint32_t telling = 1 + random.below(2);
        for (std::uint32_t i = 0; i < telling; ++i) {
            words[random.below(static_cast<std::uint32_t>(length))] = pick(isGood ? kGood : kBad);
        }
        table += words.join(u' ').toUtf8() + (isGood ? ",positive\n" : ",negative\n");
    }
    writeFileAtomically(path, table);
    return path;
}

QStringList syntheticVocabulary() { return kSpecial + kPlain + kGood + kBad; }

}  // namespace distillab::test
