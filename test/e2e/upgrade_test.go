package e2e

import (
	"fmt"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

// replaced contains the keys of resources that this version replaces or deletes
// without a change of the claim, with the reason. The changelog names them,
// too.
var replaced = map[string]string{}

// TestUpgrade upgrades the packages from the version before this one, with a
// platform that uses all features. The Configuration upgrades its functions,
// and no resource of the platform is replaced or deleted. It leaves the control
// plane at this version, for all other tests.
func TestUpgrade(t *testing.T) {
	p := connect(t)
	previous, version := os.Getenv("XPLATFORM_PREVIOUS"), os.Getenv("XPLATFORM_VERSION")
	if previous == "" {
		t.Skip("XPLATFORM_PREVIOUS names no directory with the source of the installed version: run make e2e")
	}
	f := p.claim(filepath.Join(previous, "examples", "farmers", "claim.yaml"), p.namespace("upgraded"), "upgraded")
	f.set(false, "deletionProtection")
	f.ready(long, "the platform becomes ready under the previous version")
	before, aws := f.snapshot(), f.aws(f.composite())

	f.upgrade(version)
	f.answered("the functions of this version answer")
	f.ready(long, "the platform is ready under this version")
	now := f.snapshot()
	t.Logf("changes of this version to an existing platform:\n%s", strings.Join(append(changed(before, now), "nothing else"), "\n"))
	f.kept(before, aws)

	f.set(map[string]any{"after": "upgrade"}, "tags")
	f.await(long, "a change of the claim takes effect", func() string { return untagged(f.resources(), "after", "upgrade") })
	f.ready(long, "the platform is ready")
	f.kept(before, aws)
	p.emptied(f.delete())
}

// untagged returns a message about a resource that has tags, but not the given
// one. A task definition that no service runs any more is unchanged.
func untagged(now moment, tag, value string) string {
	runs := map[string]bool{}
	for _, o := range now {
		runs[at(o, "status", "atProvider", "taskDefinition")] = true
	}
	for key, o := range now {
		tags, _, _ := unstructured.NestedStringMap(o.Object, "spec", "forProvider", "tags")
		if tags == nil || o.GetKind() == "TaskDefinition" && !runs[at(o, "status", "atProvider", "arn")] {
			continue
		}
		if tags[tag] != value {
			return fmt.Sprintf("%s has the tag %s=%q", key, tag, tags[tag])
		}
	}
	return ""
}

// upgrade sets another version of the Configuration, as a user does.
func (p *plane) upgrade(version string) {
	p.t.Helper()
	from := repository(p.get(configurations, "", "xplatform"))
	_, organisation, _ := strings.Cut(path.Dir(from), "/")
	p.push(organisation, version)
	p.apply(configurations, object(p.t, `{apiVersion: pkg.crossplane.io/v1, kind: Configuration, metadata: {name: xplatform}}`,
		func(o map[string]any) { o["spec"] = map[string]any{"package": from + ":" + version} }))
	p.await(long, "the Configuration is upgraded", func() string { return notInstalled(p.get(configurations, "", "xplatform"), version) })
	p.await(long, "the functions are upgraded, and none of the previous version runs", func() string { return p.notRunning(version) })
}

// kept fails if a resource of a platform, or one in AWS, is lost and is no
// exception.
func (f *platform) kept(before snapshot, aws []awsResource) {
	f.t.Helper()
	before = maps.Clone(before)
	for key := range replaced {
		name := before[key].Name
		aws = slices.DeleteFunc(slices.Clone(aws), func(r awsResource) bool { return r.Object == name })
		delete(before, key)
	}
	for _, said := range append(lost(before, f.snapshot()), awsLost(aws, f.aws(f.composite()))...) {
		f.t.Error(said)
	}
}
