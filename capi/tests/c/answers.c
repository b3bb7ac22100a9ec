/* What each function answers, with empty texts and with names in several scripts. */
#include "check.h"

static allonym_error *error;
static allonym_buffer *buffer;

#define DONE(call)                                                                                                     \
    do {                                                                                                               \
        if ((call) != ALLONYM_OK) {                                                                                    \
            fprintf(stderr, "%s:%d: %s: %s\n", __FILE__, __LINE__, #call, allonym_error_message(error).data);          \
            failures++;                                                                                                \
        }                                                                                                              \
    } while (0)

static allonym_text first(void) { return allonym_buffer_text(buffer, 0); }

static void versions(void) {
    CHECK(allonym_abi_version() == ALLONYM_ABI_VERSION);
    CHECK(strchr(allonym_version(), '.') != NULL);
    CHECK(strcmp(allonym_status_text(ALLONYM_OK), "done") == 0);
}

static void normalizing(void) {
    allonym_text text;
    DONE(allonym_normalize(NULL, 0, ALLONYM_NORMALIZE_MATCH, buffer, error));
    CHECK(allonym_buffer_count(buffer) == 1 && equal(first(), ""));
    DONE(allonym_normalize("", 0, ALLONYM_NORMALIZE_DISPLAY, buffer, NULL));
    DONE(allonym_normalize(TEXT("  Sa\xC3\xAF\x64ov &amp; S\xC3\xB6hne"), ALLONYM_NORMALIZE_MATCH, buffer, error));
    CHECK(equal(first(), "saidov & sohne"));
    /* A text with a zero byte inside is a text like any other. */
    DONE(allonym_normalize("a\0b", 3, ALLONYM_NORMALIZE_DISPLAY, buffer, error));
    CHECK(first().len >= 2);
    /* What is read may stand in the buffer that is written. */
    DONE(allonym_normalize(TEXT("Q\xC4\x81sem  SOLEIMANI"), ALLONYM_NORMALIZE_DISPLAY, buffer, error));
    text = first();
    DONE(allonym_normalize(text.data, text.len, ALLONYM_NORMALIZE_MATCH, buffer, error));
    CHECK(equal(first(), "qasem soleimani"));
}

static void transliterating(void) {
    allonym_transliterator *system = NULL, *changed = NULL, *back = NULL;
    allonym_translit_options options;
    allonym_systems *list = NULL;
    allonym_system entry;
    memset(&entry, 0, sizeof entry);
    DONE(allonym_transliterator_new(TEXT("iso-mul-Cyrl-Latn-9-1995"), &system, error));
    DONE(allonym_transliterate(system, NULL, 0, buffer, error));
    CHECK(equal(first(), ""));
    DONE(allonym_transliterate(system, TEXT("Щёлково"), buffer, error));
    CHECK(equal(first(), "Ŝëlkovo"));
    DONE(allonym_transliterator_reversed(system, &back, error));
    DONE(allonym_transliterate(back, first().data, first().len, buffer, error));
    CHECK(equal(first(), "Щёлково"));
    allonym_transliterator_free(system);
    DONE(allonym_transliterator_new(TEXT("bgn/pcgn 1947 russian"), &system, error));
    options.apostrophe = ALLONYM_APOSTROPHE_NONE;
    options.letter_case = ALLONYM_CASE_UPPER;
    options.ascii = options.filler = 1;
    DONE(allonym_transliterator_with(system, &options, &changed, error));
    DONE(allonym_transliterate(changed, TEXT("Гоголь-Яновский Пётр"), buffer, error));
    CHECK(equal(first(), "GOGOL<YANOVSKIY<PETR"));
    allonym_transliterator_free(system);
    allonym_transliterator_free(changed);
    allonym_transliterator_free(back);
    DONE(allonym_transliterator_from_rules(TEXT("щ > šč ; я > ja ;"), &system, error));
    DONE(allonym_transliterate(system, TEXT("Щ ЯЩ"), buffer, error));
    CHECK(equal(first(), "Šč JAŠČ"));
    allonym_transliterator_free(system);
    DONE(allonym_systems_new(&list, error));
    CHECK(allonym_systems_count(list) >= 300);
    DONE(allonym_systems_get(list, allonym_systems_count(list) - 1, &entry, error));
    CHECK(entry.id.len > 0 && entry.title.len > 0 && entry.source.len > 0 && equal(entry.target, "Latn"));
    DONE(allonym_transliterator_new(entry.id.data, entry.id.len, &system, error));
    allonym_systems_free(list);
    DONE(allonym_transliterate(system, NULL, 0, buffer, error));
    allonym_transliterator_free(system);
}

static void names(void) {
    const char *text = "سردار قاسم سلیمانی";
    allonym_parsed_name *name = NULL;
    allonym_part part;
    memset(&part, 0, sizeof part);
    DONE(allonym_parsed_name_new(NULL, 0, &name, error));
    CHECK(allonym_parsed_name_count(name) == 0 && allonym_parsed_name_kind(name) == ALLONYM_KIND_OTHER);
    allonym_parsed_name_free(name);
    DONE(allonym_parsed_name_new(TEXT(text), &name, error));
    CHECK(allonym_parsed_name_kind(name) == ALLONYM_KIND_PERSON && allonym_parsed_name_order(name) == ALLONYM_ORDER_GIVEN_FIRST);
    CHECK(allonym_parsed_name_count(name) == 3);
    DONE(allonym_parsed_name_part(name, 2, &part, error));
    CHECK(part.role == ALLONYM_ROLE_FAMILY && part.link == 0 && part.end == strlen(text));
    CHECK(strcmp(text + part.start, "سلیمانی") == 0);
    DONE(allonym_parsed_name_json(name, buffer, error));
    CHECK(strstr(first().data, "{\"text\":\"قاسم\",\"start\":11,\"end\":19,\"role\":\"given\",\"link\":0}") != NULL);
    allonym_parsed_name_free(name);
    DONE(allonym_romanize(TEXT("قاسم سلیمانی"), NULL, 0, 3, buffer, error));
    CHECK(allonym_buffer_count(buffer) == 3 && equal(first(), "Qasem Soleimani"));
    CHECK(allonym_buffer_text(buffer, 2).len > 0 && allonym_buffer_text(buffer, 3).len == 0);
    DONE(allonym_romanize(TEXT("Владимир Путин"), TEXT("ru"), 1, buffer, error));
    CHECK(allonym_buffer_count(buffer) == 1 && equal(first(), "Vladimir Putin"));
    DONE(allonym_romanize_in(TEXT("جاوید"), TEXT("fa"), TEXT("AF"), 1, buffer, error));
    CHECK(equal(first(), "Jawed"));
    DONE(allonym_romanize_in(TEXT("جاوید"), TEXT("fa"), NULL, 0, 1, buffer, error));
    CHECK(equal(first(), "Javid"));
    DONE(allonym_romanize(TEXT("علی"), NULL, 0, 0, buffer, error));
    CHECK(allonym_buffer_count(buffer) == 0);
    DONE(allonym_romanize(NULL, 0, NULL, 0, SIZE_MAX, buffer, error));
    DONE(allonym_romanize(TEXT("علی رضایی"), NULL, 0, SIZE_MAX, buffer, error));
    CHECK(allonym_buffer_count(buffer) > 1);
}

static void comparing(void) {
    const char *a = "Gen. Qassem Soleimani", *b = "قاسم سلیمانی";
    allonym_name *one = NULL, *other = NULL;
    const allonym_name *both[2];
    allonym_explanation *explanation = NULL, *again = NULL;
    allonym_evidence evidence;
    allonym_matcher rare;
    allonym_text texts[3];
    uint32_t score = 0, second = 1, many[3] = {0, 0, 0};
    int32_t sum = 0, answered = 0;
    size_t at;
    DONE(allonym_compare(NULL, 0, "", 0, NULL, &score, error));
    CHECK(score == 0);
    DONE(allonym_compare(TEXT(b), TEXT(b), NULL, &score, error));
    CHECK(score == ALLONYM_SCORE_ONE);
    DONE(allonym_compare(TEXT(a), TEXT(b), NULL, &score, error));
    CHECK(score > 800000);
    rare.purpose = ALLONYM_PURPOSE_DEDUPE;
    rare.prior = 1000;
    DONE(allonym_compare(TEXT(a), TEXT(b), &rare, &second, error));
    CHECK(second < score);

    DONE(allonym_name_new(TEXT(a), &one, error));
    DONE(allonym_name_new(TEXT(b), &other, error));
    DONE(allonym_name_score(one, other, NULL, &second, error));
    CHECK(second == score);
    both[0] = one;
    both[1] = other;
    DONE(allonym_name_score_many(one, both, 2, NULL, many, error));
    CHECK(many[0] == ALLONYM_SCORE_ONE && many[1] == score && many[2] == 0);
    DONE(allonym_name_score_many(one, NULL, 0, NULL, NULL, error));
    texts[0] = text_of(b);
    texts[1] = text_of("Hassan Nasrallah");
    texts[2].data = NULL;
    texts[2].len = 0;
    DONE(allonym_name_score_texts(one, texts, 3, NULL, many, error));
    CHECK(many[0] == score && many[1] < 100000 && many[2] == 0);
    DONE(allonym_name_score_texts(one, NULL, 0, NULL, NULL, error));

    DONE(allonym_compare_explain(TEXT(a), TEXT(b), NULL, &explanation, error));
    DONE(allonym_name_explain(one, other, NULL, &again, error));
    CHECK(allonym_explanation_score(explanation) == score && allonym_explanation_score(again) == score);
    CHECK(allonym_explanation_kind(explanation) == ALLONYM_KIND_PERSON);
    CHECK(allonym_explanation_cross_script(explanation) == 1);
    for (at = 0; at < allonym_explanation_count(explanation); at++) {
        DONE(allonym_explanation_evidence(explanation, at, &evidence, error));
        sum += evidence.bits;
        if (evidence.rule == ALLONYM_RULE_SPELLING) {
            answered++;
            CHECK(evidence.a_end <= strlen(a) && evidence.b_end <= strlen(b));
        } else {
            CHECK(evidence.b_start == ALLONYM_NOWHERE || evidence.b_end <= strlen(b));
        }
    }
    CHECK(answered == 2 && sum == allonym_explanation_bits(explanation));
    DONE(allonym_explanation_json(explanation, buffer, error));
    CHECK(strstr(first().data, "{\"rule\":\"spelling\",\"a\":{\"text\":\"Soleimani\",\"start\":12,\"end\":21}") != NULL);
    allonym_name_free(one);
    allonym_name_free(other);
    allonym_explanation_free(again);
    allonym_explanation_free(explanation);
}

static allonym_record row(const char *id, const char *name, const char *kind) {
    allonym_record row;
    row.id = text_of(id);
    row.name = text_of(name);
    row.kind = text_of(kind);
    row.language.data = NULL;
    row.language.len = 0;
    return row;
}

static allonym_query query(const char *name) {
    allonym_query query;
    memset(&query, 0, sizeof query);
    query.name = text_of(name);
    return query;
}

static void searching(const char *path) {
    allonym_record rows[3];
    allonym_query queries[3];
    allonym_builder *builder = allonym_builder_new();
    allonym_hits *hits = allonym_hits_new();
    allonym_index *index = NULL, *copy = NULL, *file = NULL;
    allonym_hit hit;
    uint32_t probability = 0;
    const uint8_t *bytes;
    size_t len = 0;
    FILE *out;
    memset(&hit, 0, sizeof hit);
    rows[0] = row("1", "Hassan Nasrallah", "person");
    rows[1] = row("2", "Касем Сулеймани", "person");
    rows[2] = row("3", "Sulaymaniyah", "city");
    DONE(allonym_builder_add(builder, NULL, 0, error));
    DONE(allonym_builder_add(builder, rows, 2, error));
    DONE(allonym_builder_add(builder, rows + 2, 1, error));
    CHECK(allonym_builder_count(builder) == 3);
    DONE(allonym_builder_build(builder, &index, error));
    CHECK(allonym_index_count(index) == 3);
    bytes = allonym_index_bytes(index, &len);
    DONE(allonym_index_from_bytes(bytes, len, &copy, error));
    out = fopen(path, "wb");
    CHECK(out != NULL && fwrite(bytes, 1, len, out) == len && fclose(out) == 0);
    DONE(allonym_index_open(TEXT(path), &file, error));
    DONE(allonym_index_verify(file, error));
    allonym_index_free(index);
    allonym_builder_free(builder);

    queries[0] = query("قاسم سلیمانی");
    queries[1] = query("سلیمانیه");
    queries[1].kind = text_of("city");
    queries[1].limit = SIZE_MAX;
    queries[2] = query("");
    DONE(allonym_index_search(copy, queries, 3, hits, error));
    allonym_index_free(copy);
    CHECK(allonym_hits_queries(hits) == 3 && allonym_hits_count(hits, 1) == 1 && allonym_hits_count(hits, 2) == 0);
    DONE(allonym_hits_get(hits, 0, 0, &hit, error));
    CHECK(equal(hit.record.id, "2") && equal(hit.record.name, "Касем Сулеймани") && equal(hit.record.kind, "person"));
    CHECK(equal(hit.record.language, "") && hit.score > 700000 && hit.bits > 0 && hit.relevance > 0);
    DONE(allonym_hits_get(hits, 1, 0, &hit, error));
    CHECK(equal(hit.record.name, "Sulaymaniyah"));
    DONE(allonym_hits_probability(hits, 0, 0, &probability, error));
    CHECK(probability > 0 && probability <= ALLONYM_SCORE_ONE);
    CHECK(allonym_hits_probability(hits, 0, SIZE_MAX, &probability, NULL) == ALLONYM_OUT_OF_RANGE);
    queries[0].min_score = ALLONYM_SCORE_ONE;
    DONE(allonym_index_search(file, queries, 1, hits, error));
    CHECK(allonym_hits_queries(hits) == 1 && allonym_hits_count(hits, 0) == 0);
    DONE(allonym_index_search(file, NULL, 0, hits, error));
    CHECK(allonym_hits_queries(hits) == 0 && allonym_hits_count(hits, 0) == 0);
    allonym_hits_free(hits);
    allonym_index_free(file);
    remove(path);
}

static void blocking(void) {
    static uint64_t own[ALLONYM_MAX_BLOCKING_KEYS], other[ALLONYM_MAX_BLOCKING_KEYS];
    size_t own_count = 0, other_count = 0, shared = 0;
    const char *a = "قاسم سلیمانی", *b = "Soleimani, Qassem";
    DONE(allonym_blocking_keys(a, strlen(a), ALLONYM_BLOCKING_NARROW, own, &own_count, error));
    DONE(allonym_blocking_keys(b, strlen(b), ALLONYM_BLOCKING_NARROW, other, &other_count, error));
    for (size_t i = 0; i < own_count; i++) {
        for (size_t j = 0; j < other_count; j++) {
            shared += own[i] == other[j];
        }
    }
    CHECK(own_count > 0 && own_count <= ALLONYM_MAX_BLOCKING_KEYS && shared > 0);
    CHECK(allonym_blocking_keys(a, strlen(a), 9, own, &own_count, NULL) == ALLONYM_INVALID_ARGUMENT);
}

static void resolving(void) {
    const char *documents[2] = {"Iranian Gen. Qassem Soleimani was buried in Kerman.", "مراسم #قاسم_سلیمانی در کرمان"};
    allonym_text texts[2];
    allonym_entities *groups = NULL;
    allonym_entity group;
    allonym_spelling variant;
    allonym_mention mention;
    allonym_text title;
    memset(&group, 0, sizeof group);
    memset(&variant, 0, sizeof variant);
    memset(&mention, 0, sizeof mention);
    memset(&title, 0, sizeof title);
    DONE(allonym_resolve(NULL, 0, &groups, error));
    CHECK(allonym_entities_count(groups) == 0);
    allonym_entities_free(groups);
    texts[0] = text_of(documents[0]);
    texts[1] = text_of(documents[1]);
    DONE(allonym_resolve(texts, 2, &groups, error));
    CHECK(allonym_entities_count(groups) == 2);
    DONE(allonym_entities_get(groups, 0, &group, error));
    CHECK(equal(group.name, "Qassem Soleimani") && group.kind == ALLONYM_KIND_PERSON && group.count == 2);
    CHECK(group.titles == 1 && group.variants == 2);
    DONE(allonym_entities_title(groups, 0, 0, &title, error));
    CHECK(strstr(title.data, "Gen") != NULL);
    DONE(allonym_entities_variant(groups, 0, 1, &variant, error));
    CHECK(equal(variant.text, "#قاسم_سلیمانی") && variant.count == 1);
    DONE(allonym_entities_mention(groups, 0, 1, 0, &mention, error));
    CHECK(mention.document == 1 && mention.end <= strlen(documents[1]));
    CHECK(strncmp(documents[1] + mention.start, "#قاسم", strlen("#قاسم")) == 0);
    DONE(allonym_entities_json(groups, buffer, error));
    CHECK(strstr(first().data, "\"name\":\"Kerman\",\"kind\":\"place\"") != NULL);
    allonym_entities_free(groups);
}

static void rewriting(void) {
    const char *style = "name\nQasem Soleimani\n", *text = "Gen. Qassem Soleimani";
    allonym_rewriter *rewriter = NULL;
    DONE(allonym_rewriter_new(style, strlen(style), 0, 0, &rewriter, error));
    DONE(allonym_rewriter_rewrite(rewriter, text, strlen(text), buffer, error));
    CHECK(strcmp(first().data, "Gen. Qasem Soleimani") == 0);
    allonym_rewriter_free(rewriter);
    CHECK(allonym_rewriter_new("nothing", strlen("nothing"), 0, 0, &rewriter, NULL) == ALLONYM_OTHER_ERROR);
    CHECK(allonym_rewriter_new("name\nx\n", strlen("name\nx\n"), 0, 1u << 30, &rewriter, NULL) == ALLONYM_INVALID_ARGUMENT);
}

static void scanning(void) {
    const char *text = "Gen. Qassem Soleimani";
    allonym_builder *builder = allonym_builder_new();
    allonym_index *index = NULL;
    allonym_scanner *scanner = NULL;
    allonym_record record;
    memset(&record, 0, sizeof record);
    record.id = text_of("1");
    record.name = text_of("Qasem Soleimani");
    DONE(allonym_builder_add(builder, &record, 1, error));
    DONE(allonym_builder_build(builder, &index, error));
    DONE(allonym_scanner_new(index, 0, &scanner, error));
    DONE(allonym_scanner_scan_json(scanner, text, strlen(text), buffer, error));
    CHECK(strstr(first().data, "Qassem Soleimani") != NULL);
    allonym_scanner_free(scanner);
    allonym_index_free(index);
    allonym_builder_free(builder);
}

int main(int count, char **arguments) {
    error = allonym_error_new();
    buffer = allonym_buffer_new();
    versions();
    normalizing();
    transliterating();
    names();
    comparing();
    searching(count > 1 ? arguments[1] : "answers.index");
    blocking();
    resolving();
    rewriting();
    scanning();
    CHECK(allonym_error_status(error) == ALLONYM_OK);
    allonym_buffer_free(buffer);
    allonym_error_free(error);
    return finish("answers");
}
