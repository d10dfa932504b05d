package e2e

import (
	"fmt"
	"slices"
	"strings"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

// route is the path that a test adds and moves: another service's path covers
// it, so its rule has to come first.
const route = "/api/farmers/health"

// routeAdded adds the path to a service. No other rule changes.
func routeAdded(f *platform) {
	before, rules, h := f.identities(), priorities(f.resources()), f.record()
	f.services(func(name string, s map[string]any) {
		if paths, _ := s["paths"].([]any); name == "weather" {
			s["paths"] = append(paths, route)
		}
	})
	f.await(soon, "the path has a rule of its own", func() string {
		if ruleOf(f.resources()) == "" {
			return "it has none"
		}
		return ""
	})
	f.ready(long, "the platform is ready again")
	f.unchanged(before)
	now := f.resources()
	if got := priorities(now)[ruleOf(now)]; got != "19900" {
		f.t.Errorf("the rule has priority %s, not 19900, 100 before the first", got)
	}
	h.replay(func(now moment) string { return moved(now, rules) })
}

// routeMoved moves the path to another service. It keeps its rule, which
// forwards requests to the one service until the other is attached, and then to
// the other alone.
func routeMoved(f *platform) {
	before, rules, h := f.identities(), priorities(f.resources()), f.record()
	f.services(func(name string, s map[string]any) {
		switch paths, _ := s["paths"].([]any); name {
		case "weather":
			s["paths"] = slices.DeleteFunc(paths, func(p any) bool { return p == route })
		case "chat":
			s["paths"] = append(paths, route)
		}
	})
	from, to := f.text("services", "weather", "targetGroupArn"), f.text("services", "chat", "targetGroupArn")
	f.await(long, "requests are forwarded to the other service alone", func() string {
		now := f.resources()
		if sent := targets(now[ruleOf(now)], "status", "atProvider"); !slices.Equal(sent, []string{to}) {
			return strings.Join(sent, ", ")
		}
		return ""
	})
	f.ready(long, "the platform is ready again")
	f.unchanged(before)
	var steps []string
	h.replay(func(now moment) string {
		rule := now[ruleOf(now)]
		if step := strings.Join(targets(rule, "spec", "forProvider"), ", "); len(steps) == 0 || steps[len(steps)-1] != step {
			steps = append(steps, step)
		}
		return moved(now, rules)
	})
	if want := []string{from, from + ", 0 " + to, to}; !slices.Equal(steps, want) {
		f.t.Errorf("the rule moved in other steps:\nwant %q\ngot  %q", want, steps)
	}
}

// moved returns a message about a former rule that has another priority or is
// gone.
func moved(now moment, rules map[string]string) string {
	is := priorities(now)
	for key, priority := range rules {
		if is[key] != priority {
			return fmt.Sprintf("%s had priority %s and has %q", key, priority, is[key])
		}
	}
	return ""
}

// priorities returns the priorities of all rules.
func priorities(now moment) map[string]string {
	all := map[string]string{}
	for key, o := range now {
		if strings.HasPrefix(key, "listener-rule-") {
			all[key] = at(o, "spec", "forProvider", "priority")
		}
	}
	return all
}

// ruleOf returns the key of the path's rule.
func ruleOf(now moment) string {
	for key := range now {
		if strings.HasPrefix(key, "listener-rule-api-farmers-health-") {
			return key
		}
	}
	return ""
}

// targets returns the groups to which a rule forwards requests, and after a 0
// those that are only attached.
func targets(rule *unstructured.Unstructured, fields ...string) []string {
	if rule == nil {
		return nil
	}
	actions, _, _ := unstructured.NestedSlice(rule.Object, append(fields, "action")...)
	var out []string
	for _, a := range actions {
		action, _ := a.(map[string]any)
		groups, _, _ := unstructured.NestedSlice(action, "forward", "targetGroup")
		for _, g := range groups {
			group, _ := g.(map[string]any)
			arn := fmt.Sprint(group["arn"])
			if fmt.Sprint(group["weight"]) == "0" {
				arn = "0 " + arn
			}
			out = append(out, arn)
		}
		// A single group is named here as well.
		if single, ok := action["targetGroupArn"].(string); ok && !slices.Equal(out, []string{single}) {
			out = append(out, "contradicted by "+single)
		}
	}
	return out
}
