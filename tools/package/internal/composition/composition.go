// Package composition reads the functions that a Composition calls, and
// replaces them by those of another organisation.
package composition

import (
	"fmt"
	"strings"

	"sigs.k8s.io/yaml"
)

// base is the prefix of the names of this project's functions, in any
// organisation.
const base = "function-xplatform"

// maxName is the maximum length of the name of a package that Crossplane
// installs: it truncates longer ones.
const maxName = 63

// InstalledName returns the name under which Crossplane installs a dependency:
// its repository as a DNS label.
// https://github.com/crossplane/crossplane/blob/v2.2.1/internal/xpkg/name.go#L86
func InstalledName(organisation, function string) (string, error) {
	repository := organisation + "/" + function
	if len(repository) > maxName {
		return "", fmt.Errorf("cannot package %s for organisation %q: Crossplane cuts the name of a package after %d characters, "+
			"and the Composition would call a function that is not there; an organisation may have up to %d characters, this one has %d",
			function, organisation, maxName, maxName-len(function)-1, len(organisation))
	}
	return strings.Trim(strings.Map(labelCharacter, repository), "-"), nil
}

// labelCharacter returns the character of a label for one of a repository's path, as
// Crossplane does: invalid characters are removed.
func labelCharacter(r rune) rune {
	switch {
	case 'a' <= r && r <= 'z', '0' <= r && r <= '9':
		return r
	case strings.ContainsRune("./:-", r):
		return '-'
	default:
		return -1
	}
}

// Rewrite replaces the functions in a Composition by those of an organisation,
// and returns their names without it, in the order of the pipeline.
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
		installed, err := InstalledName(organisation, function)
		if err != nil {
			return nil, nil, err
		}
		ref["name"] = installed
		functions = append(functions, function)
	}
	out, err := yaml.Marshal(composition)
	return out, functions, err
}
