package metadata

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"sigs.k8s.io/yaml"
)

// Services returns the provider's packages with the kinds that a
// ManagedResourceActivationPolicy activates, such as ec2 for
// subnets.ec2.aws.upbound.io, sorted.
func Services(policy []byte) ([]string, error) {
	var p struct {
		Spec struct {
			Activate []string `json:"activate"`
		} `json:"spec"`
	}
	if err := yaml.Unmarshal(policy, &p); err != nil {
		return nil, fmt.Errorf("cannot read activation policy: %w", err)
	}
	var services []string
	for _, kind := range p.Spec.Activate {
		parts := strings.SplitN(kind, ".", 3)
		if len(parts) < 3 {
			return nil, fmt.Errorf("cannot read activation policy: %q is no kind of the provider", kind)
		}
		if !slices.Contains(services, parts[1]) {
			services = append(services, parts[1])
		}
	}
	slices.Sort(services)
	return services, nil
}

var providerVersion = regexp.MustCompile(`(?m)^\s*github\.com/upbound/provider-aws/v2 (v\S+)`)

// ProviderVersion reads the provider's version from the product's go.mod: the
// functions are compiled against the types of that version.
func ProviderVersion(goMod []byte) (string, error) {
	m := providerVersion.FindSubmatch(goMod)
	if m == nil {
		return "", errors.New("cannot find the provider's version: go.mod does not require github.com/upbound/provider-aws/v2")
	}
	return string(m[1]), nil
}

var released = regexp.MustCompile(`^v(\d+)\.\d+\.\d+$`)

// Compatible returns the constraint which a version and all later ones satisfy,
// up to the next major version: they have the fields of the types that the
// functions are compiled against. Versions that are no releases are required
// exactly.
func Compatible(version string) (string, error) {
	m := released.FindStringSubmatch(version)
	if m == nil {
		return version, nil
	}
	major, err := strconv.Atoi(m[1])
	if err != nil {
		return "", fmt.Errorf("cannot read the provider's version %s: %w", version, err)
	}
	// Crossplane treats a comma as "and", and accepts no space.
	return fmt.Sprintf(">=%s, <v%d.0.0", version, major+1), nil
}
