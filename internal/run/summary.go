package run

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	fnv1 "github.com/crossplane/function-sdk-go/proto/v1"
	"github.com/crossplane/function-sdk-go/response"
	"google.golang.org/protobuf/types/known/structpb"
)

// PlatformReady is the condition that sums up the parts: true where everything in AWS
// is as the spec asks.
const PlatformReady = "PlatformReady"

// urgency is the order of reasons in which a summary gives them.
var urgency = []string{
	reasonInternal, reasonInvalid, reasonFailing, reasonRolledBack, reasonHeld,
	reasonWaiting, reasonUpdating, reasonCreating, reasonAvailable,
}

// contextParts is where each function tells those behind it how its part stands.
// The last one sums up all of them.
const contextParts = "xplatform.dev/parts"

// summarize tells functions behind this one how its part stands, and sets the
// condition PlatformReady once all parts are known. It reports whether all of them are
// available.
//
// A condition must be set once in a reconcile. Crossplane takes conditions one
// after the other, and gives each that differs from the one before a new time:
// the composite would be written, and reconciled again, for ever.
// https://github.com/crossplane/crossplane/blob/v2.2.1/internal/controller/apiextensions/composite/reconciler.go#L909
func (s standing) summarize(rsp *fnv1.RunFunctionResponse, condition string) bool {
	known := maps.Clone(rsp.GetContext().GetFields()[contextParts].GetStructValue().GetFields())
	if known == nil {
		known = map[string]*structpb.Value{}
	}
	known[condition] = structpb.NewStructValue(&structpb.Struct{Fields: map[string]*structpb.Value{
		"reason": structpb.NewStringValue(s.reason()),
		"first":  structpb.NewStringValue(truncate(s.first())),
		"ready":  structpb.NewNumberValue(float64(s.ready)),
		"total":  structpb.NewNumberValue(float64(s.total)),
	}})
	tell(rsp, contextParts, structpb.NewStructValue(&structpb.Struct{Fields: known}))
	if slices.ContainsFunc(parts, func(part string) bool { return known[part] == nil }) {
		return false
	}
	reason, message := sum(known)
	if reason == reasonAvailable {
		response.ConditionTrue(rsp, PlatformReady, reason).WithMessage(message).TargetCompositeAndClaim()
		return true
	}
	response.ConditionFalse(rsp, PlatformReady, reason).WithMessage(message).TargetCompositeAndClaim()
	return false
}

// sum returns the most urgent reason of all parts, and a message that says how many
// resources are ready, which parts are not available, and of the most urgent one
// what fails or is awaited first.
func sum(known map[string]*structpb.Value) (worst, message string) {
	worst = reasonAvailable
	ready, total, first := 0.0, 0.0, ""
	var open []string
	for _, part := range parts {
		told := known[part].GetStructValue().GetFields()
		ready += told["ready"].GetNumberValue()
		total += told["total"].GetNumberValue()
		reason := told["reason"].GetStringValue()
		if reason != reasonAvailable {
			open = append(open, part+": "+reason)
		}
		if slices.Index(urgency, reason) < slices.Index(urgency, worst) {
			worst, first = reason, told["first"].GetStringValue()
		}
	}
	message = strings.Join(append([]string{fmt.Sprintf("%g of %g ready", ready, total)}, open...), "; ")
	if first != "" {
		message += "; " + first
	}
	return worst, message
}

// first is what a person should read first of all that is not settled.
func (s standing) first() string {
	for _, list := range [][]string{s.problems, s.rolledBack, s.held, s.waiting, s.updating, s.creating} {
		if len(list) > 0 {
			return list[0]
		}
	}
	return ""
}

// truncate returns the beginning of a text, in one line, for a column of kubectl get.
func truncate(text string) string {
	const most = 100
	line := []rune(strings.Join(strings.Fields(text), " "))
	if len(line) > most {
		return string(line[:most]) + "…"
	}
	return string(line)
}

// reported reports whether a part before this one has its condition already.
func reported(rsp *fnv1.RunFunctionResponse, part string) bool {
	return rsp.GetContext().GetFields()[contextParts].GetStructValue().GetFields()[part] != nil
}

// tell leaves something to functions further behind. The request has the same
// context, and is not to be altered.
func tell(rsp *fnv1.RunFunctionResponse, key string, value *structpb.Value) {
	fields := maps.Clone(rsp.GetContext().GetFields())
	if fields == nil {
		fields = map[string]*structpb.Value{}
	}
	fields[key] = value
	rsp.Context = &structpb.Struct{Fields: fields}
}
