package provider

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"sigs.k8s.io/yaml"
)

// InUse reads from the activation policies of several versions of the product
// which kinds are in use, by the service whose package holds them. Kinds are
// named like their CRDs.
func InUse(policies ...string) (map[string][]string, error) {
	services := map[string][]string{}
	for _, policy := range policies {
		data, err := os.ReadFile(policy)
		if err != nil {
			return nil, fmt.Errorf("cannot read the kinds in use: %w", err)
		}
		var p struct {
			Spec struct {
				Activate []string `json:"activate"`
			} `json:"spec"`
		}
		if err := yaml.Unmarshal(data, &p); err != nil {
			return nil, fmt.Errorf("cannot read the kinds in use: %w", err)
		}
		for _, crd := range p.Spec.Activate {
			_, group, _ := strings.Cut(crd, ".")
			service, _, found := strings.Cut(group, ".")
			if !found {
				return nil, fmt.Errorf("cannot read the kinds in use from %s: %q is no kind of the provider", policy, crd)
			}
			if !slices.Contains(services[service], crd) {
				services[service] = append(services[service], crd)
			}
		}
	}
	return services, nil
}

// CRDs reads CRDs from a directory of the provider's source, each reduced to
// its newest version.
func CRDs(dir string, names []string) ([][]byte, error) {
	crds := make([][]byte, 0, len(names))
	for _, name := range names {
		data, err := os.ReadFile(File(dir, name))
		if err != nil {
			return nil, fmt.Errorf("cannot read CRD: %w", err)
		}
		crd, err := newest(data)
		if err != nil {
			return nil, fmt.Errorf("cannot read CRD of %s: %w", name, err)
		}
		crds = append(crds, crd)
	}
	return crds, nil
}

// File returns the path of a CRD in a directory of the provider's source.
func File(dir, name string) string {
	plural, group, _ := strings.Cut(name, ".")
	return filepath.Join(dir, group+"_"+plural+".yaml")
}

// newest removes all versions of a CRD but the newest, which becomes the
// storage version. The others require a conversion webhook, which the real
// provider has and a stand-in has not; the functions emit the newest.
func newest(data []byte) ([]byte, error) {
	var crd map[string]any
	if err := yaml.Unmarshal(data, &crd); err != nil {
		return nil, err
	}
	spec, _ := crd["spec"].(map[string]any)
	versions, _ := spec["versions"].([]any)
	if len(versions) == 0 {
		return nil, fmt.Errorf("it has no versions")
	}
	last, _ := versions[len(versions)-1].(map[string]any)
	last["storage"] = true
	Silence(last["schema"])
	spec["versions"] = []any{last}
	delete(spec, "conversion")
	return yaml.Marshal(crd)
}

// Silence removes the descriptions of a schema. They are most of its size, and
// every component of the control plane would hold them in memory.
func Silence(schema any) {
	switch s := schema.(type) {
	case map[string]any:
		if _, ok := s["description"].(string); ok {
			delete(s, "description")
		}
		for _, v := range s {
			Silence(v)
		}
	case []any:
		for _, v := range s {
			Silence(v)
		}
	}
}
