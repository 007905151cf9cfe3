#include "core/data/load_text.h"
#include "tests/fuzz/fuzz.h"

/// CSV and its like, JSON lines, every encoding: the format is found from the content.
namespace distillab::fuzz {

using namespace Qt::Literals::StringLiterals;

void readHostile(const QByteArray& bytes) {
    experiment::DataSpec spec;
    spec.train = asFile(bytes, u"table"_s);
    spec.skipBadRows = true;
    const data::TablePreview preview = data::previewTable(spec);
    demand(preview.textColumn < preview.columns.size(), "the text is one of the columns");
    if (preview.problem.isEmpty()) data::loadText(spec);
}

std::vector<QByteArray> seeds() {
    return {"text,label\ngood film,1\nbad film,0\n\"quoted, \"\"twice\"\"\nover lines\",1\n",
            "a\tb\tc\n1\tgood one\tx\n2\tbad one\ty\n3\tgood again\tx\n",
            "{\"text\": \"good\", \"label\": 1}\n{\"text\": \"b\\u00e4d\", \"label\": 0}\n",
            "\xEF\xBB\xBFtext;label\r\ng\xC3\xBCt;ja\r\nschlecht;nein\r\n",
            QByteArray("\xFF\xFEt\0,\0l\0\n\0a\0,\0b\0\n\0", 18),
            "\xC4\xE3\xBA\xC3,1\n\xBB\xB5,0\n"};
}

}  // namespace distillab::fuzz
