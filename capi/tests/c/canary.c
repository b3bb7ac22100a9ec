/* Faults on purpose: what does not see them sees nothing. */
#include "check.h"

int main(int count, char **arguments) {
    const char *fault = count > 1 ? arguments[1] : "";
    if (strcmp(fault, "overflow") == 0) {
        volatile size_t len = strlen(fault);
        char *memory = (char *)malloc(len);
        if (memory == NULL) return 0;
        memcpy(memory, fault, len);
        /* One byte too many, in a decision, so that valgrind counts it too. */
        if (((volatile char *)memory)[len] == 'x') puts("x");
        free(memory);
    }
    if (strcmp(fault, "used after free") == 0) {
        allonym_buffer *buffer = allonym_buffer_new();
        volatile char sum = 0;
        allonym_text text;
        allonym_normalize(TEXT("قاسم"), ALLONYM_NORMALIZE_MATCH, buffer, NULL);
        text = allonym_buffer_text(buffer, 0);
        allonym_buffer_free(buffer);
        sum = (char)(sum + text.data[0]);
        if (sum == 'x') puts("x");
    }
    if (strcmp(fault, "leak") == 0) {
        /* The only address goes with the block. */
        volatile size_t lost = (size_t)allonym_buffer_new();
        lost = 0;
        if (lost != 0) puts("x");
    }
    return 0;
}
