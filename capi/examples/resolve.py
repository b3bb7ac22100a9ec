"""Finds the names in some documents. Needs nothing but ctypes."""

import ctypes
import json
import os
from ctypes import POINTER, byref, c_char_p, c_int32, c_size_t, c_uint32, c_void_p

lib = ctypes.CDLL(os.environ.get("ALLONYM_LIBRARY", "liballonym.so.2"))


class Text(ctypes.Structure):
    """A pointer and a length: what the library calls allonym_text."""

    _fields_ = [("data", c_void_p), ("len", c_size_t)]

    def __str__(self):
        return ctypes.string_at(self.data, self.len).decode()


def declare(name, result, *arguments):
    function = getattr(lib, name)
    function.restype, function.argtypes = result, arguments
    return function


abi_version = declare("allonym_abi_version", c_uint32)
error_new = declare("allonym_error_new", c_void_p)
error_free = declare("allonym_error_free", None, c_void_p)
error_message = declare("allonym_error_message", Text, c_void_p)
buffer_new = declare("allonym_buffer_new", c_void_p)
buffer_free = declare("allonym_buffer_free", None, c_void_p)
buffer_text = declare("allonym_buffer_text", Text, c_void_p, c_size_t)
compare_texts = declare(
    "allonym_compare", c_int32,
    c_char_p, c_size_t, c_char_p, c_size_t, c_void_p, POINTER(c_uint32), c_void_p,
)
resolve_texts = declare("allonym_resolve", c_int32, POINTER(Text), c_size_t, POINTER(c_void_p), c_void_p)
entities_json = declare("allonym_entities_json", c_int32, c_void_p, c_void_p, c_void_p)
entities_free = declare("allonym_entities_free", None, c_void_p)


def call(function, *arguments):
    """Calls a function that takes an error object last, and raises what that says."""
    error = error_new()
    try:
        if function(*arguments, error) != 0:
            raise ValueError(str(error_message(error)))
    finally:
        error_free(error)


def compare(a, b):
    """How likely two names are one, from 0 to 1."""
    a, b = a.encode(), b.encode()
    score = c_uint32()
    call(compare_texts, a, len(a), b, len(b), None, byref(score))
    return score.value / 1_000_000


def resolve(documents):
    """The names in some documents, each with its spellings, as allonym_entities_json writes them."""
    # The bytes have to live as long as the texts that point to them.
    held = [document.encode() for document in documents]
    texts = (Text * len(held))(*(Text(ctypes.cast(c_char_p(text), c_void_p), len(text)) for text in held))
    groups, buffer = c_void_p(), buffer_new()
    try:
        call(resolve_texts, texts, len(held), byref(groups))
        call(entities_json, groups, buffer)
        return json.loads(str(buffer_text(buffer, 0)))
    finally:
        entities_free(groups)
        buffer_free(buffer)


if __name__ == "__main__":
    assert abi_version() == 2
    print(compare("Qassem Soleimani", "قاسم سلیمانی") > 0.8)
    for name in resolve(["Gen. Qassem Soleimani was buried in Kerman.", "مراسم #قاسم_سلیمانی در کرمان"]):
        print(name["name"], name["kind"], name["count"], [variant["text"] for variant in name["variants"]])
    try:
        call(compare_texts, b"\xff", 1, b"", 0, None, byref(c_uint32()))
    except ValueError as error:
        print(error)
