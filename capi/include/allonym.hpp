// allonym: names across scripts and spellings. The C interface for C++17: handles that free themselves, std::string_view
// in, std::string out, exceptions for what fails. See allonym.h for what each function does, takes and costs.
//
// Objects that never change (Transliterator, ParsedName, Name, Explanation, Index) may be shared by threads; Search and
// Builder are used by one thread at a time. Free functions may be called by any thread.

#ifndef ALLONYM_HPP
#define ALLONYM_HPP

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "allonym.h"

namespace allonym {

// Why a call did nothing.
class Error : public std::runtime_error {
public:
    Error(allonym_status status, const std::string &message, std::optional<std::size_t> offset)
        : std::runtime_error(message), status_(status), offset_(offset) {}

    // One of ALLONYM_INVALID_UTF8 and so on.
    allonym_status status() const noexcept { return status_; }
    // Where in the refused text the fault begins, in bytes, if there is one place to name.
    std::optional<std::size_t> offset() const noexcept { return offset_; }

private:
    allonym_status status_;
    std::optional<std::size_t> offset_;
};

namespace detail {

template <typename Handle, void (*Free)(Handle *)>
struct Freed {
    void operator()(Handle *handle) const noexcept { Free(handle); }
};

template <typename Handle, void (*Free)(Handle *)>
using Owned = std::unique_ptr<Handle, Freed<Handle, Free>>;

inline std::string string_of(allonym_text text) { return std::string(text.data, text.len); }

inline allonym_text text_of(std::string_view text) { return allonym_text{text.data(), text.size()}; }

inline std::vector<allonym_text> texts_of(const std::vector<std::string_view> &texts) {
    std::vector<allonym_text> out;
    out.reserve(texts.size());
    for (std::string_view text : texts) out.push_back(text_of(text));
    return out;
}

// Calls a function that takes an error object last, and throws what that says.
template <typename Function, typename... Arguments>
void call(Function function, Arguments... arguments) {
    Owned<allonym_error, allonym_error_free> error(allonym_error_new());
    allonym_status status = function(arguments..., error.get());
    if (status == ALLONYM_OK) return;
    std::size_t offset = 0;
    bool placed = allonym_error_offset(error.get(), &offset) == ALLONYM_OK;
    throw Error(status, string_of(allonym_error_message(error.get())),
                placed ? std::optional<std::size_t>(offset) : std::nullopt);
}

// Calls a function that writes a new handle, which is its last argument but for the error object.
template <typename Handle, void (*Free)(Handle *), typename Function, typename... Arguments>
Owned<Handle, Free> make(Function function, Arguments... arguments) {
    Handle *handle = nullptr;
    call(function, arguments..., &handle);
    return Owned<Handle, Free>(handle);
}

// What a function writes into a buffer.
class Buffer {
public:
    Buffer() : handle_(allonym_buffer_new()) {}
    allonym_buffer *get() const noexcept { return handle_.get(); }
    std::string text() const { return string_of(allonym_buffer_text(get(), 0)); }
    std::vector<std::string> texts() const {
        std::vector<std::string> out;
        for (std::size_t at = 0; at < allonym_buffer_count(get()); at++) {
            out.push_back(string_of(allonym_buffer_text(get(), at)));
        }
        return out;
    }

private:
    Owned<allonym_buffer, allonym_buffer_free> handle_;
};

}  // namespace detail

// A probability, from 0 to 1.
inline double probability(std::uint32_t millionths) noexcept {
    return static_cast<double>(millionths) / ALLONYM_SCORE_ONE;
}

// The text in the one form that the profile gives to all its spellings.
inline std::string normalize(std::string_view text, std::int32_t profile = ALLONYM_NORMALIZE_MATCH) {
    detail::Buffer buffer;
    detail::call(allonym_normalize, text.data(), text.size(), profile, buffer.get());
    return buffer.text();
}

// The name in Latin letters as people write it, the likeliest spelling first; an empty language is guessed.
inline std::vector<std::string> romanize(std::string_view name, std::size_t n = 1, std::string_view language = {}) {
    detail::Buffer buffer;
    detail::call(allonym_romanize, name.data(), name.size(), language.data(), language.size(), n, buffer.get());
    return buffer.texts();
}

// The same as people of a country spell it: "EG", "DZ".
inline std::vector<std::string> romanize_in(std::string_view name, std::string_view country, std::size_t n = 1,
                                            std::string_view language = {}) {
    detail::Buffer buffer;
    detail::call(allonym_romanize_in, name.data(), name.size(), language.data(), language.size(), country.data(),
                 country.size(), n, buffer.get());
    return buffer.texts();
}

// A published romanization system, or rules of your own.
class Transliterator {
public:
    explicit Transliterator(std::string_view name)
        : Transliterator(detail::make<allonym_transliterator, allonym_transliterator_free>(
              allonym_transliterator_new, name.data(), name.size())) {}
    static Transliterator from_rules(std::string_view rules) {
        return Transliterator(detail::make<allonym_transliterator, allonym_transliterator_free>(
            allonym_transliterator_from_rules, rules.data(), rules.size()));
    }
    Transliterator reversed() const {
        return Transliterator(detail::make<allonym_transliterator, allonym_transliterator_free>(
            allonym_transliterator_reversed, handle_.get()));
    }
    Transliterator with(const allonym_translit_options &options) const {
        return Transliterator(detail::make<allonym_transliterator, allonym_transliterator_free>(
            allonym_transliterator_with, handle_.get(), &options));
    }
    std::string operator()(std::string_view text) const {
        detail::Buffer buffer;
        detail::call(allonym_transliterate, handle_.get(), text.data(), text.size(), buffer.get());
        return buffer.text();
    }

private:
    using Handle = detail::Owned<allonym_transliterator, allonym_transliterator_free>;
    explicit Transliterator(Handle handle) : handle_(std::move(handle)) {}
    Handle handle_;
};

// A system in the list of all.
struct System {
    std::string id, title, authority, year, language, script, target, source, aliases;
    bool reversible;
};

inline std::vector<System> systems() {
    auto list = detail::make<allonym_systems, allonym_systems_free>(allonym_systems_new);
    std::vector<System> out;
    for (std::size_t at = 0; at < allonym_systems_count(list.get()); at++) {
        allonym_system entry;
        detail::call(allonym_systems_get, list.get(), at, &entry);
        using detail::string_of;
        out.push_back(System{string_of(entry.id), string_of(entry.title), string_of(entry.authority),
                             string_of(entry.year), string_of(entry.language), string_of(entry.script),
                             string_of(entry.target), string_of(entry.source), string_of(entry.aliases),
                             entry.reversible != 0});
    }
    return out;
}

// A name cut into parts, whose places are bytes in the text.
class ParsedName {
public:
    explicit ParsedName(std::string_view text)
        : handle_(detail::make<allonym_parsed_name, allonym_parsed_name_free>(allonym_parsed_name_new, text.data(), text.size())) {}
    std::int32_t kind() const noexcept { return allonym_parsed_name_kind(handle_.get()); }
    std::int32_t order() const noexcept { return allonym_parsed_name_order(handle_.get()); }
    std::vector<allonym_part> parts() const {
        std::vector<allonym_part> out(allonym_parsed_name_count(handle_.get()));
        for (std::size_t at = 0; at < out.size(); at++) detail::call(allonym_parsed_name_part, handle_.get(), at, &out[at]);
        return out;
    }
    std::string json() const {
        detail::Buffer buffer;
        detail::call(allonym_parsed_name_json, handle_.get(), buffer.get());
        return buffer.text();
    }

private:
    detail::Owned<allonym_parsed_name, allonym_parsed_name_free> handle_;
};

// How pairs are scored: no less than what allonym.h says of NULL.
constexpr allonym_matcher default_matcher{ALLONYM_PURPOSE_DEFAULT, ALLONYM_PRIOR_EVEN};

// A score and its reasons.
class Explanation {
public:
    std::uint32_t score() const noexcept { return allonym_explanation_score(handle_.get()); }
    double bits() const noexcept { return static_cast<double>(allonym_explanation_bits(handle_.get())) / ALLONYM_BIT; }
    std::int32_t kind() const noexcept { return allonym_explanation_kind(handle_.get()); }
    bool cross_script() const noexcept { return allonym_explanation_cross_script(handle_.get()) != 0; }
    std::vector<allonym_evidence> evidence() const {
        std::vector<allonym_evidence> out(allonym_explanation_count(handle_.get()));
        for (std::size_t at = 0; at < out.size(); at++) {
            detail::call(allonym_explanation_evidence, handle_.get(), at, &out[at]);
        }
        return out;
    }
    std::string json() const {
        detail::Buffer buffer;
        detail::call(allonym_explanation_json, handle_.get(), buffer.get());
        return buffer.text();
    }

private:
    friend class Name;
    using Handle = detail::Owned<allonym_explanation, allonym_explanation_free>;
    explicit Explanation(Handle handle) : handle_(std::move(handle)) {}
    Handle handle_;
};

// A name, parsed and prepared for many comparisons. Scores are in millionths: see probability.
class Name {
public:
    explicit Name(std::string_view text)
        : handle_(detail::make<allonym_name, allonym_name_free>(allonym_name_new, text.data(),
                                                                         text.size())) {}
    std::uint32_t score(const Name &other, const allonym_matcher &matcher = default_matcher) const {
        std::uint32_t score = 0;
        detail::call(allonym_name_score, handle_.get(), other.handle_.get(), &matcher, &score);
        return score;
    }
    std::vector<std::uint32_t> score(const std::vector<Name> &others,
                                     const allonym_matcher &matcher = default_matcher) const {
        std::vector<const allonym_name *> handles;
        for (const Name &other : others) handles.push_back(other.handle_.get());
        std::vector<std::uint32_t> scores(others.size());
        detail::call(allonym_name_score_many, handle_.get(), handles.data(), handles.size(), &matcher,
                     scores.data());
        return scores;
    }
    std::vector<std::uint32_t> score(const std::vector<std::string_view> &texts,
                                     const allonym_matcher &matcher = default_matcher) const {
        std::vector<allonym_text> views = detail::texts_of(texts);
        std::vector<std::uint32_t> scores(texts.size());
        detail::call(allonym_name_score_texts, handle_.get(), views.data(), views.size(), &matcher, scores.data());
        return scores;
    }
    Explanation explain(const Name &other, const allonym_matcher &matcher = default_matcher) const {
        return Explanation(detail::make<allonym_explanation, allonym_explanation_free>(
            allonym_name_explain, handle_.get(), other.handle_.get(), &matcher));
    }

private:
    detail::Owned<allonym_name, allonym_name_free> handle_;
};

// How likely two names are one, from 0 to 1.
inline double compare(std::string_view a, std::string_view b, const allonym_matcher &matcher = default_matcher) {
    std::uint32_t score = 0;
    detail::call(allonym_compare, a.data(), a.size(), b.data(), b.size(), &matcher, &score);
    return probability(score);
}

// A record of a list to be searched.
struct Record {
    std::string id, name, kind, language;
};

// A record that a query may mean; its score is in millionths.
struct Hit {
    Record record;
    std::uint32_t score;
    double bits;
    double relevance;
};

// Names to be searched.
class Index {
public:
    static Index open(std::string_view path) {
        return Index(detail::make<allonym_index, allonym_index_free>(allonym_index_open, path.data(), path.size()));
    }
    static Index from_bytes(std::string_view bytes) {
        return Index(detail::make<allonym_index, allonym_index_free>(
            allonym_index_from_bytes, reinterpret_cast<const std::uint8_t *>(bytes.data()), bytes.size()));
    }
    std::size_t size() const noexcept { return allonym_index_count(handle_.get()); }
    // The bytes that belong into a file; they live as long as the index.
    std::string_view bytes() const noexcept {
        std::size_t len = 0;
        const std::uint8_t *bytes = allonym_index_bytes(handle_.get(), &len);
        return std::string_view(reinterpret_cast<const char *>(bytes), len);
    }
    void verify() const { detail::call(allonym_index_verify, handle_.get()); }
    const allonym_index *get() const noexcept { return handle_.get(); }

private:
    friend class Builder;
    using Handle = detail::Owned<allonym_index, allonym_index_free>;
    explicit Index(Handle handle) : handle_(std::move(handle)) {}
    Handle handle_;
};

// Makes an index of records.
class Builder {
public:
    Builder() : handle_(allonym_builder_new()) {}
    void add(std::string_view id, std::string_view name, std::string_view kind = {}, std::string_view language = {}) {
        using detail::text_of;
        allonym_record record{text_of(id), text_of(name), text_of(kind), text_of(language)};
        const allonym_record *records = &record;
        detail::call(allonym_builder_add, handle_.get(), records, std::size_t{1});
    }
    // The builder is empty afterwards.
    Index build() {
        return Index(detail::make<allonym_index, allonym_index_free>(allonym_builder_build, handle_.get()));
    }

private:
    detail::Owned<allonym_builder, allonym_builder_free> handle_;
};

// Searches, with the memory that they share: keep one for each thread.
class Search {
public:
    Search() : handle_(allonym_hits_new()) {}
    std::vector<Hit> operator()(const Index &index, std::string_view name, std::size_t limit = 10,
                                std::string_view kind = {}, std::uint32_t min = 0) {
        if (limit == 0) return {};
        allonym_query query{detail::text_of(name), detail::text_of(kind), limit, min};
        const allonym_query *queries = &query;
        detail::call(allonym_index_search, index.get(), queries, std::size_t{1}, handle_.get());
        return hits(0);
    }
    // The hits of each name, in their order.
    std::vector<std::vector<Hit>> operator()(const Index &index, const std::vector<std::string_view> &names,
                                             std::size_t limit = 10) {
        if (limit == 0) return std::vector<std::vector<Hit>>(names.size());
        std::vector<allonym_query> queries;
        for (std::string_view name : names) {
            queries.push_back(allonym_query{detail::text_of(name), allonym_text{nullptr, 0}, limit, 0});
        }
        const allonym_query *first = queries.data();
        detail::call(allonym_index_search, index.get(), first, queries.size(), handle_.get());
        std::vector<std::vector<Hit>> out;
        for (std::size_t at = 0; at < names.size(); at++) out.push_back(hits(at));
        return out;
    }

private:
    std::vector<Hit> hits(std::size_t query) const {
        std::vector<Hit> out;
        for (std::size_t rank = 0; rank < allonym_hits_count(handle_.get(), query); rank++) {
            allonym_hit hit;
            detail::call(allonym_hits_get, handle_.get(), query, rank, &hit);
            using detail::string_of;
            Record record{string_of(hit.record.id), string_of(hit.record.name), string_of(hit.record.kind),
                    string_of(hit.record.language)};
            out.push_back(Hit{std::move(record), hit.score, static_cast<double>(hit.bits) / ALLONYM_BIT,
                              static_cast<double>(hit.relevance) / ALLONYM_BIT});
        }
        return out;
    }
    detail::Owned<allonym_hits, allonym_hits_free> handle_;
};

// One spelling of a name in documents, and where it stands.
struct Spelling {
    std::string text;
    std::vector<allonym_mention> mentions;
};

// A name in documents.
struct Entity {
    std::string name;
    std::int32_t kind;
    std::size_t count;
    std::vector<std::string> titles;
    std::vector<Spelling> variants;
};

// The names in some documents, the most mentioned first, each with its spellings.
inline std::vector<Entity> resolve(const std::vector<std::string_view> &documents) {
    std::vector<allonym_text> views = detail::texts_of(documents);
    const allonym_text *first = views.data();
    auto groups = detail::make<allonym_entities, allonym_entities_free>(allonym_resolve, first, views.size());
    std::vector<Entity> out;
    for (std::size_t at = 0; at < allonym_entities_count(groups.get()); at++) {
        allonym_entity entry;
        detail::call(allonym_entities_get, groups.get(), at, &entry);
        Entity group{detail::string_of(entry.name), entry.kind, entry.count, {}, {}};
        for (std::size_t number = 0; number < entry.titles; number++) {
            allonym_text title;
            detail::call(allonym_entities_title, groups.get(), at, number, &title);
            group.titles.push_back(detail::string_of(title));
        }
        for (std::size_t number = 0; number < entry.variants; number++) {
            allonym_spelling variant;
            detail::call(allonym_entities_variant, groups.get(), at, number, &variant);
            std::vector<allonym_mention> mentions(variant.count);
            for (std::size_t place = 0; place < mentions.size(); place++) {
                detail::call(allonym_entities_mention, groups.get(), at, number, place, &mentions[place]);
            }
            group.variants.push_back(Spelling{detail::string_of(variant.text), std::move(mentions)});
        }
        out.push_back(std::move(group));
    }
    return out;
}

}  // namespace allonym

#endif
