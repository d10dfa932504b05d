package e2e

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/client-go/discovery"
	"k8s.io/client-go/dynamic"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/clientcmd"
	"sigs.k8s.io/yaml"

	"github.com/xplatform-dev/xplatform/internal/simulatedaws"
)

var (
	claims     = schema.GroupVersionResource{Group: "xplatform.dev", Version: "v1alpha1", Resource: "platforms"}
	composites = schema.GroupVersionResource{Group: "xplatform.dev", Version: "v1alpha1", Resource: "xplatforms"}
	namespaced = schema.GroupVersionResource{Group: "m.xplatform.dev", Version: "v1alpha1", Resource: "platforms"}
	secrets    = schema.GroupVersionResource{Version: "v1", Resource: "secrets"}
	configMaps = schema.GroupVersionResource{Version: "v1", Resource: "configmaps"}
	namespaces = schema.GroupVersionResource{Version: "v1", Resource: "namespaces"}
)

// A plane is a running control plane.
type plane struct {
	t         *testing.T
	ctx       context.Context
	dir       string
	client    dynamic.Interface
	discovery discovery.DiscoveryInterface
}

func connect(t *testing.T) *plane {
	t.Helper()
	dir := os.Getenv("XPLATFORM_PLANE")
	if dir == "" {
		t.Skip("XPLATFORM_PLANE names no control plane: run make e2e")
	}
	kinds, err := discovery.NewDiscoveryClientForConfig(config(t, dir))
	if err != nil {
		t.Fatal(err)
	}
	return &plane{t: t, ctx: t.Context(), dir: dir, client: client(t, dir, rest.ImpersonationConfig{}), discovery: kinds}
}

// config returns the client configuration of an administrator.
func config(t *testing.T, dir string) *rest.Config {
	t.Helper()
	config, err := clientcmd.BuildConfigFromFlags("", filepath.Join(dir, "kubeconfig"))
	if err != nil {
		t.Fatal(err)
	}
	config.QPS, config.Burst = -1, -1
	config.WarningHandler = rest.NoWarnings{}
	return config
}

// client returns the client of an administrator, or of a user whom the
// administrator impersonates.
func client(t *testing.T, dir string, as rest.ImpersonationConfig) dynamic.Interface {
	t.Helper()
	config := config(t, dir)
	config.Impersonate = as
	client, err := dynamic.NewForConfig(config)
	if err != nil {
		t.Fatal(err)
	}
	return client
}

// in returns the plane for a part of a test.
func (p *plane) in(t *testing.T) *plane {
	t.Helper()
	part := *p
	part.t, part.ctx = t, t.Context()
	return &part
}

// await calls a function until it returns "", and fails with its last result
// after the limit.
func (p *plane) await(limit time.Duration, reason string, ask func() string) {
	p.t.Helper()
	p.t.Logf("after %.1f s: %s", p.wait(limit, reason, ask).Seconds(), reason)
}

// wait does the same without a log, and returns the duration.
func (p *plane) wait(limit time.Duration, reason string, ask func() string) time.Duration {
	p.t.Helper()
	for start := time.Now(); ; time.Sleep(pause) {
		answer := ask()
		if answer == "" {
			return time.Since(start)
		}
		if time.Since(start) > limit {
			p.t.Fatalf("%s: not after %s: %s", reason, limit, answer)
		}
	}
}

// apply applies an object by server-side apply, as kubectl does.
func (p *plane) apply(r schema.GroupVersionResource, o *unstructured.Unstructured) {
	p.t.Helper()
	options := metav1.ApplyOptions{FieldManager: "e2e", Force: true}
	p.answer("apply "+o.GetKind()+" "+o.GetName(), func() error {
		_, err := p.client.Resource(r).Namespace(o.GetNamespace()).Apply(p.ctx, o.GetName(), o, options)
		return err
	})
}

// get returns an object, or nil if it does not exist.
func (p *plane) get(r schema.GroupVersionResource, namespace, name string) *unstructured.Unstructured {
	p.t.Helper()
	var o *unstructured.Unstructured
	p.answer("get "+r.Resource+" "+name, func() (err error) {
		if o, err = p.client.Resource(r).Namespace(namespace).Get(p.ctx, name, metav1.GetOptions{}); apierrors.IsNotFound(err) {
			o, err = nil, nil
		}
		return err
	})
	return o
}

func (p *plane) remove(r schema.GroupVersionResource, namespace, name string) {
	p.t.Helper()
	if err := p.client.Resource(r).Namespace(namespace).Delete(p.ctx, name, metav1.DeleteOptions{}); err != nil {
		p.t.Fatalf("cannot delete %s %s: %v", r.Resource, name, err)
	}
}

// order configures a failure of the simulated AWS, and returns a function that
// ends it.
func (p *plane) order(what, how string) (lift func()) {
	p.t.Helper()
	tell := func(data map[string]any) {
		p.t.Helper()
		p.apply(configMaps, object(p.t, `{apiVersion: v1, kind: ConfigMap, metadata: {name: simulated-aws, namespace: crossplane-system}}`,
			func(o map[string]any) { o["data"] = data }))
	}
	tell(map[string]any{what: how})
	return func() { tell(map[string]any{}) }
}

// aws returns the resources of a composite in the simulated AWS.
func (p *plane) aws(composite string) []simulatedaws.Resource {
	p.t.Helper()
	data, err := os.ReadFile(filepath.Join(p.dir, "aws.json"))
	if err != nil {
		p.t.Fatal(err)
	}
	var all, own []simulatedaws.Resource
	if err := json.Unmarshal(data, &all); err != nil {
		p.t.Fatal(err)
	}
	for _, r := range all {
		_, name, found := strings.Cut(r.Object, "/")
		if !found {
			name = r.Object
		}
		if strings.HasPrefix(name, composite+"-") {
			own = append(own, r)
		}
	}
	return own
}

// emptied waits until no resource of a composite exists in the simulated AWS.
func (p *plane) emptied(composite string) {
	p.t.Helper()
	p.await(soon, "AWS has no resources of the platform any more", func() string {
		if left := p.aws(composite); len(left) > 0 {
			return fmt.Sprintf("it has %v", left)
		}
		return ""
	})
}

// object reads an object and changes it.
func object(t *testing.T, document string, change func(map[string]any)) *unstructured.Unstructured {
	t.Helper()
	o := &unstructured.Unstructured{}
	if err := yaml.Unmarshal([]byte(document), &o.Object); err != nil {
		t.Fatal(err)
	}
	if change != nil {
		change(o.Object)
	}
	return o
}
