// Package localruntime runs the Deployments of Crossplane's packages as nodes
// of a cluster do: it pulls the image, runs its entry point with the mounted
// Secrets, restarts it, and reports it available. Each function has an address
// of its own on the loopback interface.
package localruntime

import (
	"context"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"time"

	appsv1 "k8s.io/api/apps/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/client-go/kubernetes"

	"github.com/xplatform-dev/xplatform/tools/controlplane/internal/state"
)

// functionLabel names the function that a Deployment's pods serve.
const functionLabel = "pkg.crossplane.io/function"

// period is the interval at which Deployments are reconciled.
const period = 250 * time.Millisecond

// A Runtime runs the Deployments of one namespace.
type Runtime struct {
	Client    kubernetes.Interface
	Namespace string
	State     state.Dir

	// Hosts is the path of the hosts file, and HostNames are further names of
	// the loopback interface.
	Hosts     string
	HostNames []string

	running map[types.UID]*instance
	started int
	names   map[string]string
}

// An instance is a running Deployment.
type instance struct {
	generation int64
	stop       func()
}

// Run reconciles until the context ends.
func (r *Runtime) Run(ctx context.Context) {
	r.running, r.names = map[types.UID]*instance{}, map[string]string{}
	for ctx.Err() == nil {
		if err := r.reconcile(ctx); err != nil && ctx.Err() == nil {
			fmt.Fprintln(os.Stderr, "cannot run packages:", err)
		}
		select {
		case <-ctx.Done():
		case <-time.After(period):
		}
	}
}

func (r *Runtime) reconcile(ctx context.Context) error {
	deployments, err := r.Client.AppsV1().Deployments(r.Namespace).List(ctx, metav1.ListOptions{})
	if err != nil {
		return err
	}
	there := map[types.UID]bool{}
	for i := range deployments.Items {
		d := &deployments.Items[i]
		there[d.UID] = d.DeletionTimestamp == nil
		if !there[d.UID] {
			continue
		}
		if err := r.ensure(ctx, d); err != nil {
			return fmt.Errorf("cannot run Deployment %s: %w", d.Name, err)
		}
	}
	for uid, i := range r.running {
		if !there[uid] {
			i.stop()
			delete(r.running, uid)
		}
	}
	return nil
}

// ensure runs a Deployment with its current spec. Providers are not run: one
// program simulates AWS for all of them.
func (r *Runtime) ensure(ctx context.Context, d *appsv1.Deployment) error {
	if i, ok := r.running[d.UID]; ok && i.generation == d.Generation {
		return r.setAvailable(ctx, d)
	}
	if i, ok := r.running[d.UID]; ok {
		i.stop()
		delete(r.running, d.UID)
	}
	stop := func() {}
	if function, ok := d.Spec.Template.Labels[functionLabel]; ok {
		var err error
		if stop, err = r.start(ctx, d, function); err != nil {
			return err
		}
	}
	r.running[d.UID] = &instance{generation: d.Generation, stop: stop}
	return r.setAvailable(ctx, d)
}

// name makes the host name of a function resolve to an address.
func (r *Runtime) name(function, address string) error {
	service := function + "." + r.Namespace
	r.names[service] = address
	lines := []string{strings.Join(append([]string{"127.0.0.1 localhost"}, r.HostNames...), " ")}
	for _, service := range slices.Sorted(maps.Keys(r.names)) {
		lines = append(lines, r.names[service]+" "+service+" "+service+".svc")
	}
	return overwrite(r.Hosts, []byte(strings.Join(lines, "\n")+"\n"))
}

// overwrite replaces the content of a file at once, so that it is never read
// empty. The file is mounted, and has to keep its inode.
func overwrite(path string, data []byte) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE, 0o600)
	if err != nil {
		return err
	}
	defer f.Close()
	if _, err := f.WriteAt(data, 0); err != nil {
		return err
	}
	return f.Truncate(int64(len(data)))
}
