// Package install installs the product on a control plane as a user would:
// packages are in a registry, and one object names the Configuration.
package install

import (
	"context"
	"fmt"
	"os/exec"
	"runtime"
	"slices"
	"strings"
	"time"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"

	"github.com/xplatform-dev/xplatform/tools/controlplane/internal/apply"
	"github.com/xplatform-dev/xplatform/tools/controlplane/internal/options"
	"github.com/xplatform-dev/xplatform/tools/controlplane/internal/registry"
)

// mirror redirects pulls of packages to the registry of the control plane,
// under their usual names.
const mirror = `apiVersion: pkg.crossplane.io/v1beta1
kind: ImageConfig
metadata: {name: mirror-%d}
spec:
  matchImages: [{type: Prefix, prefix: %s/}]
  rewriteImage: {prefix: %s/}
`

const configuration = `apiVersion: pkg.crossplane.io/v1
kind: Configuration
metadata: {name: xplatform}
spec: {package: %s/%s/configuration-xplatform:%s}
`

// PushPackages pushes the product's packages with the crossplane CLI.
func PushPackages(ctx context.Context, o options.Options) error {
	cmd := exec.CommandContext(ctx, o.Binary("xplatform-package"), "push",
		"--crossplane="+o.Binary("crossplane"), "--source="+o.Source, "--out="+o.Packages, "--architectures="+runtime.GOARCH,
		"--registry="+registry.Address, "--organisation="+o.Organisation, "--version="+o.Version)
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("cannot push packages: %w: %s", err, strings.TrimSpace(string(out)))
	}
	return nil
}

// Configuration applies the Configuration, whose dependencies Crossplane
// installs.
func Configuration(ctx context.Context, c *apply.Client, o options.Options) error {
	host, _, _ := strings.Cut(providers, "/")
	hosts := []string{host, o.Registry}
	slices.Sort(hosts)
	for i, from := range slices.Compact(hosts) {
		if err := c.Documents(ctx, fmt.Appendf(nil, mirror, i, from, registry.Address)); err != nil {
			return err
		}
	}
	return c.Documents(ctx, fmt.Appendf(nil, configuration, o.Registry, o.Organisation, o.Version))
}

// packages are kinds of packages, and kinds that packages install, with the
// condition that says that they are ready for use.
var packages = []struct{ group, version, resource, condition string }{
	{"pkg.crossplane.io", "v1", "configurations", "Healthy"},
	{"pkg.crossplane.io", "v1", "functions", "Healthy"},
	{"pkg.crossplane.io", "v1", "providers", "Healthy"},
	{"apiextensions.crossplane.io", "v2", "compositeresourcedefinitions", "Established"},
}

// Await waits until all of them are ready for use. A kind with claims also
// requires that these are served.
func Await(ctx context.Context, c *apply.Client, limit time.Duration) error {
	return apply.Until(ctx, limit, func() error {
		for _, p := range packages {
			list, err := c.Resource(schema.GroupVersionResource{Group: p.group, Version: p.version, Resource: p.resource}).List(ctx, metav1.ListOptions{})
			if err != nil {
				return fmt.Errorf("cannot list %s: %w", p.resource, err)
			}
			if len(list.Items) == 0 {
				return fmt.Errorf("cannot find any %s", p.resource)
			}
			for _, o := range list.Items {
				if err := requireCondition(&o, p.condition); err != nil {
					return err
				}
				if _, offers, _ := unstructured.NestedMap(o.Object, "spec", "claimNames"); !offers {
					continue
				}
				if err := requireCondition(&o, "Offered"); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

// requireCondition returns an error if an object's condition is not true.
func requireCondition(o *unstructured.Unstructured, condition string) error {
	conditions, _, _ := unstructured.NestedSlice(o.Object, "status", "conditions")
	for _, item := range conditions {
		if c, _ := item.(map[string]any); c["type"] == condition {
			if c["status"] == "True" {
				return nil
			}
			return fmt.Errorf("%s %s is not %s: %v", o.GetKind(), o.GetName(), condition, c["message"])
		}
	}
	return fmt.Errorf("%s %s is not %s yet", o.GetKind(), o.GetName(), condition)
}
