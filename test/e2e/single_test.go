package e2e

import (
	"fmt"
	"strings"
	"testing"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
)

// singleFunction composes all parts in one call.
const singleFunction = "function-xplatform"

// TestMovesBetweenCompositions moves a live platform of each family from four
// functions to one, and back. No resource is replaced, renamed or deleted, and
// changes take effect either way.
func TestMovesBetweenCompositions(t *testing.T) {
	cases := map[string]struct {
		kind          schema.GroupVersionResource
		example       string
		field         []string
		usual, single string
	}{
		"Claim":      {claims, "farmers/claim.yaml", []string{"compositionRef"}, "xplatforms.xplatform.dev", "single.xplatforms.xplatform.dev"},
		"Namespaced": {namespaced, "minimal/claim.yaml", []string{"crossplane", "compositionRef"}, "platforms.m.xplatform.dev", "single.platforms.m.xplatform.dev"},
	}
	for title, tc := range cases {
		t.Run(title, func(t *testing.T) {
			p := connect(t)
			f := p.example(tc.example, p.namespace("moved-"+strings.ToLower(title)), "moved")
			f.kind = tc.kind
			f.o.SetAPIVersion(tc.kind.GroupVersion().String())
			f.set(false, "deletionProtection")
			f.ready(long, "the platform becomes ready")
			if got := f.composedBy(tc.field); got != tc.usual {
				t.Errorf("by default it is composed by %q, want %q", got, tc.usual)
			}
			before, aws := f.snapshot(), f.aws(f.composite())
			for i, composition := range []string{tc.single, tc.usual} {
				f.set(map[string]any{"name": composition}, tc.field...)
				f.await(long, "the composite has Composition "+composition, func() string { return differs(f.composedBy(tc.field), composition) })
				f.awaitComposition()
				f.ready(long, "the platform is ready")
				f.kept(before, aws)
				calls, tag := f.calls(singleFunction), fmt.Sprintf("move-%d", i)
				f.set(map[string]any{"after": tag}, "tags")
				f.await(long, "a change takes effect", func() string { return untagged(f.resources(), "after", tag) })
				f.ready(long, "the platform is ready")
				if called := f.calls(singleFunction) > calls; called != (composition == tc.single) {
					t.Errorf("by Composition %s, %s was called: %t", composition, singleFunction, called)
				}
				f.kept(before, aws)
			}
			p.emptied(f.delete())
		})
	}
}

// composedBy returns the name of the Composition that the composite refers to.
func (f *platform) composedBy(field []string) string {
	f.t.Helper()
	composite := f.composed()
	if composite == nil {
		return ""
	}
	name, _, _ := unstructured.NestedString(composite.Object, append(append([]string{"spec"}, field...), "name")...)
	return name
}

// calls returns how often a function has answered.
func (f *platform) calls(function string) int {
	f.t.Helper()
	o := f.installed()[function]
	if o == nil {
		f.t.Fatalf("%s is not installed", function)
	}
	return f.metric("function_run_function_response_total", `function_name="`+o.GetName()+`"`, `grpc_code="OK"`)
}

func differs(got, want string) string {
	if got != want {
		return fmt.Sprintf("it is %q", got)
	}
	return ""
}
