package v1alpha1

import (
	"fmt"
	"slices"
	"strings"

	"k8s.io/apimachinery/pkg/util/validation/field"

	"github.com/xplatform-dev/xplatform/internal/route"
)

// A claimed is a route of a service, with where the user wrote it.
type claimed struct {
	route.Claim

	service  *ServiceSpec
	position int
	path     *field.Path // of the service
}

// at is the field that the route comes from: the path where there is one.
func (c claimed) at() *field.Path {
	if c.Path != route.None {
		return c.path.Child("paths").Index(c.Path)
	}
	return c.path.Child("hosts").Index(c.Host)
}

// value returns the content of that field.
func (c claimed) value() string {
	if c.Path != route.None {
		return c.service.Paths[c.Path]
	}
	return c.service.Hosts[c.Host]
}

func (c claimed) String() string {
	return fmt.Sprintf("service %s (%s)", c.service.Name, c.at())
}

func (c claimed) invalid(format string, args ...any) *field.Error {
	return field.Invalid(c.at(), c.value(), fmt.Sprintf(format, args...))
}

// validateRoutes finds what would keep a rule from being created or from ever
// getting a request. Characters and lengths are the schema's business.
func validateRoutes(services []ServiceSpec, path *field.Path) field.ErrorList {
	faults := validateHosts(services, path)
	if n := rules(services); n > route.MaxRules {
		return append(faults, field.Invalid(path, n, fmt.Sprintf("each host with each path of a service is a rule, and a platform can have %d", route.MaxRules)))
	}
	var all []claimed
	for i := range services {
		s := &services[i]
		for _, c := range route.Of(s.Hosts, s.Paths) {
			all = append(all, claimed{Claim: c, service: s, position: i, path: path.Index(i)})
		}
	}
	unique, twice := validateUnique(all)
	faults = append(faults, twice...)
	faults = append(faults, validateWildcards(unique)...)
	wrong := validatePriorities(unique, services, path)
	if len(wrong) == 0 {
		faults = append(faults, validateReach(unique)...)
	}
	return oncePerField(append(faults, wrong...))
}

// rules counts the routes of all services without making them.
func rules(services []ServiceSpec) int {
	n := 0
	for i := range services {
		hosts, paths := len(services[i].Hosts), len(services[i].Paths)
		if hosts+paths > 0 {
			n += max(hosts, 1) * max(paths, 1)
		}
	}
	return n
}

// validateHosts repeats what AWS says of host names and the schema does not.
// https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-condition-types.html
func validateHosts(services []ServiceSpec, path *field.Path) field.ErrorList {
	var faults field.ErrorList
	for i := range services {
		for j, h := range services[i].Hosts {
			at := path.Index(i).Child("hosts").Index(j)
			dot := strings.LastIndexByte(h, '.')
			switch top := h[dot+1:]; {
			case dot < 0:
				faults = append(faults, field.Invalid(at, h, "must have a dot, for example chat.example.org; omit hosts to match any"))
			case top == "" || strings.Trim(top, "abcdefghijklmnopqrstuvwxyz") != "":
				faults = append(faults, field.Invalid(at, h, "must end in letters after the last dot, for example *.example.org"))
			}
		}
	}
	return faults
}

// validateUnique refuses a route that another one equals, and returns the others.
func validateUnique(all []claimed) ([]claimed, field.ErrorList) {
	var faults field.ErrorList
	unique := make([]claimed, 0, len(all))
	owners := map[route.Route]claimed{}
	for _, c := range all {
		owner, ok := owners[c.Route]
		switch {
		case !ok:
			owners[c.Route] = c
			unique = append(unique, c)
		case owner.position == c.position:
			at := owner.at()
			if at.String() == c.at().String() {
				at = c.path.Child("hosts").Index(owner.Host)
			}
			faults = append(faults, c.invalid("service %s has %s twice, the other is %s: remove one", c.service.Name, c.Route, at))
		case c.Route == route.Default:
			faults = append(faults, c.invalid("%s is the default already, so service %s cannot be: only one service may have /* without hosts", owner, c.service.Name))
		default:
			faults = append(faults, c.invalid("%s has %s already, so service %s would get no request for it: a pattern belongs to one service", owner, c.Route, c.service.Name))
		}
	}
	return unique, faults
}

func validateWildcards(all []claimed) field.ErrorList {
	var faults field.ErrorList
	for _, c := range all {
		if n := c.Wildcards(); n > route.MaxWildcards {
			faults = append(faults, c.invalid("%s has %d wildcards, and AWS allows at most %d in the host and path of a rule", c.Route, n, route.MaxWildcards))
		}
	}
	return faults
}

// oncePerField keeps the first fault of a kind for a field: a path that goes with
// many hosts is wrong once.
func oncePerField(faults field.ErrorList) field.ErrorList {
	seen := map[string]bool{}
	return slices.DeleteFunc(faults, func(f *field.Error) bool {
		again := seen[f.Field]
		seen[f.Field] = true
		return again
	})
}
