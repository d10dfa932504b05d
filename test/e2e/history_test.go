package e2e

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/watch"
)

// A history contains all changes of a claim, its composite and its managed
// resources. A watch reports every change, whereas polling would miss
// short-lived states.
type history struct {
	f      *platform
	kinds  []schema.GroupVersionResource
	begins moment

	mutex  sync.Mutex
	events []watch.Event
}

// A moment contains the objects at one time, by key. Claim and composite have
// none, and are found by their kinds.
type moment map[string]*unstructured.Unstructured

// record starts a history, which ends with the test.
func (f *platform) record() *history {
	f.t.Helper()
	ctx, end := context.WithCancel(context.Background())
	f.t.Cleanup(end)
	h := &history{f: f, kinds: slices.Compact(append(f.managed(), f.kind, f.compositeKind())), begins: moment{}}
	for _, kind := range h.kinds {
		list := f.all(kind)
		for i := range list.Items {
			h.begins[keyOf(&list.Items[i])] = &list.Items[i]
		}
		options := f.own(kind)
		options.ResourceVersion = list.GetResourceVersion()
		w, err := f.client.Resource(kind).Namespace(f.inside(kind)).Watch(ctx, options)
		if err != nil {
			f.t.Fatalf("cannot watch %s: %v", kind.Resource, err)
		}
		go h.take(w)
	}
	return h
}

// managed returns the provider's kinds of the platform's family.
func (f *platform) managed() []schema.GroupVersionResource {
	f.t.Helper()
	_, lists, err := f.discovery.ServerGroupsAndResources()
	if err != nil {
		f.t.Fatalf("cannot discover kinds: %v", err)
	}
	family := ".aws.upbound.io"
	if f.kind == namespaced {
		family = ".aws.m.upbound.io"
	}
	var kinds []schema.GroupVersionResource
	for _, l := range lists {
		group := schema.FromAPIVersionAndKind(l.GroupVersion, "").GroupVersion()
		for _, r := range l.APIResources {
			if strings.HasSuffix(group.Group, family) && !strings.Contains(r.Name, "/") {
				kinds = append(kinds, group.WithResource(r.Name))
			}
		}
	}
	return kinds
}

func (h *history) take(w watch.Interface) {
	for e := range w.ResultChan() {
		h.mutex.Lock()
		h.events = append(h.events, e)
		h.mutex.Unlock()
	}
}

// own selects the claim, or the objects that Crossplane created for it.
func (f *platform) own(kind schema.GroupVersionResource) metav1.ListOptions {
	switch {
	case kind == f.kind:
		return metav1.ListOptions{FieldSelector: "metadata.name=" + f.o.GetName()}
	case f.kind == namespaced:
		return metav1.ListOptions{LabelSelector: "crossplane.io/composite=" + f.o.GetName()}
	default:
		return metav1.ListOptions{LabelSelector: "crossplane.io/claim-name=" + f.o.GetName() + ",crossplane.io/claim-namespace=" + f.o.GetNamespace()}
	}
}

// inside returns the namespace of a kind's objects, or an empty string if they
// have none.
func (f *platform) inside(kind schema.GroupVersionResource) string {
	if kind == claims {
		return f.o.GetNamespace()
	}
	return f.namespaceOf()
}

func (f *platform) all(kind schema.GroupVersionResource) *unstructured.UnstructuredList {
	f.t.Helper()
	var list *unstructured.UnstructuredList
	f.answer("list "+kind.Resource, func() (err error) {
		list, err = f.client.Resource(kind).Namespace(f.inside(kind)).List(f.ctx, f.own(kind))
		return err
	})
	return list
}

// replay calls a check with every moment until now, in order, and fails at the
// first one for which it returns a fault.
func (h *history) replay(look func(now moment) string) (fine bool) {
	h.f.t.Helper()
	now := maps.Clone(h.begins)
	for _, e := range h.complete() {
		o, ok := e.Object.(*unstructured.Unstructured)
		if !ok || e.Type == watch.Error {
			h.f.t.Fatalf("the history has a gap: %v", e.Object)
		}
		if now[keyOf(o)] = o; e.Type == watch.Deleted {
			delete(now, keyOf(o))
		}
		if wrong := look(now); wrong != "" {
			h.f.t.Errorf("when %s was %s as version %s: %s", o.GetName(), e.Type, o.GetResourceVersion(), wrong)
			return false
		}
	}
	return true
}

// complete waits until the watch has reported all present objects, and returns
// the events in order.
func (h *history) complete() []watch.Event {
	h.f.t.Helper()
	var events []watch.Event
	h.f.await(soon, "the history is complete", func() string {
		now := map[int]string{}
		for _, kind := range h.kinds {
			for _, o := range h.f.all(kind).Items {
				now[version(&o)] = o.GetName()
			}
		}
		for _, o := range h.begins {
			delete(now, version(o))
		}
		events = h.sorted()
		for _, e := range events {
			delete(now, version(e.Object))
		}
		if len(now) > 0 {
			return fmt.Sprintf("it does not have yet: %v", now)
		}
		return ""
	})
	return events
}

// sorted returns the events in the order of their versions, which the API
// server counts over all kinds.
func (h *history) sorted() []watch.Event {
	h.mutex.Lock()
	defer h.mutex.Unlock()
	slices.SortStableFunc(h.events, func(a, b watch.Event) int { return cmp.Compare(version(a.Object), version(b.Object)) })
	return slices.Clone(h.events)
}

func version(o any) int {
	u, ok := o.(metav1.Object)
	if !ok {
		return 0
	}
	v, _ := strconv.Atoi(u.GetResourceVersion()) // It is a number.
	return v
}
