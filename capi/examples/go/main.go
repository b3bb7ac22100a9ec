// Compares one name with many.
package main

/*
#cgo pkg-config: allonym
#include <stdlib.h>
#include <allonym.h>
*/
import "C"

import (
	"errors"
	"fmt"
	"os"
	"runtime"
	"unsafe"
)

// Name is a name, parsed and prepared for many comparisons. Goroutines may share it.
type Name struct{ handle *C.allonym_name }

// call runs a function that takes an error object last, and returns what that says.
func call(function func(*C.allonym_error) C.allonym_status) error {
	failure := C.allonym_error_new()
	defer C.allonym_error_free(failure)
	if function(failure) == C.ALLONYM_OK {
		return nil
	}
	message := C.allonym_error_message(failure)
	return errors.New(C.GoStringN(message.data, C.int(message.len)))
}

// text is a copy of a string in memory of C, to be freed by the caller: C keeps no pointers to memory of Go.
func text(name string) C.allonym_text {
	return C.allonym_text{data: C.CString(name), len: C.size_t(len(name))}
}

// NewName parses and prepares a name.
func NewName(written string) (*Name, error) {
	copied := text(written)
	defer C.free(unsafe.Pointer(copied.data))
	var handle *C.allonym_name
	err := call(func(failure *C.allonym_error) C.allonym_status {
		return C.allonym_name_new(copied.data, copied.len, &handle, failure)
	})
	if err != nil {
		return nil, err
	}
	name := &Name{handle}
	runtime.SetFinalizer(name, func(name *Name) { C.allonym_name_free(name.handle) })
	return name, nil
}

// Scores says how likely each name is the name one, from 0 to 1.
func (name *Name) Scores(names []string) ([]float64, error) {
	if len(names) == 0 {
		return nil, nil
	}
	texts := make([]C.allonym_text, len(names))
	for at, name := range names {
		texts[at] = text(name)
		defer C.free(unsafe.Pointer(texts[at].data))
	}
	scores := make([]C.uint32_t, len(names))
	err := call(func(failure *C.allonym_error) C.allonym_status {
		return C.allonym_name_score_texts(name.handle, &texts[0], C.size_t(len(names)), nil, &scores[0], failure)
	})
	runtime.KeepAlive(name)
	if err != nil {
		return nil, err
	}
	out := make([]float64, len(names))
	for at, score := range scores {
		out[at] = float64(score) / C.ALLONYM_SCORE_ONE
	}
	return out, nil
}

func main() {
	if C.allonym_abi_version() != C.ALLONYM_ABI_VERSION {
		fmt.Println("the library is of another version than the header")
		os.Exit(1)
	}
	names := []string{"Qasem Soleimani", "Касем Сулеймани", "Hassan Nasrallah"}
	query, err := NewName("قاسم سلیمانی")
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	scores, err := query.Scores(names)
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	for at, name := range names {
		fmt.Println(name, scores[at] > 0.5)
	}
	_, err = NewName("\xff")
	fmt.Println(err)
}
