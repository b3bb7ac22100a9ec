/* Every function with NULL, empty, invalid UTF-8, huge lengths and numbers out of bounds: each is a status, and nothing
   is written. */
#include "check.h"

/* Handles that work, for calls in which one other thing is wrong. */
static allonym_error *error;
static allonym_buffer *buffer;
static allonym_transliterator *russian;
static allonym_parsed_name *name;
static allonym_name *ali;
static allonym_explanation *explanation;
static allonym_systems *systems;
static allonym_builder *builder;
static allonym_index *lists;
static allonym_hits *hits;
static allonym_entities *groups;

/* What calls that fail must leave as it is. */
#define PLACES 2
static char sentinel;
static void *handle = &sentinel;
static uint32_t scores[PLACES] = {77, 77};
static union {
    unsigned char bytes[256];
    allonym_part part;
    allonym_system system;
    allonym_evidence evidence;
    allonym_hit hit;
    allonym_entity group;
    allonym_text title;
    allonym_spelling variant;
    allonym_mention mention;
    size_t offset;
} record;

/* Where a handle goes, of whatever type. */
#define HANDLE(type) ((type **)(void *)&handle)

static int untouched(void) {
    size_t at;
    for (at = 0; at < sizeof record.bytes; at++) {
        if (record.bytes[at] != 0x5A) return 0;
    }
    return handle == &sentinel && scores[0] == 77 && scores[1] == 77 && allonym_buffer_count(buffer) == 1 &&
           equal(allonym_buffer_text(buffer, 0), "before") && allonym_builder_count(builder) == 0 &&
           allonym_hits_queries(hits) == 1;
}

/* A call that has to fail so. */
#define REFUSED(wanted, call)                                                                                          \
    do {                                                                                                               \
        allonym_status status = (call);                                                                                \
        if (status != (wanted)) {                                                                                      \
            fprintf(stderr, "%s:%d: %s is %d, not %d\n", __FILE__, __LINE__, #call, (int)status, (int)(wanted));       \
            failures++;                                                                                                \
        }                                                                                                              \
        CHECK(untouched());                                                                                            \
    } while (0)

/* A function as one of its texts sees it. */
typedef allonym_status (*door)(const char *text, size_t len, allonym_error *error);

static void texts(const char *what, door call) {
    static const char broken[] = "Qasem \xD9";
    size_t offset = 0;
    fprintf(stderr, "%s\n", what);
    REFUSED(ALLONYM_NULL_POINTER, call(NULL, 1, error));
    CHECK(allonym_error_status(error) == ALLONYM_NULL_POINTER && allonym_error_message(error).len > 0);
    CHECK(allonym_error_offset(error, &offset) == ALLONYM_OUT_OF_RANGE && offset == 0);
    REFUSED(ALLONYM_INVALID_UTF8, call(broken, sizeof broken - 1, error));
    CHECK(allonym_error_offset(error, &offset) == ALLONYM_OK && offset == 6);
    CHECK(strstr(allonym_error_message(error).data, "UTF-8") != NULL);
    REFUSED(ALLONYM_TOO_LONG, call("Qasem", SIZE_MAX, error));
    REFUSED(ALLONYM_TOO_LONG, call("Qasem", SIZE_MAX / 2 + 1, error));
    REFUSED(ALLONYM_TOO_LONG, call("Qasem", SIZE_MAX, NULL));
    REFUSED(ALLONYM_NULL_POINTER, call(NULL, SIZE_MAX, NULL));
}

static allonym_status normalize_text(const char *text, size_t len, allonym_error *e) {
    return allonym_normalize(text, len, ALLONYM_NORMALIZE_MATCH, buffer, e);
}
static allonym_status transliterate_text(const char *text, size_t len, allonym_error *e) {
    return allonym_transliterate(russian, text, len, buffer, e);
}
static allonym_status transliterator_name(const char *text, size_t len, allonym_error *e) {
    return allonym_transliterator_new(text, len, HANDLE(allonym_transliterator), e);
}
static allonym_status transliterator_rules(const char *text, size_t len, allonym_error *e) {
    return allonym_transliterator_from_rules(text, len, HANDLE(allonym_transliterator), e);
}
static allonym_status romanize_text(const char *text, size_t len, allonym_error *e) {
    return allonym_romanize(text, len, NULL, 0, 1, buffer, e);
}
static allonym_status romanize_language(const char *text, size_t len, allonym_error *e) {
    return allonym_romanize(TEXT("Ali"), text, len, 1, buffer, e);
}
static allonym_status romanize_in_text(const char *text, size_t len, allonym_error *e) {
    return allonym_romanize_in(text, len, NULL, 0, TEXT("EG"), 1, buffer, e);
}
static allonym_status romanize_in_language(const char *text, size_t len, allonym_error *e) {
    return allonym_romanize_in(TEXT("Ali"), text, len, TEXT("EG"), 1, buffer, e);
}
static allonym_status romanize_in_country(const char *text, size_t len, allonym_error *e) {
    return allonym_romanize_in(TEXT("Ali"), NULL, 0, text, len, 1, buffer, e);
}
static allonym_status romanize_for_text(const char *text, size_t len, allonym_error *e) {
    return allonym_romanize_for(text, len, NULL, 0, TEXT("fr"), 1, buffer, e);
}
static allonym_status romanize_for_language(const char *text, size_t len, allonym_error *e) {
    return allonym_romanize_for(TEXT("Ali"), text, len, TEXT("fr"), 1, buffer, e);
}
static allonym_status romanize_for_readers(const char *text, size_t len, allonym_error *e) {
    return allonym_romanize_for(TEXT("Ali"), NULL, 0, text, len, 1, buffer, e);
}
static allonym_status transcribe_text(const char *text, size_t len, allonym_error *e) {
    return allonym_transcribe(text, len, TEXT("Cyrl"), NULL, 0, 1, buffer, e);
}
static allonym_status transcribe_script(const char *text, size_t len, allonym_error *e) {
    return allonym_transcribe(TEXT("Ali"), text, len, NULL, 0, 1, buffer, e);
}
static allonym_status transcribe_language(const char *text, size_t len, allonym_error *e) {
    return allonym_transcribe(TEXT("Ali"), TEXT("Cyrl"), text, len, 1, buffer, e);
}
static allonym_status parse_text(const char *text, size_t len, allonym_error *e) {
    return allonym_parsed_name_new(text, len, HANDLE(allonym_parsed_name), e);
}
static allonym_status compare_a(const char *text, size_t len, allonym_error *e) {
    return allonym_compare(text, len, TEXT("Ali"), NULL, scores, e);
}
static allonym_status compare_b(const char *text, size_t len, allonym_error *e) {
    return allonym_compare(TEXT("Ali"), text, len, NULL, scores, e);
}
static allonym_status explain_a(const char *text, size_t len, allonym_error *e) {
    return allonym_compare_explain(text, len, TEXT("Ali"), NULL, HANDLE(allonym_explanation), e);
}
static allonym_status explain_b(const char *text, size_t len, allonym_error *e) {
    return allonym_compare_explain(TEXT("Ali"), text, len, NULL, HANDLE(allonym_explanation), e);
}
static allonym_status prepared_text(const char *text, size_t len, allonym_error *e) {
    return allonym_name_new(text, len, HANDLE(allonym_name), e);
}
static allonym_status score_second_text(const char *text, size_t len, allonym_error *e) {
    allonym_text two[2];
    two[0] = text_of("Ali");
    two[1].data = text;
    two[1].len = len;
    return allonym_name_score_texts(ali, two, 2, NULL, scores, e);
}
static allonym_status open_path(const char *text, size_t len, allonym_error *e) {
    return allonym_index_open(text, len, HANDLE(allonym_index), e);
}
/* The second of two rows, so that the first must not be taken either. */
static allonym_status add(size_t field, const char *text, size_t len, allonym_error *e) {
    allonym_record records[2];
    allonym_text bad;
    size_t at;
    bad.data = text;
    bad.len = len;
    for (at = 0; at < 2; at++) {
        records[at].id = records[at].name = records[at].kind = records[at].language = text_of("Ali");
    }
    if (field == 0) records[1].id = bad;
    if (field == 1) records[1].name = bad;
    if (field == 2) records[1].kind = bad;
    if (field == 3) records[1].language = bad;
    return allonym_builder_add(builder, records, 2, e);
}
static allonym_status add_id(const char *text, size_t len, allonym_error *e) { return add(0, text, len, e); }
static allonym_status add_name(const char *text, size_t len, allonym_error *e) { return add(1, text, len, e); }
static allonym_status add_kind(const char *text, size_t len, allonym_error *e) { return add(2, text, len, e); }
static allonym_status add_language(const char *text, size_t len, allonym_error *e) { return add(3, text, len, e); }
static allonym_query query_of(const char *text) {
    allonym_query query;
    memset(&query, 0, sizeof query);
    query.name = text_of(text);
    return query;
}
static allonym_status search_name(const char *text, size_t len, allonym_error *e) {
    allonym_query queries[2];
    queries[0] = queries[1] = query_of("Ali");
    queries[1].name.data = text;
    queries[1].name.len = len;
    return allonym_index_search(lists, queries, 2, hits, e);
}
static allonym_status search_kind(const char *text, size_t len, allonym_error *e) {
    allonym_query query = query_of("Ali");
    query.kind.data = text;
    query.kind.len = len;
    return allonym_index_search(lists, &query, 1, hits, e);
}
static allonym_status resolve_second(const char *text, size_t len, allonym_error *e) {
    allonym_text documents[2];
    documents[0] = text_of("Ali was here.");
    documents[1].data = text;
    documents[1].len = len;
    return allonym_resolve(documents, 2, HANDLE(allonym_entities), e);
}

static void prepare(void) {
    allonym_query query = query_of("Ali");
    allonym_record row;
    allonym_text document = text_of("Gen. Ali Rezaei met Ali Rezaei.");
    row.id = text_of("1");
    row.name = text_of("Ali Rezaei");
    row.kind = row.language = text_of("");
    error = allonym_error_new();
    buffer = allonym_buffer_new();
    builder = allonym_builder_new();
    hits = allonym_hits_new();
    CHECK(error && buffer && builder && hits);
    CHECK(allonym_normalize(TEXT("before"), ALLONYM_NORMALIZE_DISPLAY, buffer, error) == ALLONYM_OK);
    CHECK(allonym_transliterator_new(TEXT("bgn/pcgn 1947 russian"), &russian, error) == ALLONYM_OK);
    CHECK(allonym_parsed_name_new(TEXT("Dr. Ali Rezaei"), &name, error) == ALLONYM_OK);
    CHECK(allonym_name_new(TEXT("Ali"), &ali, error) == ALLONYM_OK);
    CHECK(allonym_compare_explain(TEXT("Ali"), TEXT("Ali Rezaei"), NULL, &explanation, error) == ALLONYM_OK);
    CHECK(allonym_systems_new(&systems, error) == ALLONYM_OK);
    CHECK(allonym_builder_add(builder, &row, 1, error) == ALLONYM_OK);
    CHECK(allonym_builder_build(builder, &lists, error) == ALLONYM_OK && allonym_builder_count(builder) == 0);
    CHECK(allonym_index_search(lists, &query, 1, hits, error) == ALLONYM_OK);
    CHECK(allonym_resolve(&document, 1, &groups, error) == ALLONYM_OK && allonym_entities_count(groups) == 1);
    CHECK(allonym_error_status(error) == ALLONYM_OK && equal(allonym_error_message(error), ""));
    memset(record.bytes, 0x5A, sizeof record.bytes);
}

static void all_texts(void) {
    texts("allonym_normalize", normalize_text);
    texts("allonym_transliterate", transliterate_text);
    texts("allonym_transliterator_new", transliterator_name);
    texts("allonym_transliterator_from_rules", transliterator_rules);
    texts("allonym_romanize, text", romanize_text);
    texts("allonym_romanize, language", romanize_language);
    texts("allonym_romanize_in, text", romanize_in_text);
    texts("allonym_romanize_in, language", romanize_in_language);
    texts("allonym_romanize_in, country", romanize_in_country);
    texts("allonym_romanize_for, text", romanize_for_text);
    texts("allonym_romanize_for, language", romanize_for_language);
    texts("allonym_romanize_for, readers", romanize_for_readers);
    texts("allonym_transcribe, text", transcribe_text);
    texts("allonym_transcribe, script", transcribe_script);
    texts("allonym_transcribe, language", transcribe_language);
    texts("allonym_parsed_name_new", parse_text);
    texts("allonym_compare, a", compare_a);
    texts("allonym_compare, b", compare_b);
    texts("allonym_compare_explain, a", explain_a);
    texts("allonym_compare_explain, b", explain_b);
    texts("allonym_name_new", prepared_text);
    texts("allonym_name_score_texts", score_second_text);
    texts("allonym_index_open", open_path);
    texts("allonym_builder_add, id", add_id);
    texts("allonym_builder_add, name", add_name);
    texts("allonym_builder_add, kind", add_kind);
    texts("allonym_builder_add, language", add_language);
    texts("allonym_index_search, name", search_name);
    texts("allonym_index_search, kind", search_kind);
    texts("allonym_resolve", resolve_second);
}

/* NULL for each handle and each place of a result. */
static void nulls(void) {
    const allonym_status null = ALLONYM_NULL_POINTER;
    const allonym_name *none[1] = {NULL};
    allonym_text text = text_of("Ali");
    allonym_query query = query_of("Ali");
    allonym_translit_options published = {0, 0, 0, 0};
    REFUSED(null, allonym_normalize(TEXT("a"), ALLONYM_NORMALIZE_MATCH, NULL, error));
    REFUSED(null, allonym_romanize(TEXT("a"), NULL, 0, 1, NULL, error));
    REFUSED(null, allonym_romanize_in(TEXT("a"), NULL, 0, TEXT("EG"), 1, NULL, error));
    REFUSED(null, allonym_romanize_for(TEXT("a"), NULL, 0, TEXT("fr"), 1, NULL, error));
    REFUSED(null, allonym_transcribe(TEXT("a"), TEXT("Cyrl"), NULL, 0, 1, NULL, error));
    REFUSED(null, allonym_transliterator_new(TEXT("iso-mul-Cyrl-Latn-9-1995"), NULL, error));
    REFUSED(null, allonym_transliterator_from_rules(TEXT("a > b ;"), NULL, error));
    REFUSED(null, allonym_transliterator_reversed(NULL, HANDLE(allonym_transliterator), error));
    REFUSED(null, allonym_transliterator_reversed(russian, NULL, error));
    REFUSED(null, allonym_transliterator_with(NULL, &published, HANDLE(allonym_transliterator), error));
    REFUSED(null, allonym_transliterator_with(russian, NULL, HANDLE(allonym_transliterator), error));
    REFUSED(null, allonym_transliterator_with(russian, &published, NULL, error));
    REFUSED(null, allonym_transliterate(NULL, TEXT("a"), buffer, error));
    REFUSED(null, allonym_transliterate(russian, TEXT("a"), NULL, error));
    REFUSED(null, allonym_systems_new(NULL, error));
    REFUSED(null, allonym_systems_get(NULL, 0, &record.system, error));
    REFUSED(null, allonym_systems_get(systems, 0, NULL, error));
    REFUSED(null, allonym_parsed_name_new(TEXT("a"), NULL, error));
    REFUSED(null, allonym_parsed_name_part(NULL, 0, &record.part, error));
    REFUSED(null, allonym_parsed_name_part(name, 0, NULL, error));
    REFUSED(null, allonym_parsed_name_json(NULL, buffer, error));
    REFUSED(null, allonym_parsed_name_json(name, NULL, error));
    REFUSED(null, allonym_name_new(TEXT("a"), NULL, error));
    REFUSED(null, allonym_name_score(NULL, ali, NULL, scores, error));
    REFUSED(null, allonym_name_score(ali, NULL, NULL, scores, error));
    REFUSED(null, allonym_name_score(ali, ali, NULL, NULL, error));
    REFUSED(null, allonym_name_score_many(NULL, none, 0, NULL, scores, error));
    REFUSED(null, allonym_name_score_many(ali, NULL, 1, NULL, scores, error));
    REFUSED(null, allonym_name_score_many(ali, none, 1, NULL, scores, error));
    REFUSED(null, allonym_name_score_many(ali, none, 1, NULL, NULL, error));
    REFUSED(null, allonym_name_score_texts(NULL, &text, 1, NULL, scores, error));
    REFUSED(null, allonym_name_score_texts(ali, NULL, 1, NULL, scores, error));
    REFUSED(null, allonym_name_score_texts(ali, &text, 1, NULL, NULL, error));
    REFUSED(null, allonym_name_explain(NULL, ali, NULL, HANDLE(allonym_explanation), error));
    REFUSED(null, allonym_name_explain(ali, NULL, NULL, HANDLE(allonym_explanation), error));
    REFUSED(null, allonym_name_explain(ali, ali, NULL, NULL, error));
    REFUSED(null, allonym_compare(TEXT("a"), TEXT("b"), NULL, NULL, error));
    REFUSED(null, allonym_compare_explain(TEXT("a"), TEXT("b"), NULL, NULL, error));
    REFUSED(null, allonym_explanation_evidence(NULL, 0, &record.evidence, error));
    REFUSED(null, allonym_explanation_evidence(explanation, 0, NULL, error));
    REFUSED(null, allonym_explanation_json(NULL, buffer, error));
    REFUSED(null, allonym_explanation_json(explanation, NULL, error));
    REFUSED(null, allonym_builder_add(NULL, NULL, 0, error));
    REFUSED(null, allonym_builder_add(builder, NULL, 1, error));
    REFUSED(null, allonym_builder_build(NULL, HANDLE(allonym_index), error));
    REFUSED(null, allonym_builder_build(builder, NULL, error));
    REFUSED(null, allonym_index_open(TEXT("a"), NULL, error));
    REFUSED(null, allonym_index_from_bytes(NULL, 1, HANDLE(allonym_index), error));
    REFUSED(null, allonym_index_from_bytes((const uint8_t *)"a", 1, NULL, error));
    REFUSED(null, allonym_index_verify(NULL, error));
    REFUSED(null, allonym_index_search(NULL, &query, 1, hits, error));
    REFUSED(null, allonym_index_search(lists, NULL, 1, hits, error));
    REFUSED(null, allonym_index_search(lists, &query, 1, NULL, error));
    REFUSED(null, allonym_hits_get(NULL, 0, 0, &record.hit, error));
    REFUSED(null, allonym_hits_get(hits, 0, 0, NULL, error));
    REFUSED(null, allonym_resolve(NULL, 1, HANDLE(allonym_entities), error));
    REFUSED(null, allonym_resolve(&text, 1, NULL, error));
    REFUSED(null, allonym_entities_get(NULL, 0, &record.group, error));
    REFUSED(null, allonym_entities_get(groups, 0, NULL, error));
    REFUSED(null, allonym_entities_title(NULL, 0, 0, &record.title, error));
    REFUSED(null, allonym_entities_title(groups, 0, 0, NULL, error));
    REFUSED(null, allonym_entities_variant(NULL, 0, 0, &record.variant, error));
    REFUSED(null, allonym_entities_variant(groups, 0, 0, NULL, error));
    REFUSED(null, allonym_entities_mention(NULL, 0, 0, 0, &record.mention, error));
    REFUSED(null, allonym_entities_mention(groups, 0, 0, 0, NULL, error));
    REFUSED(null, allonym_entities_json(NULL, buffer, error));
    REFUSED(null, allonym_entities_json(groups, NULL, error));
    REFUSED(null, allonym_error_offset(NULL, &record.offset));
    REFUSED(null, allonym_error_offset(error, NULL));
}

/* Functions without a status say nothing of NULL. */
static void nothing_of_null(void) {
    size_t len = 1;
    CHECK(allonym_error_status(NULL) == ALLONYM_OK && equal(allonym_error_message(NULL), ""));
    CHECK(allonym_buffer_count(NULL) == 0 && equal(allonym_buffer_text(NULL, 0), ""));
    CHECK(equal(allonym_buffer_text(buffer, 1), "") && equal(allonym_buffer_text(buffer, SIZE_MAX), ""));
    CHECK(allonym_systems_count(NULL) == 0 && allonym_parsed_name_count(NULL) == 0 && allonym_builder_count(NULL) == 0);
    CHECK(allonym_parsed_name_kind(NULL) == ALLONYM_KIND_OTHER && allonym_parsed_name_order(NULL) == ALLONYM_ORDER_UNKNOWN);
    CHECK(allonym_explanation_score(NULL) == 0 && allonym_explanation_bits(NULL) == 0);
    CHECK(allonym_explanation_kind(NULL) == ALLONYM_KIND_OTHER && allonym_explanation_cross_script(NULL) == 0);
    CHECK(allonym_explanation_count(NULL) == 0 && allonym_entities_count(NULL) == 0);
    CHECK(allonym_index_count(NULL) == 0 && allonym_index_bytes(NULL, &len) == NULL && len == 0);
    CHECK(allonym_index_bytes(lists, NULL) != NULL);
    CHECK(allonym_hits_queries(NULL) == 0 && allonym_hits_count(NULL, 0) == 0);
    CHECK(allonym_hits_count(hits, 1) == 0 && allonym_hits_count(hits, SIZE_MAX) == 0);
    allonym_error_free(NULL);
    allonym_buffer_free(NULL);
    allonym_transliterator_free(NULL);
    allonym_systems_free(NULL);
    allonym_parsed_name_free(NULL);
    allonym_name_free(NULL);
    allonym_explanation_free(NULL);
    allonym_builder_free(NULL);
    allonym_index_free(NULL);
    allonym_hits_free(NULL);
    allonym_entities_free(NULL);
}

/* More elements than memory has. */
static void counts(void) {
    const size_t huge[] = {SIZE_MAX, SIZE_MAX / 2 + 1, SIZE_MAX / 4 + 1};
    const allonym_status wanted = ALLONYM_TOO_LONG;
    const allonym_name *names[1];
    allonym_text text = text_of("Ali");
    allonym_query query = query_of("Ali");
    allonym_record row;
    size_t at;
    names[0] = ali;
    row.id = row.name = row.kind = row.language = text;
    for (at = 0; at < sizeof huge / sizeof huge[0]; at++) {
        REFUSED(wanted, allonym_name_score_many(ali, names, huge[at], NULL, scores, error));
        REFUSED(wanted, allonym_name_score_texts(ali, &text, huge[at], NULL, scores, error));
        REFUSED(wanted, allonym_builder_add(builder, &row, huge[at], error));
        REFUSED(wanted, allonym_index_search(lists, &query, huge[at], hits, error));
        REFUSED(wanted, allonym_resolve(&text, huge[at], HANDLE(allonym_entities), error));
    }
    REFUSED(wanted, allonym_index_from_bytes((const uint8_t *)"a", SIZE_MAX, HANDLE(allonym_index), error));
}

/* Numbers that are none of the constants, places that are not there, inputs that only readers refuse. */
static void bounds(void) {
    const allonym_status range = ALLONYM_OUT_OF_RANGE, argument = ALLONYM_INVALID_ARGUMENT;
    const int32_t wild[] = {-1, 99, INT32_MIN, INT32_MAX};
    const size_t far[] = {999999, SIZE_MAX};
    const allonym_name *names[1];
    allonym_text text = text_of("Ali");
    allonym_query query = query_of("Ali");
    allonym_matcher matcher;
    allonym_translit_options translit;
    size_t at;
    names[0] = ali;
    for (at = 0; at < sizeof wild / sizeof wild[0]; at++) {
        REFUSED(argument, allonym_normalize(TEXT("a"), wild[at], buffer, error));
        matcher.purpose = wild[at];
        matcher.prior = ALLONYM_PRIOR_EVEN;
        REFUSED(argument, allonym_compare(TEXT("a"), TEXT("a"), &matcher, scores, error));
        memset(&translit, 0, sizeof translit);
        translit.apostrophe = wild[at];
        REFUSED(argument, allonym_transliterator_with(russian, &translit, HANDLE(allonym_transliterator), error));
        memset(&translit, 0, sizeof translit);
        translit.letter_case = wild[at];
        REFUSED(argument, allonym_transliterator_with(russian, &translit, HANDLE(allonym_transliterator), error));
        memset(&translit, 0, sizeof translit);
        translit.ascii = wild[at];
        REFUSED(argument, allonym_transliterator_with(russian, &translit, HANDLE(allonym_transliterator), error));
        memset(&translit, 0, sizeof translit);
        translit.filler = wild[at];
        REFUSED(argument, allonym_transliterator_with(russian, &translit, HANDLE(allonym_transliterator), error));
        CHECK(strlen(allonym_status_text(wild[at])) > 0);
    }
    matcher.purpose = ALLONYM_PURPOSE_DEFAULT;
    for (matcher.prior = 0; matcher.prior <= ALLONYM_SCORE_ONE; matcher.prior += ALLONYM_SCORE_ONE) {
        REFUSED(argument, allonym_compare(TEXT("a"), TEXT("a"), &matcher, scores, error));
        REFUSED(argument, allonym_compare_explain(TEXT("a"), TEXT("a"), &matcher, HANDLE(allonym_explanation), error));
        REFUSED(argument, allonym_name_score(ali, ali, &matcher, scores, error));
        REFUSED(argument, allonym_name_score_many(ali, names, 1, &matcher, scores, error));
        REFUSED(argument, allonym_name_score_texts(ali, &text, 1, &matcher, scores, error));
        REFUSED(argument, allonym_name_explain(ali, ali, &matcher, HANDLE(allonym_explanation), error));
    }
    query.min_score = ALLONYM_SCORE_ONE + 1;
    REFUSED(argument, allonym_index_search(lists, &query, 1, hits, error));
    for (at = 0; at < sizeof far / sizeof far[0]; at++) {
        REFUSED(range, allonym_systems_get(systems, far[at], &record.system, error));
        REFUSED(range, allonym_parsed_name_part(name, far[at], &record.part, error));
        REFUSED(range, allonym_explanation_evidence(explanation, far[at], &record.evidence, error));
        REFUSED(range, allonym_hits_get(hits, far[at], 0, &record.hit, error));
        REFUSED(range, allonym_hits_get(hits, 0, far[at], &record.hit, error));
        REFUSED(range, allonym_entities_get(groups, far[at], &record.group, error));
        REFUSED(range, allonym_entities_title(groups, 0, far[at], &record.title, error));
        REFUSED(range, allonym_entities_variant(groups, 0, far[at], &record.variant, error));
        REFUSED(range, allonym_entities_mention(groups, 0, far[at], 0, &record.mention, error));
        REFUSED(range, allonym_entities_mention(groups, 0, 0, far[at], &record.mention, error));
    }
    REFUSED(ALLONYM_UNKNOWN_SYSTEM, allonym_transliterator_new(NULL, 0, HANDLE(allonym_transliterator), error));
    REFUSED(ALLONYM_UNKNOWN_SYSTEM, allonym_transliterator_reversed(russian, HANDLE(allonym_transliterator), error));
    REFUSED(ALLONYM_INVALID_RULES,
            allonym_transliterator_from_rules(TEXT("a > b > c ;"), HANDLE(allonym_transliterator), error));
    REFUSED(ALLONYM_INVALID_TAG, allonym_romanize(TEXT("Ali"), TEXT("x!"), 1, buffer, error));
    REFUSED(ALLONYM_INVALID_TAG, allonym_romanize_for(TEXT("Ali"), NULL, 0, TEXT("x!"), 1, buffer, error));
    REFUSED(ALLONYM_INVALID_TAG, allonym_transcribe(TEXT("Ali"), TEXT("x!"), NULL, 0, 1, buffer, error));
    REFUSED(ALLONYM_INVALID_TAG, allonym_romanize_in(TEXT("Ali"), NULL, 0, TEXT("Egypt"), 1, buffer, error));
    REFUSED(ALLONYM_IO, allonym_index_open(TEXT("/no/such/file"), HANDLE(allonym_index), error));
    REFUSED(ALLONYM_INVALID_INDEX, allonym_index_from_bytes(NULL, 0, HANDLE(allonym_index), error));
    REFUSED(ALLONYM_INVALID_INDEX, allonym_index_from_bytes((const uint8_t *)"\xD9", 1, HANDLE(allonym_index), error));
}

int main(void) {
    prepare();
    all_texts();
    nulls();
    nothing_of_null();
    counts();
    bounds();
    allonym_error_free(error);
    allonym_buffer_free(buffer);
    allonym_transliterator_free(russian);
    allonym_parsed_name_free(name);
    allonym_name_free(ali);
    allonym_explanation_free(explanation);
    allonym_systems_free(systems);
    allonym_builder_free(builder);
    allonym_index_free(lists);
    allonym_hits_free(hits);
    allonym_entities_free(groups);
    return finish("refusals");
}
