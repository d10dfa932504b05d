// Package controllers runs those of Kubernetes' own controllers that a control
// plane without nodes needs: garbage collection, deletion of namespaces with
// their content, and aggregation of ClusterRoles.
package controllers

import (
	"context"
	"fmt"
	"time"

	v1 "k8s.io/api/core/v1"
	"k8s.io/client-go/informers"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/metadata"
	"k8s.io/client-go/rest"
	"k8s.io/kubernetes/pkg/controller/clusterroleaggregation"
	"k8s.io/kubernetes/pkg/controller/namespace"
)

// Start returns at once; the controllers run until the context ends.
func Start(ctx context.Context, config *rest.Config) error {
	client, err := kubernetes.NewForConfig(config)
	if err != nil {
		return fmt.Errorf("cannot make client: %w", err)
	}
	objects, err := metadata.NewForConfig(config)
	if err != nil {
		return fmt.Errorf("cannot make metadata client: %w", err)
	}
	factory := informers.NewSharedInformerFactory(client, 0)

	roles := clusterroleaggregation.NewClusterRoleAggregation(factory.Rbac().V1().ClusterRoles(), client.RbacV1())
	namespaces := namespace.NewNamespaceController(ctx, client, objects,
		client.Discovery().ServerPreferredNamespacedResources,
		factory.Core().V1().Namespaces(), 5*time.Minute, v1.FinalizerKubernetes)
	go roles.Run(ctx, 2)
	go namespaces.Run(ctx, 2)
	if err := collectGarbage(ctx, client, objects, factory); err != nil {
		return fmt.Errorf("cannot start garbage collector: %w", err)
	}
	factory.Start(ctx.Done())
	return nil
}
