#include "core/experiment/samples.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/spelling.h"
#include "core/experiment/document.h"

#include <QCoreApplication>

namespace distillab::experiment {
namespace {

using namespace Qt::Literals::StringLiterals;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::Samples)
};

}  // namespace

QString sampleDataFolder() {
    return qEnvironmentVariable("DISTILLAB_SAMPLE_DATA", QStringLiteral(DISTILLAB_SAMPLE_DATA));
}

QByteArray withSamplePaths(QByteArray document) {
    return document.replace(kSamplesToken.toUtf8(), sampleDataFolder().toUtf8());
}

std::vector<Sample> listSamples() {
    return {
        {u"fashion-mnist"_s, Text::tr("Fashion-MNIST"),
         Text::tr("Teach a tiny network to know clothes: a teacher learns from 30,000 small pictures of shirts, shoes "
                  "and bags, then passes what it knows to a student 35 times smaller."),
         Text::tr("about 3 minutes")},
        {u"fashion-mnist-full"_s, Text::tr("Fashion-MNIST, all pictures"),
         Text::tr("The same with all 60,000 pictures and a wider student: better marks, more patience."),
         Text::tr("about 5 minutes")},
        {u"movie-reviews"_s, Text::tr("Movie reviews"),
         Text::tr(
             "Teach a tiny transformer to tell praise from a pan: MiniLM learns it from 10,605 rated sentences and "
             "passes it on to a student of two layers."),
         Text::tr("about 4 minutes")},
        {u"movie-reviews-best"_s, Text::tr("Movie reviews, the best small student"),
         Text::tr("The same with the recipe “Best for bert-tiny”: 13,098 further sentences, which only the teacher "
                  "answers, bring the student nearer to it."),
         Text::tr("about 7 minutes")},
        {u"imdb-recipe"_s, Text::tr("IMDB, the tutorial's recipe"),
         Text::tr(
             "1,000 long reviews, temperature 2, alpha 0.6, three passes: the recipe of the tutorials to the letter."),
         Text::tr("depends on your teacher"), Text::tr("an IMDB file (Parquet or CSV) and a fine-tuned BERT folder")},
    };
}

QByteArray sampleDocument(const QString& name) {
    QStringList names;
    for (const Sample& sample : listSamples()) names << sample.name;
    if (names.contains(name)) {
        return withSamplePaths(readFile(u":/samples/"_s + name + u".yaml"_s));
    }
    const QString nearest = nearestWord(name, names);
    throw RequestError(Text::tr("there is no sample “%1”").arg(name), {},
                       nearest.isEmpty() ? Text::tr("Choose one of: %1.").arg(names.join(u", "_s))
                                         : Text::tr("Did you mean “%1”?").arg(nearest));
}

Experiment sampleExperiment(const QString& name) { return parse(sampleDocument(name), name + u".yaml"_s, u"/"_s); }

}  // namespace distillab::experiment
