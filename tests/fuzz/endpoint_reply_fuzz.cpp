#include "core/endpoint/answer_store.h"
#include "core/endpoint/chat.h"
#include "core/endpoint/labeller.h"

#include "tests/fuzz/fuzz.h"

#include <cmath>

/// What a server answers, and what is kept of it on disk.
namespace distillab::fuzz {

using namespace Qt::Literals::StringLiterals;

void readHostile(const QByteArray& bytes) {
    const endpoint::ApiKey key(u"sk-secret-of-the-user"_s, u"test"_s);
    const endpoint::ChatRequest request{.messages = {{u"user"_s, u"Good?"_s}}, .topLogprobs = 5, .json = true};
    const QStringList labels{u"negative"_s, u"positive"_s, u"neither"_s};
    const QStringList codes = endpoint::labelCodes(labels.size());
    demand(!endpoint::serverMessage(bytes, key).contains(u"sk-secret-of-the-user"_s), "the key shows nowhere");
    const endpoint::ParsedReply parsed = endpoint::parseReply(bytes, request, key);
    demand(parsed.reply.has_value() == parsed.problem.isEmpty(), "there is a reply or a problem");
    if (parsed.reply) {
        const int label = endpoint::labelOf(parsed.reply->text, codes, labels);
        demand(label >= -1 && label < labels.size(), "a label is one of the labels");
        double sum = 0;
        const std::vector<double> chances = endpoint::codeProbabilities(parsed.reply->firstToken, codes);
        for (const double chance : chances) {
            demand(chance > 0 && chance <= 1, "chances are above 0");
            sum += chance;
        }
        demand(chances.empty() || std::abs(sum - 1) < 1e-6, "chances add up to 1");
    }
    const QString store = asFile(bytes, u"answers.jsonl"_s);
    endpoint::AnswerStore(store).find("key");
}

std::vector<QByteArray> seeds() {
    return {
        R"({"choices":[{"message":{"role":"assistant","content":"{\"label\": \"B\"}"},"finish_reason":"stop","logprobs":
{"content":[{"token":"B","logprob":-0.1,"top_logprobs":[{"token":"B","logprob":-0.1},{"token":" A","logprob":-2.5}]}]}}],
"usage":{"prompt_tokens":12,"completion_tokens":1}})",
        R"({"error":{"message":"wrong key sk-secret-of-the-user","type":"invalid_request_error","code":401}})",
        R"({"choices":[{"message":{"content":"**A. negative**"},"finish_reason":"length"}]})",
        R"({"key":"0123","job":"a","text":"B","finish_reason":"stop","input":1,"output":1,"estimated":false,"seconds":0.5,"first_token":[["B",-0.1]]})",
        R"({"key":"4567","job":"a","text":"A","finish_reason":"stop","input":9,"output":2,"estimated":true,"seconds":1,"first_token":[]}
{"key":"89ab","job":"a","text":"A","finish_reason":"","input":9,"output":2,"estimated":true,"seconds":1,"first_token":[["A",-1]]}
)"};
}

}  // namespace distillab::fuzz
