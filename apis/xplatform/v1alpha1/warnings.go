package v1alpha1

import (
	"fmt"
	"maps"
	"net/netip"
	"slices"

	"k8s.io/apimachinery/pkg/util/validation/field"
)

// Warnings returns the settings of a valid spec that will probably not work, each
// with its path and a way out. They are no faults: AWS accepts them, and what they
// lack, such as a route, may exist outside the platform. Lists of a decoded
// spec are sorted, so that services and sidecars are told by their names.
func Warnings(s *PlatformSpec) []string {
	root := field.NewPath(rootPath)
	var out []string
	if s.Edge != nil && s.Edge.Domain != nil {
		out = append(out, warnZone(s.Edge.Domain, root.Child("edge", "domain", "alternativeNames"))...)
	}
	if n := s.Network; n.Existing != nil || n.NAT.Mode != NATNone {
		return out
	}
	for i := range s.Services {
		service, at := &s.Services[i], root.Child("services").Key(s.Services[i].Name)
		if service.Image == "" {
			continue
		}
		if service.Exec && !slices.Contains(s.Network.Endpoints, "kms") {
			out = append(out, warn(at.Child("exec"), "shells are encrypted with a KMS key, which tasks do not reach without NAT: add kms to network.endpoints"))
		}
		if s.Network.IPFamily == IPFamilyIPv4 {
			out = append(out, warnUnreachable(s, service, at)...)
		}
	}
	return out
}

func warn(path *field.Path, format string, args ...any) string {
	return fmt.Sprintf("%s: %s", path, fmt.Sprintf(format, args...))
}

// warnZone tells names apart that only the registry of a top-level domain could
// have in one hosted zone.
func warnZone(d *DomainSpec, path *field.Path) []string {
	var out []string
	for _, n := range d.AlternativeNames {
		if shared := sharedLabels(n, d.Name); len(shared) == 1 {
			out = append(out, warn(path, "%s and %s are in one hosted zone only if that is the zone of all of %s: the certificate is not issued before each name is in zone %s", n, d.Name, shared[0], d.HostedZoneID))
		}
	}
	return out
}

// noWay ends all warnings of what tasks cannot reach.
const noWay = "and nat.mode None with ipFamily IPv4 leaves tasks no way there"

// warnUnreachable names what a service's tasks need and the network does not lead
// to: over endpoints they reach AWS services of their own region, and nothing else.
// https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html
func warnUnreachable(s *PlatformSpec, service *ServiceSpec, at *field.Path) []string {
	out := warnContainer(s.Region, service.Image, service.Secrets, at)
	for i := range service.Sidecars {
		side := &service.Sidecars[i]
		out = append(out, warnContainer(s.Region, side.Image, side.Secrets, at.Child("sidecars").Key(side.Name))...)
	}
	for i, e := range service.Egress {
		p, err := netip.ParsePrefix(e.CIDR)
		if err == nil && !p.Addr().IsPrivate() && p.Bits() > 0 && !inVPC(s, p) {
			out = append(out, warn(at.Child("egress").Index(i).Child("cidr"), "%s is outside the network, %s: choose another nat.mode, or remove it", e.CIDR, noWay))
		}
	}
	return out
}

// inVPC reports whether a block lies in the platform's VPC.
func inVPC(s *PlatformSpec, p netip.Prefix) bool {
	vpc, err := netip.ParsePrefix(s.Network.CIDR)
	return err == nil && vpc.Contains(p.Addr())
}

func warnContainer(region, image string, secrets map[string]SecretARN, at *field.Path) []string {
	var out []string
	if e, ok := ParseECR(image); !ok || e.Region != region {
		out = append(out, warn(at.Child("image"), "%s is not in ECR of %s, %s: copy it there (a pull-through cache does), or choose another nat.mode", image, region, noWay))
	}
	for _, variable := range slices.Sorted(maps.Keys(secrets)) {
		if a, ok := parseARN(secrets[variable]); ok && a.Region != region {
			out = append(out, warn(at.Child("secrets").Key(variable), "the secret is in %s, %s: replicate it to %s, or choose another nat.mode", a.Region, noWay, region))
		}
	}
	return out
}
