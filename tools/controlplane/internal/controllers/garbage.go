package controllers

import (
	"context"
	"time"

	"k8s.io/client-go/discovery/cached/memory"
	"k8s.io/client-go/informers"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/metadata"
	"k8s.io/client-go/metadata/metadatainformer"
	"k8s.io/client-go/restmapper"
	"k8s.io/controller-manager/pkg/informerfactory"
	"k8s.io/kubernetes/pkg/controller/garbagecollector"
)

// discoveryPeriod is the interval at which the collector discovers kinds. In a
// cluster it is 30 seconds; here CRDs are created and deleted within a test.
const discoveryPeriod = 5 * time.Second

func collectGarbage(ctx context.Context, client kubernetes.Interface, objects metadata.Interface, factory informers.SharedInformerFactory) error {
	mapper := restmapper.NewDeferredDiscoveryRESTMapper(memory.NewMemCacheClient(client.Discovery()))
	started := make(chan struct{})
	collector, err := garbagecollector.NewGarbageCollector(ctx, client, objects, mapper,
		garbagecollector.DefaultIgnoredResources(),
		informerfactory.NewInformerFactory(factory, metadatainformer.NewSharedInformerFactory(objects, 0)),
		started)
	if err != nil {
		return err
	}
	close(started)
	go collector.Run(ctx, 10, discoveryPeriod)
	go collector.Sync(ctx, client.Discovery(), discoveryPeriod)
	return nil
}
