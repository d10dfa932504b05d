package e2e

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
)

// nextVersion is the version that the packages are upgraded to.
const nextVersion = "v0.0.1"

// TestUpgrade upgrades the packages under a platform. The Configuration brings
// its functions, and nothing of the platform is replaced or deleted.
func TestUpgrade(t *testing.T) {
	p := connect(t)
	next := os.Getenv("XPLATFORM_NEXT")
	if next == "" {
		t.Skip("XPLATFORM_NEXT names no folder with packages of the next version: run make e2e")
	}
	f := p.example("minimal/claim.yaml", p.namespace("upgraded"), "upgraded")
	f.set(false, "deletionProtection")
	f.ready(long, "the platform becomes ready")
	before, aws := f.identities(), p.aws(f.composite())

	p.push(next)
	p.apply(packageOf("configurations"), object(t, `{apiVersion: pkg.crossplane.io/v1, kind: Configuration, metadata: {name: xplatform}}`,
		func(o map[string]any) {
			o["spec"] = map[string]any{"package": "xpkg.crossplane.io/xplatform-dev/configuration-xplatform:" + nextVersion}
		}))
	p.await(long, "the Configuration is upgraded", func() string { return p.at("configurations", "xplatform", nextVersion) })
	for _, name := range []string{"network", "edge", "data", "compute"} {
		p.await(long, name+" is upgraded", func() string {
			return p.at("functions", "xplatform-dev-function-xplatform-"+name, nextVersion)
		})
	}
	f.set(map[string]any{"after": "upgrade"}, "tags")
	f.await(long, "the functions of the next version answer", func() string {
		for key, o := range f.resources() {
			if tags, _, _ := unstructured.NestedStringMap(o.Object, "spec", "forProvider", "tags"); tags != nil && tags["after"] == "" {
				return key + " has no tag"
			}
		}
		return ""
	})
	f.ready(long, "the platform is ready")
	f.unchanged(before)
	gone := func(r awsResource) bool {
		return !slices.ContainsFunc(p.aws(f.composite()), func(now awsResource) bool { return now.Kind == r.Kind && now.ID == r.ID })
	}
	if slices.ContainsFunc(aws, gone) {
		t.Error("AWS has lost something")
	}
	f.delete()
}

func packageOf(resource string) schema.GroupVersionResource {
	return schema.GroupVersionResource{Group: "pkg.crossplane.io", Version: "v1", Resource: resource}
}

// push pushes packages to the control plane's registry.
func (p *plane) push(folder string) {
	p.t.Helper()
	registry, err := os.ReadFile(filepath.Join(p.dir, "registry.address"))
	if err != nil {
		p.t.Fatal(err)
	}
	bin := os.Getenv("XPLATFORM_BIN")
	out, err := exec.Command(filepath.Join(bin, "xplatform-package"), "push", "--crossplane="+filepath.Join(bin, "crossplane"),
		"--source="+filepath.Join("..", ".."), "--out="+folder, "--architectures=amd64",
		"--registry="+string(registry), "--version="+nextVersion).CombinedOutput()
	if err != nil {
		p.t.Fatalf("cannot push packages: %v: %s", err, out)
	}
}

// at says why a package is not healthy at a version.
func (p *plane) at(resource, name, version string) string {
	p.t.Helper()
	o := p.get(packageOf(resource), "", name)
	if o == nil {
		return "it is not installed"
	}
	pkg, _, _ := unstructured.NestedString(o.Object, "spec", "package")
	if status, message := condition(o, "Healthy"); status != "True" || filepath.Ext(pkg) == "" || pkg[len(pkg)-len(version):] != version {
		return fmt.Sprintf("%s, healthy is %s: %s", pkg, status, message)
	}
	return ""
}
