package e2e

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
)

var (
	configurations = packageOf("configurations")
	functions      = packageOf("functions")
	deployments    = schema.GroupVersionResource{Group: "apps", Version: "v1", Resource: "deployments"}
)

// The labels of a package's pods name the package, and its revision.
const (
	functionLabel = "pkg.crossplane.io/function"
	revisionLabel = "pkg.crossplane.io/revision"
)

func packageOf(resource string) schema.GroupVersionResource {
	return schema.GroupVersionResource{Group: "pkg.crossplane.io", Version: "v1", Resource: resource}
}

// list is all objects of a kind.
func (p *plane) list(r schema.GroupVersionResource) []unstructured.Unstructured {
	p.t.Helper()
	var all *unstructured.UnstructuredList
	p.answer("list "+r.Resource, func() (err error) {
		all, err = p.client.Resource(r).List(p.ctx, metav1.ListOptions{})
		return err
	})
	return all.Items
}

// repository is where a package comes from.
func repository(o *unstructured.Unstructured) string {
	reference, _, _ := unstructured.NestedString(o.Object, "spec", "package")
	return reference[:strings.LastIndex(reference, ":")]
}

// installed are the Functions that this source has, by the names of their
// packages.
func (p *plane) installed() map[string]*unstructured.Unstructured {
	p.t.Helper()
	sources, err := filepath.Glob(filepath.Join("..", "..", "cmd", "function-xplatform*"))
	if err != nil || len(sources) == 0 {
		p.t.Fatalf("cannot find functions: %v", err)
	}
	all := map[string]*unstructured.Unstructured{}
	names := make([]string, 0, len(sources))
	for _, s := range sources {
		names = append(names, filepath.Base(s))
		all[filepath.Base(s)] = nil // It may not be installed.
	}
	for _, f := range p.list(functions) {
		if name := filepath.Base(repository(&f)); slices.Contains(names, name) {
			all[name] = &f
		}
	}
	return all
}

// push pushes the packages of this version to the control plane's registry.
func (p *plane) push(organisation, version string) {
	p.t.Helper()
	registry, err := os.ReadFile(filepath.Join(p.dir, "registry.address"))
	if err != nil {
		p.t.Fatal(err)
	}
	bin := os.Getenv("XPLATFORM_BIN")
	out, err := exec.Command(filepath.Join(bin, "xplatform-package"), "push", "--crossplane="+filepath.Join(bin, "crossplane"),
		"--source="+filepath.Join("..", ".."), "--out="+os.Getenv("XPLATFORM_PACKAGES"), "--architectures="+runtime.GOARCH,
		"--registry="+string(registry), "--organisation="+organisation, "--version="+version).CombinedOutput()
	if err != nil {
		p.t.Fatalf("cannot push packages: %v: %s", err, out)
	}
}

// installed says why a package is not healthy at a version.
func installed(o *unstructured.Unstructured, version string) string {
	if o == nil {
		return "it is not installed"
	}
	if current, _, _ := unstructured.NestedString(o.Object, "status", "currentIdentifier"); !strings.HasSuffix(current, ":"+version) {
		return "it is at " + current
	}
	if status, message := condition(o, "Healthy"); status != "True" {
		return fmt.Sprintf("Healthy is %s: %s", status, message)
	}
	return ""
}

// running says why the functions that run are not those of a version, and
// nothing else.
func (p *plane) running(version string) string {
	p.t.Helper()
	wanted := map[string]bool{}
	for name, f := range p.installed() {
		if why := installed(f, version); why != "" {
			return name + ": " + why
		}
		revision, _, _ := unstructured.NestedString(f.Object, "status", "currentRevision")
		wanted[revision] = true
	}
	there := p.deploymentsOf(functionLabel)
	for _, d := range there {
		if revision := podLabels(&d)[revisionLabel]; !wanted[revision] {
			return "revision " + revision + " runs still"
		}
	}
	if len(there) != len(wanted) {
		return fmt.Sprintf("%d of %d functions run", len(there), len(wanted))
	}
	return ""
}

func podLabels(d *unstructured.Unstructured) map[string]string {
	labels, _, _ := unstructured.NestedStringMap(d.Object, "spec", "template", "metadata", "labels")
	return labels
}

// deploymentsOf are those that Crossplane makes of packages, which it labels.
func (p *plane) deploymentsOf(label string) []unstructured.Unstructured {
	p.t.Helper()
	var all []unstructured.Unstructured
	for _, d := range p.list(deployments) {
		if podLabels(&d)[label] != "" {
			all = append(all, d)
		}
	}
	return all
}

// answered waits until each function has answered Crossplane once more about a
// platform, which Crossplane asks when it is applied.
func (f *platform) answered(reason string) {
	f.t.Helper()
	answers := func() map[string]int {
		counts := map[string]int{}
		for name, o := range f.installed() {
			if name == singleFunction {
				continue // It is called by another Composition.
			}
			counts[name] = f.metric("function_run_function_response_total", `function_name="`+o.GetName()+`"`, `grpc_code="OK"`)
		}
		return counts
	}
	before := answers()
	f.apply()
	// gRPC looks for a function at another address every 30 seconds at most.
	f.await(long, reason, func() string {
		for name, count := range answers() {
			if count == before[name] {
				return name + " has not answered"
			}
		}
		return ""
	})
}
