package v1alpha1

import (
	"fmt"
	"net/netip"
	"slices"
	"strings"

	"k8s.io/apimachinery/pkg/util/validation/field"
)

func validateEdge(s *PlatformSpec, path *field.Path) field.ErrorList {
	e := s.Edge
	if e == nil {
		return validateNoEdge(s)
	}
	faults := validateCertificates(e, path)
	if e.Domain != nil {
		faults = append(faults, validateDomain(e.Domain, path.Child("domain"))...)
	}
	faults = append(faults, validateTargetGroups(s)...)
	faults = append(faults, validatePorts(s)...)
	faults = append(faults, validateAllowedCount(e.AllowedCIDRs, path.Child("allowedCidrs"))...)
	for i, c := range e.AllowedCIDRs {
		if f := validateAllowed(c, path.Child("allowedCidrs").Index(i)); f != nil {
			faults = append(faults, f)
		}
	}
	if strings.HasPrefix(s.Region, "cn-") && e.AccessLogs.Enabled && e.AccessLogs.Bucket == "" {
		faults = append(faults, field.Required(path.Child("accessLogs", "bucket"),
			"set your own bucket, or enabled: false: load balancers in China regions write logs as another principal, which the platform's own bucket does not allow"))
	}
	if strings.Contains(e.AccessLogs.Prefix, "AWSLogs") {
		faults = append(faults, field.Invalid(path.Child("accessLogs", "prefix"), e.AccessLogs.Prefix,
			"must not contain AWSLogs: the load balancer appends it to the prefix itself"))
	}
	return append(faults, validateBucket(e.AccessLogs.Bucket, path.Child("accessLogs", "bucket"))...)
}

// validateNoEdge faults routes that nothing would route.
func validateNoEdge(s *PlatformSpec) field.ErrorList {
	var faults field.ErrorList
	for i := range s.Services {
		at := field.NewPath("spec", "services").Index(i)
		for what, list := range map[string][]string{"hosts": s.Services[i].Hosts, "paths": s.Services[i].Paths} {
			if len(list) > 0 {
				faults = append(faults, field.Invalid(at.Child(what), list, "routes require a load balancer: add spec.edge or remove "+what))
			}
		}
	}
	slices.SortFunc(faults, func(a, b *field.Error) int { return strings.Compare(a.Field, b.Field) })
	return faults
}

func validateCertificates(e *EdgeSpec, path *field.Path) field.ErrorList {
	var faults field.ErrorList
	switch {
	case e.CertificateARN == "" && e.Domain == nil:
		faults = append(faults, field.Required(path, "give certificateArn (a certificate you have) or domain (one that the platform requests)"))
	case e.CertificateARN != "" && e.Domain != nil:
		faults = append(faults, field.Invalid(path, e.CertificateARN, "set certificateArn or domain, not both: additional certificates go into certificateArns"))
	}
	for i, arn := range e.CertificateARNs {
		at := path.Child("certificateArns").Index(i)
		if arn == e.CertificateARN || slices.Contains(e.CertificateARNs[:i], arn) {
			faults = append(faults, field.Duplicate(at, arn))
		}
	}
	return faults
}

// maxTargetGroups is how many target groups a load balancer has. AWS does not
// raise it.
// https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html
const maxTargetGroups = 100

// validateTargetGroups checks that the load balancer has a target group for each
// service that it sends requests to.
func validateTargetGroups(s *PlatformSpec) field.ErrorList {
	routed := 0
	for i := range s.Services {
		if len(s.Services[i].Paths)+len(s.Services[i].Hosts) > 0 {
			routed++
		}
	}
	if routed <= maxTargetGroups {
		return nil
	}
	return field.ErrorList{field.Invalid(field.NewPath("spec", "services"), routed, fmt.Sprintf(
		"services with paths or hosts have a target group each, and a load balancer has %d, which is not adjustable: remove paths and hosts from %d of them, or move those to another platform",
		maxTargetGroups, routed-maxTargetGroups))}
}

// MaxGroupRules is how many rules a security group has by default, for each
// direction and address family.
// https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html
const MaxGroupRules = 60

// maxAllowed is how many blocks of one family can be admitted: each is a rule for
// each of the two ports.
const maxAllowed = MaxGroupRules / 2

// ReachedByGroup reports whether the load balancer is let out to the tasks of
// each service by their security group, a rule each. Where services become too
// many for that, all are reached by the blocks of the private subnets, for which
// services with one port share their rules.
//
// They go over port by port, so there has to be room for the blocks of one port
// beside the rules by group. Services that are reached by group already stay so
// for as long as their rules fit at all, and so do those whose ports are too many
// for blocks.
func (s *PlatformSpec) ReachedByGroup(already bool) bool {
	rules := s.egressRules(func(service *ServiceSpec) bool { return service.Image != "" })
	if !already && s.blockRules() <= MaxGroupRules {
		rules += len(s.Zones)
	}
	return rules <= MaxGroupRules
}

// blockRules is how many rules let the load balancer out by block alone.
func (s *PlatformSpec) blockRules() int {
	return s.egressRules(func(*ServiceSpec) bool { return false })
}

// egressRules is how many rules let the load balancer out, where some services
// are reached by their group.
func (s *PlatformSpec) egressRules(byGroup func(*ServiceSpec) bool) int {
	groups, ports := 0, map[int64]bool{}
	for i := range s.Services {
		switch service := &s.Services[i]; {
		case len(service.Paths)+len(service.Hosts) == 0:
		case byGroup(service):
			groups++
		default:
			ports[service.Port] = true
		}
	}
	return groups + len(ports)*len(s.Zones)
}

// validatePorts checks that the load balancer can be let out to every port of
// the services in every zone.
func validatePorts(s *PlatformSpec) field.ErrorList {
	if s.ReachedByGroup(true) {
		return nil
	}
	if n := s.blockRules(); n > MaxGroupRules {
		return field.ErrorList{field.Invalid(field.NewPath("spec", "services"), n/len(s.Zones), fmt.Sprintf(
			"their ports need a rule each in every zone, %d together, and a security group has %d: use the same port for several services", n, MaxGroupRules))}
	}
	return nil
}

func validateAllowedCount(cidrs []string, path *field.Path) field.ErrorList {
	ipv6 := 0
	for _, c := range cidrs {
		if strings.Contains(c, ":") {
			ipv6++
		}
	}
	if most := max(ipv6, len(cidrs)-ipv6); most > maxAllowed {
		return field.ErrorList{field.TooMany(path, most, maxAllowed)}
	}
	return nil
}

func validateAllowed(cidr string, path *field.Path) *field.Error {
	p, err := netip.ParsePrefix(cidr)
	if err != nil {
		return field.Invalid(path, cidr, "must be an IPv4 or IPv6 CIDR block, for example 192.0.2.0/24 or 2001:db8::/32")
	}
	if canonical := p.Masked().String(); canonical != cidr {
		return field.Invalid(path, cidr, "is not in canonical form: write "+canonical)
	}
	return nil
}
