package run

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	fnv1 "github.com/crossplane/function-sdk-go/proto/v1"
	"github.com/crossplane/function-sdk-go/response"
)

// How much a function says. What a user wrote is quoted in faults, and a claim may
// hold thousands of them: Crossplane would take no answer of more than 4 MiB, nor
// the API server a composite of more than 1.5 MiB, and no user would see why.
const (
	maxLines    = 20      // Of a message, after its first.
	maxLine     = 2000    // Characters.
	maxMessage  = 8 << 10 // Bytes, of all lines.
	maxWarnings = 20
)

// bound shortens the messages of an answer to what can be stored and read.
func bound(rsp *fnv1.RunFunctionResponse) *fnv1.RunFunctionResponse {
	for _, c := range rsp.GetConditions() {
		if c.Message != nil {
			c.Message = new(abridge(c.GetMessage()))
		}
	}
	for _, r := range rsp.GetResults() {
		r.Message = abridge(r.GetMessage())
	}
	return rsp
}

// abridge returns the first lines of a message, each without its middle where it is
// long, and says how many more there are.
func abridge(message string) string {
	lines := strings.Split(message, "\n")
	kept := make([]string, 0, maxLines+1)
	size := 0
	for _, line := range lines {
		line = ends(line, maxLine)
		size += len(line)
		if len(kept) > maxLines || size > maxMessage {
			kept = append(kept, fmt.Sprintf("- and %d more", len(lines)-len(kept)))
			break
		}
		kept = append(kept, line)
	}
	return strings.Join(kept, "\n")
}

// ends returns the beginning and the end of a text of more than so many characters:
// a fault begins with its field, and ends with what to do.
func ends(text string, most int) string {
	if utf8.RuneCountInString(text) <= most {
		return text
	}
	runes := []rune(text)
	half := most / 2
	return string(runes[:half]) + " … " + string(runes[len(runes)-half:])
}

// warn tells the user of an answer what to look at, by events.
func warn(rsp *fnv1.RunFunctionResponse, warnings []string) {
	for _, w := range warnings[:min(len(warnings), maxWarnings)] {
		response.Warning(rsp, errors.New(w)).TargetCompositeAndClaim()
	}
	if more := len(warnings) - maxWarnings; more > 0 {
		response.Warning(rsp, fmt.Errorf("and %d more warnings", more)).TargetCompositeAndClaim()
	}
}
