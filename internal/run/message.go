package run

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	fnv1 "github.com/crossplane/function-sdk-go/proto/v1"
	"github.com/crossplane/function-sdk-go/response"
)

// Limits of messages. Faults quote the user's values, and a claim may have
// thousands of them: Crossplane accepts no response of more than 4 MiB, and the
// API server no composite of more than 1.5 MiB, and no user would see why.
const (
	maxLines    = 20      // Of a message, after its first.
	maxLine     = 2000    // Characters.
	maxMessage  = 8 << 10 // Bytes, of all lines.
	maxWarnings = 20
)

// boundMessages truncates the messages of a response to a size that can be stored and
// read.
func boundMessages(rsp *fnv1.RunFunctionResponse) *fnv1.RunFunctionResponse {
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

// abridge returns the first lines of a message and the number of those omitted.
// Long lines lose their middle.
func abridge(message string) string {
	lines := strings.Split(message, "\n")
	kept := make([]string, 0, maxLines+1)
	size := 0
	for _, line := range lines {
		line = cutMiddle(line, maxLine)
		size += len(line)
		if len(kept) > maxLines || size > maxMessage {
			kept = append(kept, fmt.Sprintf("- and %d more", len(lines)-len(kept)))
			break
		}
		kept = append(kept, line)
	}
	return strings.Join(kept, "\n")
}

// cutMiddle returns the beginning and the end of a string that exceeds a number
// of characters: a fault begins with its field, and ends with the solution.
func cutMiddle(text string, most int) string {
	if utf8.RuneCountInString(text) <= most {
		return text
	}
	runes := []rune(text)
	half := most / 2
	return string(runes[:half]) + " … " + string(runes[len(runes)-half:])
}

// warn reports warnings as events on the platform and its claim.
func warn(rsp *fnv1.RunFunctionResponse, warnings []string) {
	for _, w := range warnings[:min(len(warnings), maxWarnings)] {
		response.Warning(rsp, errors.New(w)).TargetCompositeAndClaim()
	}
	if more := len(warnings) - maxWarnings; more > 0 {
		response.Warning(rsp, fmt.Errorf("and %d more warnings", more)).TargetCompositeAndClaim()
	}
}
