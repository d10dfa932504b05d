package run

import (
	"fmt"
	"strings"

	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/plan"
)

// nouns are the resources that a user knows by a noun, because a platform has
// one of them.
var nouns = map[name.Key]string{
	name.EncryptionKey: "the encryption key",
	name.LoadBalancer:  "the load balancer",
	name.VPC:           "the VPC",
}

// phrase says what is awaited: "the ARN of task-role-chat", or "database, its
// log groups and its monitoring role".
func phrase(blockers plan.Blockers) string {
	phrases := make([]string, len(blockers))
	for i, b := range blockers {
		phrases[i] = noun(b)
	}
	if len(phrases) < 2 {
		return strings.Join(phrases, "")
	}
	last := len(phrases) - 1
	return fmt.Sprintf("%s and %s", strings.Join(phrases[:last], ", "), phrases[last])
}

// noun says what one blocker is.
func noun(b plan.Blocker) string {
	switch {
	case b.Why != "":
		return b.Why
	case b.Field == "":
		return string(b.On)
	case nouns[b.On] != "":
		return "the " + b.Field + " of " + nouns[b.On]
	}
	return "the " + b.Field + " of " + string(b.On)
}

// sentences says which changes are still to happen, and what they wait for.
func sentences(changes []plan.Progress) []string {
	out := make([]string, len(changes))
	for i, c := range changes {
		switch {
		case len(c.While) > 0:
			out[i] = fmt.Sprintf("%s while it waits for %s", c.Text, phrase(c.While))
		case len(c.Until) > 0:
			out[i] = fmt.Sprintf("%s when %s is ready", c.Text, phrase(c.Until))
		default:
			out[i] = c.Text
		}
	}
	return out
}
