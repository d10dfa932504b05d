package plan

import (
	"slices"
	"strings"
)

// URL is where the platform is reached: under its domain, else under the load
// balancer's own name, which may not be known yet.
func (p Platform) URL(dnsName string) string {
	if host := p.host(dnsName); host != "" {
		return "https://" + host
	}
	return ""
}

func (p Platform) host(dnsName string) string {
	if d := p.Spec.Edge.Domain; d != nil {
		if host := firstLiteral(certificateNames(d.Name, d.AlternativeNames)); host != "" {
			return host
		}
	}
	return dnsName
}

// firstLiteral is the first name without a wildcard, or empty.
func firstLiteral(names []string) string {
	i := slices.IndexFunc(names, func(n string) bool { return !strings.ContainsAny(n, "*?") })
	if i < 0 {
		return ""
	}
	return names[i]
}

// certificateNames are the names of a certificate, the first one first. The
// order of the others has no meaning, and none stands twice.
func certificateNames(first string, others []string) []string {
	rest := slices.Sorted(slices.Values(others))
	rest = slices.DeleteFunc(slices.Compact(rest), func(n string) bool { return n == first })
	return append([]string{first}, rest...)
}
