package plantest

import (
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/observed"
)

// Keys of a listener rule, and of the two target groups of a service whose port
// changes.
const (
	Rule     name.Key = name.ListenerRules + "chat"
	OldGroup name.Key = name.TargetGroups + "chat-3002"
	NewGroup name.Key = name.TargetGroups + "chat-4002"
)

// TargetGroup is a target group with an ARN.
func TargetGroup(arn string, ready bool) observed.Resource {
	return observed.Resource{Ready: ready, Status: map[string]string{"arn": arn}}
}
