#include "core/experiment/yaml.h"

#include "core/base/error.h"

#include <QCoreApplication>

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

#include <sstream>
#include <string>

namespace distillab::experiment {
namespace {

using namespace Qt::Literals::StringLiterals;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::Experiment)
};

/// Passes over a document.
class Nothing : public YAML::EventHandler {
public:
    void OnDocumentStart(const YAML::Mark&) override {}
    void OnDocumentEnd() override {}
    void OnNull(const YAML::Mark&, YAML::anchor_t) override {}
    void OnAlias(const YAML::Mark&, YAML::anchor_t) override {}
    void OnScalar(const YAML::Mark&, const std::string&, YAML::anchor_t, const std::string&) override {}
    void OnSequenceStart(const YAML::Mark&, const std::string&, YAML::anchor_t, YAML::EmitterStyle::value) override {}
    void OnSequenceEnd() override {}
    void OnMapStart(const YAML::Mark&, const std::string&, YAML::anchor_t, YAML::EmitterStyle::value) override {}
    void OnMapEnd() override {}
};

/// None, one, or two for several: after some faults yaml-cpp finds documents without end where the text has no more.
int countDocuments(const std::string& text) {
    std::istringstream in(text);
    YAML::Parser parser(in);
    Nothing nothing;
    int count = 0;
    while (count < 2 && parser.HandleNextDocument(nothing)) ++count;
    return count;
}

}  // namespace

YAML::Node parseYaml(const QByteArray& yaml, const QString& name) {
    // With a line break at the very end, yaml-cpp takes a quote that is never closed for closed there.
    std::string text = yaml.toStdString();
    text.erase(text.find_last_not_of(" \t\r\n") + 1);
    try {
        const int documents = countDocuments(text);
        if (documents == 0) return YAML::Node(YAML::NodeType::Map);
        if (documents == 1) return YAML::Load(text);
    } catch (const YAML::ParserException& error) {
        throw RequestError(Text::tr("this is not valid YAML: %1").arg(QString::fromStdString(error.msg)),
                           u"%1:%2"_s.arg(name, QString::number(error.mark.line + 1)),
                           Text::tr("Correct the line; indent with spaces, not tabs."));
    }
    throw RequestError(Text::tr("the file holds more than one document"), name,
                       Text::tr("Keep one and remove the lines “---” between them."));
}

}  // namespace distillab::experiment
