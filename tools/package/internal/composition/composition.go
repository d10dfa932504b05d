// Package composition reads which functions a Composition calls, and has it
// call those of another organisation.
package composition

import (
	"fmt"
	"strings"

	"sigs.k8s.io/yaml"
)

// base begins the names of this project's functions, whoever publishes them.
const base = "function-xplatform-"

// InstalledName is the name under which Crossplane installs a package that
// something depends on: its repository as a DNS label.
func InstalledName(organisation, function string) string {
	return strings.NewReplacer("/", "-", ".", "-").Replace(organisation) + "-" + function
}

// Rewrite has a Composition call the functions of an organisation, and returns
// their names without it, in the order of the pipeline.
func Rewrite(document []byte, organisation string) ([]byte, []string, error) {
	var composition map[string]any
	if err := yaml.Unmarshal(document, &composition); err != nil {
		return nil, nil, fmt.Errorf("cannot read Composition: %w", err)
	}
	spec, _ := composition["spec"].(map[string]any)
	pipeline, _ := spec["pipeline"].([]any)
	var functions []string
	for i, item := range pipeline {
		step, _ := item.(map[string]any)
		ref, _ := step["functionRef"].(map[string]any)
		name, _ := ref["name"].(string)
		at := strings.Index(name, base)
		if at < 0 {
			return nil, nil, fmt.Errorf("cannot read Composition: step %d calls %q, which is no function of this project", i+1, name)
		}
		function := name[at:]
		ref["name"] = InstalledName(organisation, function)
		functions = append(functions, function)
	}
	out, err := yaml.Marshal(composition)
	return out, functions, err
}
