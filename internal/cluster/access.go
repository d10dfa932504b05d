package cluster

import (
	"cmp"
	"context"
	"fmt"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/client-go/discovery"
	"k8s.io/client-go/discovery/cached/memory"
	"k8s.io/client-go/dynamic"
	"k8s.io/client-go/metadata"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/restmapper"
	"k8s.io/client-go/tools/clientcmd"

	"github.com/xplatform-dev/xplatform/internal/version"
)

// Access says which cluster is read. Empty fields are those of kubectl.
type Access struct {
	Kubeconfig string
	Context    string
	Namespace  string
}

// requests is how many requests a second are sent at most, and at first: a platform has
// some 160 resources.
const requests = 100

// Read returns the composite and the resources of a platform. If the platform names no
// namespace, it gets that of the kubeconfig.
func (a Access) Read(ctx context.Context, platform *unstructured.Unstructured) (*Platform, error) {
	rules := clientcmd.NewDefaultClientConfigLoadingRules()
	rules.ExplicitPath = a.Kubeconfig
	loading := clientcmd.NewNonInteractiveDeferredLoadingClientConfig(rules, &clientcmd.ConfigOverrides{CurrentContext: a.Context})
	config, err := loading.ClientConfig()
	if err != nil {
		return nil, fmt.Errorf("cannot read the kubeconfig: %w", err)
	}
	config.UserAgent = "xplatform/" + version.String()
	config.QPS, config.Burst = requests, requests
	r, err := newReader(config)
	if err != nil {
		return nil, err
	}
	namespace, _, err := loading.Namespace()
	if err != nil {
		return nil, fmt.Errorf("cannot read the kubeconfig: %w", err)
	}
	if platform.GetNamespace() == "" && platform.GetKind() == "Platform" {
		platform.SetNamespace(cmp.Or(a.Namespace, namespace))
	}
	out := &Platform{Cluster: a.Context}
	if raw, err := loading.RawConfig(); err == nil {
		out.Cluster = cmp.Or(a.Context, raw.CurrentContext, "of the pod")
	}
	if out.Composite, err = r.composite(ctx, platform); err != nil || out.Composite == nil {
		return out, err
	}
	out.Resources, err = r.composed(ctx, out.Composite)
	return out, err
}

func newReader(config *rest.Config) (*reader, error) {
	objects, err := dynamic.NewForConfig(config)
	if err != nil {
		return nil, fmt.Errorf("cannot connect to the cluster: %w", err)
	}
	about, err := metadata.NewForConfig(config)
	if err != nil {
		return nil, fmt.Errorf("cannot connect to the cluster: %w", err)
	}
	discover, err := discovery.NewDiscoveryClientForConfig(config)
	if err != nil {
		return nil, fmt.Errorf("cannot connect to the cluster: %w", err)
	}
	mapper := restmapper.NewDeferredDiscoveryRESTMapper(memory.NewMemCacheClient(discover))
	return &reader{objects: objects, metadata: about, mapper: mapper}, nil
}
