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

// PlatformReady is the condition that summarizes the parts: true if everything
// in AWS is as the spec asks.
const PlatformReady = "PlatformReady"

// urgency is the order of reasons in which a summary gives them.
var urgency = []string{
	reasonInternal, reasonInvalid, reasonFailing, reasonRolledBack, reasonHeld,
	reasonWaiting, reasonUpdating, reasonCreating, reasonAvailable,
}

// contextParts is the context key under which each function passes the state of
// its part to later ones. The last one summarizes all of them.
const contextParts = "xplatform.dev/parts"

// summarize passes the state of this part to later functions, and sets the
// condition PlatformReady once all parts are known. It reports whether all of
// them are available.
//
// A condition must be set once in a reconcile. Crossplane applies conditions
// one after the other, and gives each that differs from the one before a new
// time: the composite would be written, and reconciled again, indefinitely.
// https://github.com/crossplane/crossplane/blob/v2.2.1/internal/controller/apiextensions/composite/reconciler.go#L909
func (s *progress) summarize(rsp *fnv1.RunFunctionResponse, condition string) bool {
	known := maps.Clone(rsp.GetContext().GetFields()[contextParts].GetStructValue().GetFields())
	if known == nil {
		known = map[string]*structpb.Value{}
	}
	known[condition] = structpb.NewStructValue(&structpb.Struct{Fields: map[string]*structpb.Value{
		"reason": structpb.NewStringValue(s.reason()),
		"first":  structpb.NewStringValue(truncate(s.headline())),
		"ready":  structpb.NewNumberValue(float64(s.ready)),
		"total":  structpb.NewNumberValue(float64(s.total)),
	}})
	setContext(rsp, contextParts, structpb.NewStructValue(&structpb.Struct{Fields: known}))
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

// sum returns the most urgent reason of all parts, and a message with the
// number of ready resources, the parts that are not available, and the first
// problem of the most urgent one.
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

// headline returns the most urgent problem that is not settled.
func (s *progress) headline() string {
	for _, list := range [][]string{s.problems, s.rolledBack, s.held, s.waiting, s.updating, s.creating} {
		if len(list) > 0 {
			return list[0]
		}
	}
	return ""
}

// truncate returns the beginning of a string, in one line, for a column of
// kubectl get.
func truncate(text string) string {
	const most = 100
	line := []rune(strings.Join(strings.Fields(text), " "))
	if len(line) > most {
		return string(line[:most]) + "…"
	}
	return string(line)
}

// hasCondition reports whether a part before this one has its condition
// already.
func hasCondition(rsp *fnv1.RunFunctionResponse, part string) bool {
	return rsp.GetContext().GetFields()[contextParts].GetStructValue().GetFields()[part] != nil
}

// setContext sets a context key for later functions. It copies the context,
// which the request shares and which must not be modified.
func setContext(rsp *fnv1.RunFunctionResponse, key string, value *structpb.Value) {
	fields := maps.Clone(rsp.GetContext().GetFields())
	if fields == nil {
		fields = map[string]*structpb.Value{}
	}
	fields[key] = value
	rsp.Context = &structpb.Struct{Fields: fields}
}
