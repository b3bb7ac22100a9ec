/* Handles that never change, shared by threads without locks: each thread gets the answers that one alone would get. */
#include <pthread.h>

#include "check.h"

#define THREADS 4
#define ROUNDS 5
#define NAMES 6

static const char *const list[NAMES] = {"Qasem Soleimani", "قاسم سلیمانی", "Касем Сулеймани",
                                        "Hassan Nasrallah", "حسن نصرالله", "김정은"};

static allonym_name *prepared[NAMES];
static allonym_transliterator *russian;
static allonym_index *names;
static allonym_explanation *explanation;
static uint32_t wanted[NAMES][NAMES];

static void *work(void *wrong) {
    allonym_buffer *buffer = allonym_buffer_new();
    allonym_hits *hits = allonym_hits_new();
    int *faults = (int *)wrong;
    size_t round, at;
    for (round = 0; round < ROUNDS; round++) {
        for (at = 0; at < NAMES; at++) {
            uint32_t scores[NAMES];
            allonym_query query;
            allonym_hit hit;
            memset(&query, 0, sizeof query);
            query.name = text_of(list[at]);
            if (allonym_name_score_many(prepared[at], (const allonym_name *const *)prepared, NAMES, NULL, scores,
                                            NULL) != ALLONYM_OK ||
                memcmp(scores, wanted[at], sizeof scores) != 0) {
                ++*faults;
            }
            if (allonym_index_search(names, &query, 1, hits, NULL) != ALLONYM_OK ||
                allonym_hits_get(hits, 0, 0, &hit, NULL) != ALLONYM_OK || !equal(hit.record.name, list[at])) {
                ++*faults;
            }
        }
        if (allonym_transliterate(russian, TEXT("Щёлково"), buffer, NULL) != ALLONYM_OK ||
            !equal(allonym_buffer_text(buffer, 0), "Shchëlkovo")) {
            ++*faults;
        }
        if (allonym_explanation_json(explanation, buffer, NULL) != ALLONYM_OK) ++*faults;
    }
    allonym_hits_free(hits);
    allonym_buffer_free(buffer);
    return NULL;
}

int main(void) {
    pthread_t threads[THREADS];
    int faults[THREADS] = {0};
    allonym_builder *builder = allonym_builder_new();
    size_t at;
    for (at = 0; at < NAMES; at++) {
        allonym_record row;
        row.id = row.name = text_of(list[at]);
        row.kind = row.language = text_of("");
        CHECK(allonym_builder_add(builder, &row, 1, NULL) == ALLONYM_OK);
        CHECK(allonym_name_new(TEXT(list[at]), &prepared[at], NULL) == ALLONYM_OK);
    }
    CHECK(allonym_builder_build(builder, &names, NULL) == ALLONYM_OK);
    allonym_builder_free(builder);
    CHECK(allonym_transliterator_new(TEXT("bgn/pcgn 1947 russian"), &russian, NULL) == ALLONYM_OK);
    CHECK(allonym_compare_explain(TEXT(list[0]), TEXT(list[1]), NULL, &explanation, NULL) == ALLONYM_OK);
    for (at = 0; at < NAMES; at++) {
        size_t other;
        for (other = 0; other < NAMES; other++) {
            CHECK(allonym_compare(TEXT(list[at]), TEXT(list[other]), NULL, &wanted[at][other], NULL) == ALLONYM_OK);
        }
    }
    for (at = 0; at < THREADS; at++) {
        CHECK(pthread_create(&threads[at], NULL, work, &faults[at]) == 0);
    }
    for (at = 0; at < THREADS; at++) {
        CHECK(pthread_join(threads[at], NULL) == 0 && faults[at] == 0);
    }
    for (at = 0; at < NAMES; at++) allonym_name_free(prepared[at]);
    allonym_explanation_free(explanation);
    allonym_transliterator_free(russian);
    allonym_index_free(names);
    return finish("threads");
}
