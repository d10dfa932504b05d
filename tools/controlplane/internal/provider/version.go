package provider

import (
	"fmt"
	"os"
	"regexp"
	"slices"
)

var required = regexp.MustCompile(`(?m)^\s*github\.com/upbound/provider-aws/v2 (v\S+)`)

// Versions returns the versions of the provider's types that the functions are
// compiled against, from the go.mod of several versions of the product.
func Versions(goMods ...string) ([]string, error) {
	var versions []string
	for _, path := range goMods {
		data, err := os.ReadFile(path)
		if err != nil {
			return nil, fmt.Errorf("cannot read the provider's version: %w", err)
		}
		m := required.FindSubmatch(data)
		if m == nil {
			return nil, fmt.Errorf("cannot find the provider's version: %s does not require it", path)
		}
		if version := string(m[1]); !slices.Contains(versions, version) {
			versions = append(versions, version)
		}
	}
	return versions, nil
}
