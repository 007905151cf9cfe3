#include "core/tokenizers/normal_forms.h"

#include "core/tokenizers/workspace.h"

#include <unicode/bytestream.h>
#include <unicode/uniset.h>

#include <new>

namespace distillab::tokenizers {
namespace {

void check(UErrorCode status) {
    // ICU's own data cannot be read: nothing would work.
    if (U_FAILURE(status)) throw std::bad_alloc();
}

const icu::Normalizer2& instance(NormalForm::Kind kind) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* form = nullptr;
    switch (kind) {
        case NormalForm::C: form = icu::Normalizer2::getNFCInstance(status); break;
        case NormalForm::D: form = icu::Normalizer2::getNFDInstance(status); break;
        case NormalForm::KC: form = icu::Normalizer2::getNFKCInstance(status); break;
        case NormalForm::KD: form = icu::Normalizer2::getNFKDInstance(status); break;
    }
    check(status);
    return *form;
}

const icu::UnicodeSet& oldCharacters() {
    static const icu::UnicodeSet set = [] {
        UErrorCode status = U_ZERO_ERROR;
        icu::UnicodeSet made(UNICODE_STRING_SIMPLE("[:age=9.0:]"), status);
        check(status);
        made.freeze();
        return made;
    }();
    return set;
}

}  // namespace

NormalForm::NormalForm(Kind kind) : m_form(instance(kind), oldCharacters()) {}

icu::UnicodeString NormalForm::of(std::uint32_t codePoint) const {
    UErrorCode status = U_ZERO_ERROR;
    icu::UnicodeString form;
    m_form.normalize(icu::UnicodeString(static_cast<UChar32>(codePoint)), form, status);
    check(status);
    return form;
}

void NormalForm::apply(TextBuffer& text, Workspace& workspace) const {
    if (isAscii(text.bytes)) return;
    UErrorCode status = U_ZERO_ERROR;
    const bool isDone = m_form.isNormalizedUTF8(text.bytes, status) != 0;
    check(status);
    if (isDone) return;
    if (text.tracked) {
        applyTracked(text, workspace);
        return;
    }
    workspace.spare.clear(false);
    icu::StringByteSink<std::string> sink(&workspace.spare.bytes);
    m_form.normalizeUTF8(0, text.bytes, sink, nullptr, status);
    check(status);
    text.swap(workspace.spare);
}

/// Goes from one boundary of the form to the next. Inside such a stretch, the first characters of both sides belong
/// together, and so do the last ones.
void NormalForm::applyTracked(TextBuffer& text, Workspace& workspace) const {
    TextBuffer& spare = workspace.spare;
    spare.clear(true);
    const char* const data = text.bytes.data();
    const char* const end = data + text.bytes.size();
    std::vector<std::size_t> starts;
    for (const char* p = data; p < end;) {
        starts.clear();
        const char* stretchEnd = p;
        while (stretchEnd < end) {
            const char* next = stretchEnd;
            const auto c = static_cast<UChar32>(decode(next));
            if (stretchEnd != p && m_form.hasBoundaryBefore(c)) break;
            starts.push_back(static_cast<std::size_t>(stretchEnd - data));
            stretchEnd = next;
        }
        UErrorCode status = U_ZERO_ERROR;
        const auto length = static_cast<std::int32_t>(stretchEnd - p);
        icu::UnicodeString form;
        m_form.normalize(icu::UnicodeString::fromUTF8({p, length}), form, status);
        check(status);
        const std::int32_t count = form.countChar32();
        const auto shift = static_cast<std::int32_t>(starts.size()) - count;
        for (std::int32_t i = 0, at = 0; i < count; ++i) {
            const UChar32 c = form.char32At(at);
            at += U16_LENGTH(c);
            appendUtf8(spare.bytes, static_cast<std::uint32_t>(c));
            const std::int32_t from = i == 0 ? 0 : std::max(i + shift, 0);
            spare.follow(text, starts[static_cast<std::size_t>(from)]);
        }
        p = stretchEnd;
    }
    text.swap(spare);
}

}  // namespace distillab::tokenizers
