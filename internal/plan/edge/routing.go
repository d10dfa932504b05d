package edge

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/route"
)

// A ListenerRule sends the requests for a host and a path to a service. There is
// one for each host, although AWS would take three in a condition: so another
// host changes no rule that exists, and each has its own place in the order.
type ListenerRule struct {
	Key      name.Key
	Hosts    []string // at most one; none is any
	Path     string   // empty is any
	Service  string
	Priority int
}

// newRouting compiles the routes of all services into rules. The first one that
// matches a request decides; they are in the order of their priorities, which no
// two share, and that of the default service is the last. The order of
// services, hosts and paths has no meaning, and nor has history: which service
// gets a request follows from the routes and explicit priorities alone, the more
// specific route first. Only the numbers depend on what is observed, because
// rules keep theirs as long as they can.
//
// All rules stand in one total order, also those that share no request. Then a
// new rule never changes the order of the others, and none has to move for it
// while there is a number between its neighbours.
//
// The services have passed validation.
func newRouting(services []v1alpha1.ServiceSpec, seen live.State) ([]ListenerRule, error) {
	all, fallback, err := candidatesOf(services, seen)
	if err != nil {
		return nil, err
	}
	taken := takenPriorities(seen)
	var out []ListenerRule
	for _, s := range []section{beforeAutomatic, automatic, afterAutomatic} {
		rules := s.of(all)
		for i := range rules {
			rules[i].observed = observedPriority(seen, rules[i].Key)
		}
		numbered, err := s.number(rules, taken)
		if err != nil {
			return nil, err
		}
		out = append(out, numbered...)
	}
	if fallback != "" {
		out = append(out, defaultRule(fallback))
	}
	return out, nil
}

// defaultRule sends what no other rule takes to the default service. Its number
// is the last, and no other rule can have it.
func defaultRule(service string) ListenerRule {
	return ListenerRule{Key: name.DefaultRule, Path: route.Default.String(), Service: service, Priority: route.DefaultPriority}
}

// A candidate is a rule on its way to a number.
type candidate struct {
	ListenerRule

	route    route.Route
	explicit int // the first priority of the service, or 0
	observed int // the priority that the rule was last given, or 0
}

// candidatesOf are the rules of all services, without numbers, by specificity.
func candidatesOf(services []v1alpha1.ServiceSpec, seen live.State) (rules []candidate, fallback string, err error) {
	owner := map[name.Key]string{}
	for i := range services {
		s := &services[i]
		for _, claim := range route.Of(s.Hosts, s.Paths) {
			if claim.Route == route.Default {
				fallback = s.Name
				continue
			}
			r := candidate{route: claim.Route, ListenerRule: ListenerRule{Path: claim.Route.Path, Service: s.Name}}
			if h := claim.Route.Host; h != "" {
				r.Hosts = []string{h}
			}
			if s.Priority != nil {
				r.explicit = int(*s.Priority)
			}
			r.Key = ruleKey(r.Hosts, r.Path, seen)
			if other, ok := owner[r.Key]; ok {
				return nil, "", fmt.Errorf("cannot plan the rule for %s of service %s: service %s has one with the same key, %s",
					r.route, s.Name, other, r.Key)
			}
			owner[r.Key] = s.Name
			rules = append(rules, r)
		}
	}
	slices.SortFunc(rules, func(a, b candidate) int { return route.Compare(a.route, b.route) })
	return rules, fallback, nil
}

// A section is a range of priorities.
type section struct {
	first, last int

	// start is where numbers begin that nothing else decides.
	start int
}

// Automatic numbers begin in the middle of their section, so that there is room
// for rules that are more specific than all others.
var (
	beforeAutomatic = section{first: route.FirstPriority, last: route.FirstAutomatic - 1, start: route.FirstPriority}
	automatic       = section{first: route.FirstAutomatic, last: route.LastAutomatic, start: 20000}
	afterAutomatic  = section{first: route.LastAutomatic + 1, last: route.LastPriority, start: route.LastAutomatic + 1}
)

// of are the rules that belong into the section, in order.
func (s section) of(all []candidate) []candidate {
	var rules []candidate
	for _, r := range all {
		if (s == automatic && r.explicit == 0) || (s.contains(r.explicit) && s != automatic) {
			rules = append(rules, r)
		}
	}
	slices.SortStableFunc(rules, func(a, b candidate) int { return cmp.Compare(a.explicit, b.explicit) })
	return rules
}

func (s section) contains(priority int) bool { return s.first <= priority && priority <= s.last }

// number gives every rule of the section its priority.
func (s section) number(rules []candidate, taken map[int]name.Key) ([]ListenerRule, error) {
	var wanted []int
	if s != automatic {
		rules, wanted = wantedPriorities(rules, taken)
	}
	numbers, err := s.arrange(rules, taken)
	if err != nil {
		return nil, err
	}
	approach(numbers, wanted, rules, taken)
	out := make([]ListenerRule, len(rules))
	for i, r := range rules {
		out[i] = r.ListenerRule
		out[i].Priority = numbers[i]
	}
	return out, nil
}
