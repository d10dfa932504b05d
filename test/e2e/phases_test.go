package e2e

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

// phases lists which resources of the farmers claim wait for which others, by
// design and not by chance. The others are ready by then, or have a value.
var phases = []struct {
	key    string
	after  []string
	reason string
}{
	{"subnet-private-a", []string{"vpc ipv6CidrBlock"}, "its block is a part of the VPC's"},
	{"encryption-key", []string{"vpc ownerId"}, "its policy names the account"},
	{"nat-gateway-a", []string{"internet-gateway", "elastic-ip-a"}, "without them AWS creates a gateway that fails permanently"},
	{"load-balancer", []string{"access-log-bucket-policy", "access-log-bucket-encryption"}, "AWS tests write access at once"},
	{"listener-rule-api-chat", []string{"target-group-chat-3002 arn"}, "its action names the group"},
	{"listener-rule-ozxacu", []string{"target-group-frontend-80 arn"}, "so does that of the default, /*"},
	{"database", []string{"database-monitoring-role", "database-log-group-postgresql", "encryption-key arn"}, "RDS would create log groups without retention and encryption"},
	{"cache", []string{"cache-parameters-redis7", "encryption-key arn"}, "it names them"},
	{"search", []string{"search-access-role arn", "search-log-policy", "search-log-group-audit"}, "AWS checks whether it may write logs"},
	{"ecs-cluster", []string{"ecs-cluster-log-group"}, "AWS would create one without retention"},
	{"ecs-service-registration", []string{
		"database", "cache", "database-ingress-registration", "cache-ingress-registration", "service-egress-database-registration",
		"default-route-ipv4-route-table-private-a", "default-route-ipv4-route-table-private-b", "default-route-ipv6-route-table-private-a",
		"service-log-group-registration", "task-policy-registration", "execution-policy-registration",
		"ecs-cluster-capacity-providers", "target-group-registration-3000 loadBalancerArns",
	}, "a first deployment that fails is not tried again"},
	{"ecs-service-search", []string{"database", "search", "search-ingress-search"}, "a service waits for every store that it uses"},
	{"scaling-target-chat", []string{"ecs-service-chat"}, "there is nothing to scale"},
}

// early returns a message about a resource that was created before its
// dependencies were ready.
func early(now moment, created map[string]bool) string {
	for _, p := range phases {
		if created[p.key] || now[p.key] == nil {
			continue
		}
		created[p.key] = true
		for _, need := range p.after {
			if !isKnown(now, need) {
				return fmt.Sprintf("%s was created before %s was ready: %s", p.key, need, p.reason)
			}
		}
	}
	return ""
}

// isKnown reports whether a resource is ready, or whether a field of its status
// is known.
func isKnown(now moment, need string) bool {
	key, field, named := strings.Cut(need, " ")
	o := now[key]
	if o == nil {
		return false
	}
	if !named {
		status, _ := condition(o, "Ready")
		return status == "True"
	}
	_, known, _ := unstructured.NestedFieldNoCopy(o.Object, "status", "atProvider", field)
	return known
}

// stages are the conditions that functions report, and Crossplane's own.
var stages = []string{"NetworkReady", "EdgeReady", "DataReady", "ComputeReady", "Ready"}

// A way records how far a platform has come.
type way struct {
	keys    []string
	waited  map[string]bool
	reached []string

	// since is the time at which a condition of the composite first became
	// true, and former its message before.
	since  map[string]string
	former map[string][]string
}

// becomesReady checks the way of a claim to its first Ready: no resource is
// created before its dependencies, none fails, no condition becomes false
// again, Ready is last, and the claim always reports the resources that it
// waits for.
func (h *history) becomesReady() {
	h.f.t.Helper()
	created := map[string]bool{}
	w := way{
		keys:   append(h.f.list("onDelete", "kept"), h.f.list("onDelete", "removed")...),
		waited: map[string]bool{}, since: map[string]string{}, former: map[string][]string{},
	}
	if !h.replay(func(now moment) string {
		return cmp.Or(early(now, created), w.told(now["Platform"]), w.back(cmp.Or(now["XPlatform"], now["Platform"])))
	}) {
		return
	}
	for _, p := range phases {
		if !created[p.key] {
			h.f.t.Errorf("%s was never created", p.key)
		}
	}
	for _, c := range stages {
		if !w.waited[c] || !slices.Contains(w.reached, c) {
			h.f.t.Errorf("%s did not become true: waited %v, reached %v", c, w.waited, w.reached)
		}
	}
	h.f.t.Logf("true in this order: %s", strings.Join(w.reached, ", "))
}

// told returns a fault of the conditions of a claim.
func (w *way) told(claim *unstructured.Unstructured) string {
	if status, message := condition(claim, "Synced"); status == "False" {
		return "Synced is False: " + message
	}
	for _, c := range stages {
		status, message := condition(claim, c)
		switch {
		case status == "True" && !slices.Contains(w.reached, c):
			w.reached = append(w.reached, c)
			if c == "Ready" && len(w.reached) < len(stages) {
				return fmt.Sprintf("Ready was true before all parts: %v", w.reached)
			}
		case status == "False" && c == "Ready":
			w.waited[c] = true // Crossplane reports no more than that.
		case status == "False":
			w.waited[c] = true
			if wrong := w.unclear(reason(claim, c), message); wrong != "" {
				return fmt.Sprintf("%s %s: %s", c, wrong, message)
			}
		}
	}
	return ""
}

// back returns a message if a condition of the composite is no longer true. A
// condition of a time before it was true does not count: Crossplane writes the
// conditions with which it began together with the rest of the status, just
// before the new ones, and if its cache is behind, that is a former state.
// Times alone do not distinguish them, as they have a resolution of one second.
func (w *way) back(composite *unstructured.Unstructured) string {
	if composite == nil {
		return ""
	}
	for _, c := range stages {
		status, message := condition(composite, c)
		said := toText(conditionOf(composite, c))
		changed, _ := conditionOf(composite, c)["lastTransitionTime"].(string)
		since, was := w.since[c]
		switch {
		case status == "True" && !was:
			w.since[c] = changed
		case status == "False" && !was:
			w.former[c] = append(w.former[c], said)
		case status == "False" && (changed > since || !slices.Contains(w.former[c], said)):
			return fmt.Sprintf("%s is no longer true: %s", c, message)
		}
	}
	return ""
}

// more matches the end of a truncated list, and count the end of a message with
// the number of ready resources.
var (
	more  = regexp.MustCompile(` and \d+ more$`)
	count = regexp.MustCompile(`(\. )?\d+ of \d+ ready$`)
)

// unclear returns a fault of a condition that is false: no resource fails
// meanwhile, and each part of a message begins with a key.
func (w *way) unclear(reason, message string) string {
	if reason != "Waiting" && reason != "Updating" && reason != "Creating" {
		return "has the reason " + reason
	}
	rest, creating, _ := strings.Cut(count.ReplaceAllString(message, ""), "not ready yet: ")
	waiting, updating, _ := strings.Cut(strings.TrimSuffix(rest, ". "), "being updated: ")
	things := slices.Concat(listed(strings.TrimSuffix(waiting, ". "), "; "), listed(updating, ", "), listed(creating, ", "))
	for _, thing := range things {
		if key, _, _ := strings.Cut(thing, " "); !slices.Contains(w.keys, key) {
			return fmt.Sprintf("does not name the resource in %q", thing)
		}
	}
	if len(things) == 0 {
		return "says nothing"
	}
	return ""
}

// listed returns the items that a message lists.
func listed(text, separator string) []string {
	if text == "" {
		return nil
	}
	return strings.Split(more.ReplaceAllString(text, ""), separator)
}
