package plan

import (
	"slices"
	"strings"
)

// URL is where the platform is reached: under its domain, else under the load
// balancer's own name, which may not be known yet.
func (p Platform) URL(dnsName string) string {
	if host := p.Host(dnsName); host != "" {
		return "https://" + host
	}
	return ""
}

// Host returns the first name of the domain without a wildcard, or else the DNS name of
// the load balancer.
func (p Platform) Host(dnsName string) string {
	if d := p.Spec.Edge.Domain; d != nil {
		if host := FirstLiteral(CertificateNames(d.Name, d.AlternativeNames)); host != "" {
			return host
		}
	}
	return dnsName
}

// FirstLiteral is the first name without a wildcard, or empty.
func FirstLiteral(names []string) string {
	i := slices.IndexFunc(names, func(n string) bool { return !strings.ContainsAny(n, "*?") })
	if i < 0 {
		return ""
	}
	return names[i]
}

// CertificateNames are the names of a certificate, the first one first. The
// order of the others has no meaning, and none stands twice.
func CertificateNames(first string, others []string) []string {
	rest := slices.Sorted(slices.Values(others))
	rest = slices.DeleteFunc(slices.Compact(rest), func(n string) bool { return n == first })
	return append([]string{first}, rest...)
}
