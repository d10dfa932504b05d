package simulatedprovider

import (
	"context"
	"fmt"
	"os"
	"strings"
	"sync"
	"time"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/client-go/discovery"
	"k8s.io/client-go/dynamic"
	"k8s.io/client-go/dynamic/dynamicinformer"
	"k8s.io/client-go/tools/cache"
)

// A managed resource, with the API resource of its kind.
type managed struct {
	*unstructured.Unstructured
	resource schema.GroupVersionResource
}

// plain returns the resources as objects.
func plain(all []managed) []*unstructured.Unstructured {
	out := make([]*unstructured.Unstructured, 0, len(all))
	for _, m := range all {
		out = append(out, m.Unstructured)
	}
	return out
}

// watched are the provider's kinds in the API server. Each is watched once it
// is discovered.
type watched struct {
	client    dynamic.Interface
	discovery discovery.DiscoveryInterface

	mutex     sync.Mutex
	informers map[schema.GroupVersionResource]cache.SharedIndexInformer
}

func newWatched(client dynamic.Interface, d discovery.DiscoveryInterface) *watched {
	return &watched{client: client, discovery: d, informers: map[schema.GroupVersionResource]cache.SharedIndexInformer{}}
}

// discoveryPeriod is the interval at which kinds are discovered.
const discoveryPeriod = 3 * time.Second

// discover watches new kinds until the context ends.
func (w *watched) discover(ctx context.Context) {
	for ctx.Err() == nil {
		_, lists, err := w.discovery.ServerGroupsAndResources()
		if err != nil && len(lists) == 0 {
			fmt.Fprintln(os.Stderr, "cannot discover kinds:", err)
		}
		for _, list := range lists {
			w.watch(ctx, list)
		}
		select {
		case <-ctx.Done():
		case <-time.After(discoveryPeriod):
		}
	}
}

// watch watches the kinds of a group, if it belongs to the provider.
func (w *watched) watch(ctx context.Context, list *metav1.APIResourceList) {
	group, err := schema.ParseGroupVersion(list.GroupVersion)
	if err != nil || !strings.HasSuffix(group.Group, ".aws.upbound.io") && !strings.HasSuffix(group.Group, ".aws.m.upbound.io") {
		return
	}
	w.mutex.Lock()
	defer w.mutex.Unlock()
	for _, r := range list.APIResources {
		resource := group.WithResource(r.Name)
		if _, ok := w.informers[resource]; ok || strings.Contains(r.Name, "/") {
			continue
		}
		informer := dynamicinformer.NewFilteredDynamicInformer(w.client, resource, "", 0, cache.Indexers{}, nil).Informer()
		w.informers[resource] = informer
		go informer.Run(ctx.Done())
	}
}

// objects returns all managed resources, or none and a kind of which not all
// are known yet. They belong to the cache, and must not be modified.
func (w *watched) objects() (all []managed, unseen string) {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	for resource, informer := range w.informers {
		if !informer.HasSynced() {
			return nil, resource.String()
		}
		for _, o := range informer.GetStore().List() {
			if u, ok := o.(*unstructured.Unstructured); ok {
				all = append(all, managed{Unstructured: u, resource: resource})
			}
		}
	}
	return all, ""
}
