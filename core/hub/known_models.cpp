#include "core/hub/known_models.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace distillab::hub {
namespace {

using namespace Qt::Literals::StringLiterals;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::KnownModels)
};

enum class Use { Teacher, Student, Both };

KnownModel model(const char* id, const char* title, qint64 parameters, int mib, const QString& languages,
                 const QString& licence, const char* architecture, Use use, const QString& description) {
    return {QLatin1String(id),
            QLatin1String(title),
            parameters,
            mib,
            languages,
            licence,
            QLatin1String(architecture),
            description,
            use != Use::Student,
            use != Use::Teacher};
}

}  // namespace

std::vector<KnownModel> knownModels() {
    const QString english = Text::tr("English");
    const QString chinese = Text::tr("Chinese");
    const QString apache = u"Apache-2.0"_s;
    const QString mit = u"MIT"_s;
    const QString notStated = Text::tr("not stated on its page");
    return {
        model("google/bert_uncased_L-2_H-128_A-2", "BERT tiny", 4'385'920, 17, english, apache, "bert", Use::Student,
              Text::tr("The smallest BERT, 2 layers: a very fast student for first tries.")),
        model("google/bert_uncased_L-4_H-256_A-4", "BERT mini", 11'170'560, 43, english, apache, "bert", Use::Student,
              Text::tr("4 narrow layers: fast, and clearly better than the tiny one.")),
        model("google/electra-small-discriminator", "ELECTRA small", 13'548'800, 52, english, apache, "electra",
              Use::Student, Text::tr("12 narrow layers: strong for its size, slower than its size suggests.")),
        model("huawei-noah/TinyBERT_General_4L_312D", "TinyBERT 4 layers", 14'350'248, 60, english, notStated, "bert",
              Use::Student, Text::tr("Distilled from BERT before you begin: a strong small student.")),
        model("sentence-transformers/all-MiniLM-L6-v2", "MiniLM 6 layers", 22'713'216, 87, english, apache, "bert",
              Use::Both, Text::tr("Small and good at whole sentences: a quick teacher, or a strong student.")),
        model("google/mobilebert-uncased", "MobileBERT", 24'581'888, 140, english, apache, "mobilebert", Use::Both,
              Text::tr("Made for telephones: nearly as good as BERT, a quarter of its size.")),
        model("google/bert_uncased_L-4_H-512_A-8", "BERT small", 28'763'648, 110, english, apache, "bert", Use::Student,
              Text::tr("4 layers of medium width: the all-round student.")),
        model("microsoft/MiniLM-L12-H384-uncased", "MiniLM 12 layers", 33'360'000, 127, english, mit, "bert", Use::Both,
              Text::tr("12 narrow layers distilled from BERT: accurate for its size.")),
        model("hfl/rbt3", "Chinese RoBERTa 3 layers", 38'476'800, 149, chinese, apache, "bert", Use::Student,
              Text::tr("The first 3 layers of the Chinese RoBERTa: its natural student.")),
        model("google/bert_uncased_L-8_H-512_A-8", "BERT medium", 41'373'184, 159, english, apache, "bert", Use::Both,
              Text::tr("8 layers of medium width, between the small one and BERT base.")),
        model("distilbert/distilbert-base-uncased", "DistilBERT", 66'362'880, 256, english, apache, "distilbert",
              Use::Both, Text::tr("The classic of distillation: 6 of BERT's 12 layers, nearly its accuracy.")),
        model("distilbert/distilbert-base-uncased-finetuned-sst-2-english", "DistilBERT for film reviews", 66'955'010,
              255, english, apache, "distilbert", Use::Teacher,
              Text::tr("Already knows positive from negative: a teacher that needs no training.")),
        model("distilbert/distilroberta-base", "DistilRoBERTa", 82'118'400, 316, english, apache, "roberta", Use::Both,
              Text::tr("RoBERTa with half its layers; tells upper from lower case.")),
        model("hfl/chinese-roberta-wwm-ext", "Chinese RoBERTa", 102'267'648, 393, chinese, apache, "bert", Use::Teacher,
              Text::tr("The usual teacher for Chinese text; a BERT in spite of its name.")),
        model("google-bert/bert-base-chinese", "BERT base Chinese", 102'267'648, 392, chinese, apache, "bert",
              Use::Teacher, Text::tr("The original Chinese BERT: one token per character.")),
        model("google/electra-base-discriminator", "ELECTRA base", 108'891'648, 420, english, apache, "electra",
              Use::Teacher, Text::tr("As large as BERT base and often more accurate.")),
        model("google-bert/bert-base-uncased", "BERT base", 109'482'240, 420, english, apache, "bert", Use::Teacher,
              Text::tr("The classic teacher: 12 layers, well understood, fine-tuned in minutes to hours.")),
        model("textattack/bert-base-uncased-imdb", "BERT base for film reviews", 109'483'778, 418, english, notStated,
              "bert", Use::Teacher, Text::tr("BERT base trained on IMDB reviews: a teacher that needs no training.")),
        model("sentence-transformers/paraphrase-multilingual-MiniLM-L12-v2", "MiniLM 12 layers, multilingual",
              117'653'760, 449, Text::tr("50 languages, English and Chinese among them"), apache, "bert", Use::Both,
              Text::tr("Many languages in one model; most of its size is the vocabulary.")),
        model("FacebookAI/roberta-base", "RoBERTa base", 124'645'632, 476, english, mit, "roberta", Use::Teacher,
              Text::tr("BERT trained longer on more text: more accurate, as slow.")),
        model("distilbert/distilbert-base-multilingual-cased", "DistilBERT multilingual", 134'734'080, 517,
              Text::tr("104 languages, English and Chinese among them"), apache, "distilbert", Use::Both,
              Text::tr("DistilBERT for many languages; most of its size is the vocabulary.")),
        model("google-bert/bert-base-multilingual-cased", "BERT base multilingual", 177'853'440, 681,
              Text::tr("104 languages, English and Chinese among them"), apache, "bert", Use::Teacher,
              Text::tr("One teacher for many languages.")),
        model("google-bert/bert-large-uncased", "BERT large", 335'141'888, 1283, english, apache, "bert", Use::Teacher,
              Text::tr("24 layers: the most accurate BERT, three times as slow as the base one.")),
    };
}

std::vector<KnownModel> searchKnownModels(const QString& words) {
    std::vector<KnownModel> found = knownModels();
    const QStringList wanted = words.simplified().split(u' ', Qt::SkipEmptyParts);
    std::erase_if(found, [&](const KnownModel& model) {
        const QString all =
            QStringList{model.id, model.title, model.languages, model.licence, model.architecture, model.description}
                .join(u'\n');
        return !std::all_of(wanted.begin(), wanted.end(),
                            [&](const QString& word) { return all.contains(word, Qt::CaseInsensitive); });
    });
    return found;
}

}  // namespace distillab::hub
