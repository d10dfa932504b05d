// Package simulatedprovider simulates the AWS provider in a control plane. It
// reconciles the provider's kinds as the provider does, with finalizers,
// external names and conditions, and uses internal/simulatedaws instead of AWS.
// The resources that it reports do not exist.
package simulatedprovider

import (
	"context"
	"fmt"
	"os"
	"sync"
	"time"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/client-go/discovery"
	"k8s.io/client-go/dynamic"
	"k8s.io/client-go/rest"

	"github.com/xplatform-dev/xplatform/internal/simulatedaws"
)

// A Provider reconciles until its context ends.
type Provider struct {
	client  dynamic.Interface
	kinds   *watched
	account *simulatedaws.Account
	options Options
}

// Options configure a provider.
type Options struct {
	// Store is the file that stores the account.
	Store string

	// Delay is the maximum time in which AWS creates or deletes a resource.
	// Stores take longer.
	Delay time.Duration
}

// New returns a provider with the account from its store.
func New(config *rest.Config, o Options) (*Provider, error) {
	client, err := dynamic.NewForConfig(config)
	if err != nil {
		return nil, fmt.Errorf("cannot make client: %w", err)
	}
	kinds, err := discovery.NewDiscoveryClientForConfig(config)
	if err != nil {
		return nil, fmt.Errorf("cannot make discovery client: %w", err)
	}
	account, err := load(o.Store)
	if err != nil {
		return nil, err
	}
	return &Provider{client: client, kinds: newWatched(client, kinds), account: account, options: o}, nil
}

// period is the time between two turns.
const period = 300 * time.Millisecond

// Run takes turns. In each, all managed resources are reconciled.
func (p *Provider) Run(ctx context.Context) {
	go p.kinds.discover(ctx)
	for ctx.Err() == nil {
		if err := p.turn(ctx); err != nil && ctx.Err() == nil {
			fmt.Fprintln(os.Stderr, "cannot reconcile:", err)
		}
		select {
		case <-ctx.Done():
		case <-time.After(period):
		}
	}
}

func (p *Provider) turn(ctx context.Context) error {
	orders, err := p.orders(ctx)
	if err != nil {
		return err
	}
	all, unseen := p.kinds.objects()
	if unseen != "" {
		return nil // A resource that is not seen yet would look like one that does not exist.
	}
	var leaving, staying []managed
	for _, m := range all {
		if m.GetDeletionTimestamp() != nil {
			leaving = append(leaving, m)
		} else {
			staying = append(staying, m)
		}
	}
	if err := p.reconcile(ctx, staying, all, orders); err != nil {
		return err
	}
	gone := p.remove(ctx, leaving, orders)
	// Once an object is gone, its resource is gone from the file as well.
	if err := p.save(); err != nil {
		return err
	}
	p.each(gone, func(m managed) error { return p.release(ctx, m) })
	return nil
}

// reconcile reports the state of resources that are not being deleted.
func (p *Provider) reconcile(ctx context.Context, staying, all []managed, orders orders) error {
	aws := &simulatedaws.Provider{
		// The functions from which a test upgrades may not know the defects,
		// and their platforms would never become ready.
		Sound: true,
		Fail:  orders.Fail,
		Slow:  p.slow(staying, orders),
		// The block arrives one report after the VPC.
		Late:     map[string][]string{"VPC": {"ipv6CidrBlock", "ipv6AssociationId"}},
		Withhold: orders.Withhold,
	}
	reported, err := aws.Act(plain(staying), plain(all))
	if err != nil {
		return err
	}
	byUID := map[string]*unstructured.Unstructured{}
	for i, m := range staying {
		byUID[string(m.GetUID())] = reported[i]
	}
	p.each(staying, func(m managed) error {
		report := byUID[string(m.GetUID())]
		// No resource is created in AWS before its object has a finalizer:
		// otherwise it would remain when the object is deleted.
		if err := p.write(ctx, m, report); err != nil {
			return ignoreConflict(err)
		}
		p.account.Record(report)
		return nil
	})
	return nil
}

// each calls a function for several resources at a time. Failed ones are
// repeated in the next turn.
func (p *Provider) each(resources []managed, f func(managed) error) {
	const workers = 8
	queue := make(chan managed)
	var group sync.WaitGroup
	for range workers {
		group.Go(func() {
			for m := range queue {
				if err := f(m); err != nil {
					fmt.Fprintf(os.Stderr, "cannot reconcile %s %s: %v\n", m.GetKind(), m.GetName(), err)
				}
			}
		})
	}
	for _, m := range resources {
		queue <- m
	}
	close(queue)
	group.Wait()
}
