#include "core/tokenizers/tokenizer.h"

#include "core/base/content_hash.h"
#include "core/base/files.h"
#include "core/tokenizers/added_tokens.h"
#include "core/tokenizers/decoder.h"
#include "core/tokenizers/model.h"
#include "core/tokenizers/normalizer.h"
#include "core/tokenizers/post_processor.h"
#include "core/tokenizers/pre_tokenizer.h"
#include "core/tokenizers/tokenizer_files.h"
#include "core/tokenizers/workspace.h"

#include <QCoreApplication>
#include <QDir>

#include <algorithm>
#include <atomic>
#include <exception>
#include <limits>
#include <mutex>
#include <thread>
#include <unordered_map>
#include <unordered_set>

namespace distillab::tokenizers {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(distillab::Tokenizers)
};

constexpr std::size_t kNoLimit = std::numeric_limits<std::size_t>::max();

/// Lends each thread a workspace of its own, warm from earlier texts.
class WorkspacePool {
public:
    class Loan {
    public:
        explicit Loan(WorkspacePool& pool) : m_pool(pool), m_workspace(pool.take()) {}
        ~Loan() { m_pool.giveBack(std::move(m_workspace)); }
        Loan(const Loan&) = delete;
        Loan& operator=(const Loan&) = delete;
        Workspace& operator*() const { return *m_workspace; }

    private:
        WorkspacePool& m_pool;
        std::unique_ptr<Workspace> m_workspace;
    };

private:
    std::unique_ptr<Workspace> take() {
        const std::lock_guard lock(m_mutex);
        if (m_free.empty()) return std::make_unique<Workspace>();
        std::unique_ptr<Workspace> workspace = std::move(m_free.back());
        m_free.pop_back();
        return workspace;
    }
    void giveBack(std::unique_ptr<Workspace> workspace) {
        const std::lock_guard lock(m_mutex);
        m_free.push_back(std::move(workspace));
    }

    std::mutex m_mutex;
    std::vector<std::unique_ptr<Workspace>> m_free;
};

/// Copies the user's text; what is no UTF-8 becomes U+FFFD.
void readText(std::string_view text, bool track, TextBuffer& buffer) {
    buffer.clear(track);
    if (!track && isUtf8(text)) {
        buffer.bytes.assign(text);
        return;
    }
    const char* const data = text.data();
    const char* const end = data + text.size();
    for (const char* p = data; p < end;) {
        const auto begin = static_cast<std::uint32_t>(p - data);
        if (const std::size_t length = validCharacter(p, end); length > 0) {
            buffer.bytes.append(p, length);
            p += length;
        } else {
            appendUtf8(buffer.bytes, kReplacementCharacter);
            p += damagedCharacter(p, end);
        }
        if (track) buffer.origin.resize(buffer.bytes.size(), {begin, static_cast<std::uint32_t>(p - data)});
    }
}

}  // namespace

struct Tokenizer::State {
    explicit State(const QString& folder);

    /// Adds a text's tokens, at most `limit` of them, to an empty encoding.
    void encodeSequence(std::string_view text, bool offsets, std::size_t limit, Workspace& workspace,
                        Encoding& encoding) const;
    Encoding encode(std::string_view text, const EncodeOptions& options, Workspace& workspace) const;
    Encoding encodePair(std::string_view first, std::string_view second, const EncodeOptions& options,
                        Workspace& workspace) const;

    std::unique_ptr<Normalizer> normalizer;
    std::unique_ptr<PreTokenizer> preTokenizer;
    std::unique_ptr<Model> model;
    PostProcessor postProcessor;
    std::unique_ptr<Decoder> decoder;
    Vocabulary vocabulary;  ///< the model's and the added tokens
    std::vector<AddedToken> addedTokens;
    std::unordered_set<std::int32_t> specialIds;
    AddedTokenFinder rawTokens;
    AddedTokenFinder normalizedTokens;
    std::unordered_map<std::int32_t, std::string> normalizedContents;  ///< of added tokens that normalizing changes
    int padId = 0;
    bool usesTypeIds = false;
    std::vector<std::pair<QString, QByteArray>> files;
    mutable WorkspacePool workspaces;

private:
    struct Run {
        Workspace& workspace;
        std::vector<Span> spans;  ///< of the user's text, one for each token, when offsets are wanted
        std::vector<std::int32_t>& ids;
        std::size_t limit;
        bool offsets;
    };

    void readAddedTokens(const JsonNode& document);
    void findSpecialIds();
    void makeFinders(Workspace& workspace);
    void readPadId(const JsonNode& document, const JsonNode& config);

    void takeSegment(TextBuffer& text, bool atBegin, Run& run) const;
    void takePart(TextBuffer& text, bool atBegin, Run& run) const;
    void takeAdded(std::int32_t id, const TextBuffer& text, Span span, Run& run) const;
};

Tokenizer::State::State(const QString& folder) {
    TokenizerFiles read = readTokenizerFiles(folder);
    const JsonNode document(read.document, read.mainPath);
    const JsonNode config(read.config, read.configPath);
    if (const auto node = document.find("normalizer")) normalizer = readNormalizer(*node);
    if (const auto node = document.find("pre_tokenizer")) preTokenizer = readPreTokenizer(*node);
    bool readsBytes = preTokenizer && preTokenizer->endsWithByteLevel();
    model = readModel(document.at("model"), readsBytes);
    if (readsBytes) preTokenizer->leaveOutByteLevel();
    vocabulary = model->vocabulary();
    readAddedTokens(document);
    findSpecialIds();
    if (const auto node = document.find("post_processor")) {
        postProcessor = PostProcessor(*node, [&](const std::string& token) { return vocabulary.find(token); });
    }
    if (const auto node = document.find("decoder")) decoder = readDecoder(*node);
    const WorkspacePool::Loan workspace(workspaces);
    makeFinders(*workspace);
    readPadId(document, config);
    usesTypeIds = postProcessor.usesTypeIds();
    files = std::move(read.contents);
}

void Tokenizer::State::readAddedTokens(const JsonNode& document) {
    const auto list = document.find("added_tokens");
    if (!list) return;
    for (std::size_t i = 0; i < list->items(); ++i) {
        const JsonNode entry = list->item(i);
        AddedToken token;
        token.content = entry.at("content").text();
        token.singleWord = entry.boolean("single_word", false);
        token.stripLeft = entry.boolean("lstrip", false);
        token.stripRight = entry.boolean("rstrip", false);
        token.special = entry.boolean("special", false);
        token.normalized = entry.boolean("normalized", !token.special);
        // A token that the model has keeps the model's id, whatever is written here.
        token.id = model->vocabulary().find(token.content);
        if (token.id < 0) {
            const JsonNode id = entry.at("id");
            token.id = id.id();
            if (static_cast<std::size_t>(token.id) > 4 * vocabulary.count() + 65536) {
                id.fail(Text::tr("the id is far beyond the %1 tokens of the vocabulary").arg(vocabulary.count()));
            }
            if (!vocabulary.add(token.content, token.id)) {
                const std::string_view other = vocabulary.token(token.id);
                id.fail(Text::tr("the id %1 belongs to the token \"%2\" already")
                            .arg(token.id)
                            .arg(QString::fromUtf8(other.data(), static_cast<qsizetype>(other.size()))));
            }
        }
        addedTokens.push_back(std::move(token));
    }
}

/// By content, for a vocabulary may hold the same token under several ids.
void Tokenizer::State::findSpecialIds() {
    std::unordered_set<std::string_view> contents;
    for (const AddedToken& token : addedTokens) {
        if (token.special) contents.insert(token.content);
    }
    for (std::int32_t id = 0; id < vocabulary.idLimit(); ++id) {
        if (contents.contains(vocabulary.token(id))) specialIds.insert(id);
    }
}

void Tokenizer::State::makeFinders(Workspace& workspace) {
    std::vector<AddedToken> raw;
    std::vector<AddedToken> normalized;
    for (const AddedToken& token : addedTokens) {
        if (!token.normalized) {
            raw.push_back(token);
            continue;
        }
        normalized.push_back(token);
        if (!normalizer) continue;
        readText(token.content, false, workspace.text);
        normalizer->apply(workspace.text, workspace);
        normalized.back().content = workspace.text.bytes;
        if (workspace.text.bytes != token.content) normalizedContents[token.id] = workspace.text.bytes;
    }
    rawTokens = AddedTokenFinder(std::move(raw));
    normalizedTokens = AddedTokenFinder(std::move(normalized));
}

void Tokenizer::State::readPadId(const JsonNode& document, const JsonNode& config) {
    std::vector<std::string> names;
    if (const auto named = config.find("pad_token")) {
        names.push_back(named->json().is_object() ? named->at("content").text() : named->text());
    }
    if (const auto padding = document.find("padding")) {
        if (const auto token = padding->find("pad_token")) names.push_back(token->text());
    }
    names.insert(names.end(), {"[PAD]", "<pad>", "<|pad|>"});
    for (const std::string& name : names) {
        padId = vocabulary.find(name);
        if (padId >= 0) return;
    }
    padId = 0;
}

void Tokenizer::State::takeAdded(std::int32_t id, const TextBuffer& text, Span span, Run& run) const {
    if (run.offsets) {
        const Span origin{text.origin[span.begin].begin, text.origin[span.end - 1].end};
        const std::string_view found = std::string_view(text.bytes).substr(span.begin, span.end - span.begin);
        run.spans.push_back(postProcessor.trimmed(found, origin, run.ids.empty()));
    }
    run.ids.push_back(id);
}

void Tokenizer::State::encodeSequence(std::string_view text, bool offsets, std::size_t limit, Workspace& workspace,
                                      Encoding& encoding) const {
    Run run{workspace, {}, encoding.ids, limit, offsets};
    TextBuffer& whole = workspace.text;
    const bool tracks = offsets || (preTokenizer && preTokenizer->needsOrigin());
    readText(text, tracks, whole);
    std::vector<AddedTokenFinder::Found>& found = workspace.rawTokens;
    rawTokens.find(whole.bytes, found);
    if (found.empty()) {
        takeSegment(whole, true, run);
    } else {
        std::uint32_t at = 0;
        const auto takeUpTo = [&](std::uint32_t end) {
            if (at == end) return;
            workspace.segment.clear(tracks);
            workspace.segment.keep(whole, at, end);
            takeSegment(workspace.segment, at == 0, run);
        };
        for (const AddedTokenFinder::Found& token : found) {
            if (encoding.ids.size() >= limit) break;
            takeUpTo(token.span.begin);
            takeAdded(token.id, whole, token.span, run);
            at = token.span.end;
        }
        if (encoding.ids.size() < limit) takeUpTo(static_cast<std::uint32_t>(whole.bytes.size()));
    }
    if (encoding.ids.size() > limit) encoding.ids.resize(limit);
    if (!offsets) return;
    encoding.offsets.reserve(run.spans.size());
    for (const Span& span : run.spans) encoding.offsets.emplace_back(span.begin, span.end);
    encoding.offsets.resize(encoding.ids.size());
    postProcessor.trimOffsets(encoding, text, vocabulary);
}

void Tokenizer::State::takeSegment(TextBuffer& text, bool atBegin, Run& run) const {
    if (normalizer) normalizer->apply(text, run.workspace);
    std::vector<AddedTokenFinder::Found>& found = run.workspace.normalizedTokens;
    normalizedTokens.find(text.bytes, found);
    if (found.empty()) {
        takePart(text, atBegin, run);
        return;
    }
    TextBuffer& part = run.workspace.part;
    std::uint32_t at = 0;
    const auto takeUpTo = [&](std::uint32_t end) {
        if (at == end) return;
        part.clear(text.tracked);
        part.keep(text, at, end);
        takePart(part, atBegin && at == 0, run);
    };
    for (const AddedTokenFinder::Found& token : found) {
        takeUpTo(token.span.begin);
        takeAdded(token.id, text, token.span, run);
        at = token.span.end;
    }
    takeUpTo(static_cast<std::uint32_t>(text.bytes.size()));
}

void Tokenizer::State::takePart(TextBuffer& text, bool atBegin, Run& run) const {
    if (text.bytes.empty()) return;
    Workspace& workspace = run.workspace;
    workspace.pieces.assign(1, {0, static_cast<std::uint32_t>(text.bytes.size())});
    if (preTokenizer) preTokenizer->apply(text, atBegin, workspace);
    const std::size_t before = run.spans.size();
    TokenSink sink{&run.ids, run.offsets ? &run.spans : nullptr};
    for (const Span& piece : workspace.pieces) {
        if (run.ids.size() >= run.limit) break;
        model->tokenize(text.bytes, piece, workspace, sink);
    }
    for (std::size_t i = before; i < run.spans.size(); ++i) {
        Span& span = run.spans[i];
        span = {text.origin[span.begin].begin, text.origin[span.end - 1].end};
    }
}

namespace {

void cut(Encoding& encoding, std::size_t length) {
    if (encoding.ids.size() > length) encoding.ids.resize(length);
    if (encoding.typeIds.size() > length) encoding.typeIds.resize(length);
    if (encoding.offsets.size() > length) encoding.offsets.resize(length);
}

/// How many tokens of a text fit beside the special ones.
std::size_t room(const EncodeOptions& options, std::size_t specialTokens) {
    if (options.maxLength <= 0) return kNoLimit;
    const auto all = static_cast<std::size_t>(options.maxLength);
    const std::size_t taken = options.specialTokens ? specialTokens : 0;
    return all > taken ? all - taken : 0;
}

/// Shortens the longer one first; what then is left over is shared, an odd token going to the longer.
void cutLongestFirst(Encoding& first, Encoding& second, std::size_t limit) {
    if (limit == kNoLimit || first.ids.size() + second.ids.size() <= limit) return;
    const bool isFirstLonger = first.ids.size() > second.ids.size();
    Encoding& shorter = isFirstLonger ? second : first;
    Encoding& longer = isFirstLonger ? first : second;
    std::size_t few = shorter.ids.size();
    std::size_t many = few > limit ? few : std::max(few, limit - few);
    if (few + many > limit) {
        few = limit / 2;
        many = few + limit % 2;
    }
    cut(shorter, few);
    cut(longer, many);
}

}  // namespace

Encoding Tokenizer::State::encode(std::string_view text, const EncodeOptions& options, Workspace& workspace) const {
    Encoding encoding;
    encodeSequence(text, options.offsets, room(options, postProcessor.specialTokens(false)), workspace, encoding);
    Encoding joined = postProcessor.join(std::move(encoding), nullptr, options);
    // Where not even the special tokens fit, the first of them stay.
    if (options.maxLength > 0) cut(joined, static_cast<std::size_t>(options.maxLength));
    return joined;
}

Encoding Tokenizer::State::encodePair(std::string_view first, std::string_view second, const EncodeOptions& options,
                                      Workspace& workspace) const {
    Encoding one;
    Encoding two;
    encodeSequence(first, options.offsets, kNoLimit, workspace, one);
    encodeSequence(second, options.offsets, kNoLimit, workspace, two);
    cutLongestFirst(one, two, room(options, postProcessor.specialTokens(true)));
    Encoding joined = postProcessor.join(std::move(one), &two, options);
    if (options.maxLength > 0) cut(joined, static_cast<std::size_t>(options.maxLength));
    return joined;
}

Tokenizer::Tokenizer(std::shared_ptr<const State> state) : m_state(std::move(state)) {}

Tokenizer Tokenizer::load(const QString& folder) { return Tokenizer(std::make_shared<const State>(folder)); }

bool Tokenizer::isIn(const QString& folder) { return hasTokenizerFiles(folder); }

Encoding Tokenizer::encode(std::string_view text, const EncodeOptions& options) const {
    const WorkspacePool::Loan workspace(m_state->workspaces);
    return m_state->encode(text, options, *workspace);
}

Encoding Tokenizer::encodePair(std::string_view first, std::string_view second, const EncodeOptions& options) const {
    const WorkspacePool::Loan workspace(m_state->workspaces);
    return m_state->encodePair(first, second, options, *workspace);
}

std::vector<Encoding> Tokenizer::encodeAll(std::span<const std::string_view> texts,
                                           std::span<const std::string_view> seconds, const EncodeOptions& options,
                                           int threads) const {
    Q_ASSERT(seconds.empty() || seconds.size() == texts.size());
    constexpr std::size_t kBatch = 64;
    std::vector<Encoding> encodings(texts.size());
    std::atomic<std::size_t> next = 0;
    std::mutex mutex;
    std::exception_ptr failure;
    const auto work = [&] {
        try {
            const WorkspacePool::Loan workspace(m_state->workspaces);
            for (;;) {
                const std::size_t begin = next.fetch_add(kBatch);
                if (begin >= texts.size()) return;
                for (std::size_t i = begin; i < std::min(begin + kBatch, texts.size()); ++i) {
                    encodings[i] = seconds.empty() ? m_state->encode(texts[i], options, *workspace)
                                                   : m_state->encodePair(texts[i], seconds[i], options, *workspace);
                }
            }
        } catch (...) {
            const std::lock_guard lock(mutex);
            if (!failure) failure = std::current_exception();
            next = texts.size();
        }
    };
    const std::size_t batches = (texts.size() + kBatch - 1) / kBatch;
    const std::size_t helpers =
        std::min(static_cast<std::size_t>(std::max(threads, 1)), std::max<std::size_t>(batches, 1)) - 1;
    {
        std::vector<std::jthread> pool;
        for (std::size_t i = 0; i < helpers; ++i) pool.emplace_back(work);
        work();
    }
    if (failure) std::rethrow_exception(failure);
    return encodings;
}

std::string Tokenizer::decode(std::span<const std::int32_t> ids, bool skipSpecial) const {
    std::vector<std::string> texts;
    for (const std::int32_t id : ids) {
        // Hugging Face decodes an added token as it stands in the normalized text, even a special one then.
        const auto changed = m_state->normalizedContents.find(id);
        if (changed != m_state->normalizedContents.end()) {
            texts.push_back(changed->second);
        } else if (m_state->vocabulary.has(id) && !(skipSpecial && m_state->specialIds.contains(id))) {
            texts.emplace_back(m_state->vocabulary.token(id));
        }
    }
    if (m_state->decoder) m_state->decoder->apply(texts);
    std::string text;
    for (std::size_t i = 0; i < texts.size(); ++i) {
        if (i > 0 && !m_state->decoder) text += ' ';
        text += texts[i];
    }
    return text;
}

std::string Tokenizer::token(int id) const { return std::string(m_state->vocabulary.token(id)); }

std::optional<int> Tokenizer::idOf(std::string_view token) const {
    const std::int32_t id = m_state->vocabulary.find(token);
    return id < 0 ? std::nullopt : std::optional<int>(id);
}

int Tokenizer::vocabularySize() const { return m_state->vocabulary.idLimit(); }

int Tokenizer::padId() const { return m_state->padId; }

bool Tokenizer::usesTypeIds() const { return m_state->usesTypeIds; }

void Tokenizer::saveTo(const QString& folder) const {
    makeFolder(folder);
    for (const auto& [name, content] : m_state->files) writeFileAtomically(QDir(folder).filePath(name), content);
}

void Tokenizer::addContentTo(ContentHash& hash) const {
    for (const auto& [name, content] : m_state->files) {
        hash.add(name.toStdString());
        hash.add(std::string_view(content.constData(), static_cast<std::size_t>(content.size())));
    }
}

}  // namespace distillab::tokenizers
