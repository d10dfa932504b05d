package e2e

import (
	"fmt"
	"slices"
	"strings"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

// mirror is the mirror in the examples, and public the registry that it
// mirrors.
const (
	mirror = "registry.example.org/mirror/"
	public = "xpkg.crossplane.io/"
)

var providers = packageOf("providers")

// names checks the names under which Crossplane installed the packages: with
// others there would be a second copy, or a disruption budget without effect.
func names(p *plane, all []*unstructured.Unstructured) {
	configuration := ofKind(all, "Configuration")[0]
	if want, got := repository(p.get(configurations, "", configuration.GetName())), repository(configuration); got != want {
		p.t.Errorf("the Configuration is %s, want %s", got, want)
	}
	for _, f := range p.installed() {
		p.runBy(all, f, "xplatform-function")
		if !slices.ContainsFunc(ofKind(all, "PodDisruptionBudget"), func(b *unstructured.Unstructured) bool {
			name, _, _ := unstructured.NestedString(b.Object, "spec", "selector", "matchLabels", "pkg.crossplane.io/function")
			return name == f.GetName()
		}) {
			p.t.Errorf("%s has no disruption budget", f.GetName())
		}
	}
	for _, provider := range p.list(providers) {
		p.runBy(all, &provider, "xplatform-provider")
	}
}

// runBy fails unless a package runs with the given runtime configuration, and
// no other.
func (p *plane) runBy(all []*unstructured.Unstructured, pkg *unstructured.Unstructured, config string) {
	p.t.Helper()
	// Crossplane compares the whole reference, with its tag.
	reference, _, _ := unstructured.NestedString(pkg.Object, "spec", "package")
	var by []string
	for _, o := range ofKind(all, "ImageConfig") {
		name, found, _ := unstructured.NestedString(o.Object, "spec", "runtime", "configRef", "name")
		if found && slices.ContainsFunc(prefixes(o), func(prefix string) bool { return strings.HasPrefix(reference, prefix) }) {
			by = append(by, name)
		}
	}
	if !slices.Equal(by, []string{config}) {
		p.t.Errorf("%s is run by %v, want %s", repository(pkg), by, config)
	}
}

func prefixes(imageConfig *unstructured.Unstructured) []string {
	images, _, _ := unstructured.NestedSlice(imageConfig.Object, "spec", "matchImages")
	all := make([]string, 0, len(images))
	for _, image := range images {
		all = append(all, fmt.Sprint(image.(map[string]any)["prefix"]))
	}
	return all
}

// mirrored checks that each prefix of a public package is accompanied by the
// one under which Crossplane sees it when it is pulled from the mirror. Without
// it, packages would neither be verified nor run with their configuration.
func mirrored(p *plane, all []*unstructured.Unstructured) {
	for _, o := range ofKind(all, "ImageConfig") {
		if to, rewrites, _ := unstructured.NestedString(o.Object, "spec", "rewriteImage", "prefix"); rewrites {
			if to != mirror || !slices.Equal(prefixes(o), []string{public}) {
				p.t.Errorf("%s mirrors %v at %s", o.GetName(), prefixes(o), to)
			}
			continue
		}
		for _, prefix := range prefixes(o) {
			if rest, found := strings.CutPrefix(prefix, public); found && !slices.Contains(prefixes(o), mirror+rest) {
				p.t.Errorf("%s does not contain %s", o.GetName(), mirror+rest)
			}
		}
	}
}
