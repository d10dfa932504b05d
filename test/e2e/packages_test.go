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

// list returns all objects of a kind.
func (p *plane) list(r schema.GroupVersionResource) []unstructured.Unstructured {
	p.t.Helper()
	var all *unstructured.UnstructuredList
	p.answer("list "+r.Resource, func() (err error) {
		all, err = p.client.Resource(r).List(p.ctx, metav1.ListOptions{})
		return err
	})
	return all.Items
}

// repository returns the repository of a package.
func repository(o *unstructured.Unstructured) string {
	reference, _, _ := unstructured.NestedString(o.Object, "spec", "package")
	return reference[:strings.LastIndex(reference, ":")]
}

// installed returns the Functions of this source, by the names of their
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

// notInstalled returns why a package is not healthy at a version.
func notInstalled(o *unstructured.Unstructured, version string) string {
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

// notRunning returns why the running functions are not exactly those of a
// version.
func (p *plane) notRunning(version string) string {
	p.t.Helper()
	wanted := map[string]bool{}
	for name, f := range p.installed() {
		if why := notInstalled(f, version); why != "" {
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

// deploymentsOf returns the Deployments that Crossplane creates for packages,
// which have a label.
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

// answered waits until each function has answered another call for a platform,
// which Crossplane makes after an apply.
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
	// gRPC resolves the address of a function again after 30 seconds at most.
	f.await(long, reason, func() string {
		for name, count := range answers() {
			if count == before[name] {
				return name + " has not answered"
			}
		}
		return ""
	})
}
