/* How likely two names are one, and why. */
#include <stdio.h>
#include <string.h>

#include <allonym.h>

int main(void) {
    const char *a = "Gen. Qassem Soleimani", *b = "قاسم سلیمانی";
    allonym_error *error = allonym_error_new();
    allonym_explanation *explanation = NULL;
    allonym_status status;
    size_t at;

    if (allonym_abi_version() != ALLONYM_ABI_VERSION) return 1;
    status = allonym_compare_explain(a, strlen(a), b, strlen(b), NULL, &explanation, error);
    if (status != ALLONYM_OK) {
        fprintf(stderr, "%s\n", allonym_error_message(error).data);
        allonym_error_free(error);
        return 1;
    }
    printf("one name: %s\n", allonym_explanation_score(explanation) > ALLONYM_SCORE_ONE / 2 ? "yes" : "no");
    for (at = 0; at < allonym_explanation_count(explanation); at++) {
        allonym_evidence reason;
        allonym_explanation_evidence(explanation, at, &reason, error);
        if (reason.rule == ALLONYM_RULE_SPELLING) {
            printf("%.*s is %.*s\n", (int)(reason.a_end - reason.a_start), a + reason.a_start,
                   (int)(reason.b_end - reason.b_start), b + reason.b_start);
        }
    }
    allonym_explanation_free(explanation);
    allonym_error_free(error);
    return 0;
}
