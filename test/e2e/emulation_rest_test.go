package e2e

import (
	"cmp"
	"os"
	"strings"
	"time"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
)

// quiet is how long nothing may be written before the rest is measured, and
// quietLimit how long that is waited for.
const (
	quiet      = time.Minute
	quietLimit = 5 * time.Minute
)

// restTime returns the duration of the rest: several poll intervals of the
// provider.
func (e *emulation) restTime() time.Duration {
	e.t.Helper()
	d, err := time.ParseDuration(cmp.Or(os.Getenv("XPLATFORM_PROVIDER_REST"), "10m"))
	if err != nil {
		e.t.Fatalf("cannot determine the duration of the rest: %v", err)
	}
	return d
}

// rest lets platforms rest, and fails if anything is written meanwhile.
func (e *emulation) rest(platforms []*platform) {
	for start := time.Now(); len(e.written(time.Now().Add(-quiet))) > 0 && time.Since(start) < quietLimit; {
		time.Sleep(settlePause)
	}
	limit := e.restTime()
	e.t.Logf("resting for %s", limit)
	start, before := time.Now(), e.picture(platforms)
	time.Sleep(limit)
	requests, after := e.written(start), e.picture(platforms)

	rows := kindRows{}
	for name, o := range after.resources {
		r := rows.of(kindOf(o.GroupVersionKind()))
		r.resources++
		if notSettled(o) == "" {
			r.settled++
		}
		if was := before.resources[name]; was != nil {
			r.specs += o.GetGeneration() - was.GetGeneration()
		}
	}
	for id, c := range after.writes {
		if n := c.count - before.writes[id].count; n > 0 {
			rows.of(c.kind).writes += n
		}
	}
	e.report.platforms(e.t, e, platforms)
	e.report.kinds(e.t, e, rows, limit)
	e.report.listUntested(e.t, rows)
	e.report.requests(e.t, e, requests)
}

// kindOf returns the service with the kind: kinds of two services may have one
// name.
func kindOf(gvk schema.GroupVersionKind) string {
	service, _, _ := strings.Cut(gvk.Group, ".")
	return service + " " + gvk.Kind
}

// A picture is the state of platforms in the control plane at one time.
type picture struct {
	resources map[string]*unstructured.Unstructured
	writes    map[string]writeCount
}

// A writeCount counts the provider's writes of one resource to AWS.
type writeCount struct {
	kind  string
	count int64
}

func (e *emulation) picture(platforms []*platform) picture {
	e.t.Helper()
	s := picture{resources: map[string]*unstructured.Unstructured{}, writes: map[string]writeCount{}}
	for f, resources := range e.collect(platforms) {
		for key, o := range resources {
			if strings.HasSuffix(o.GroupVersionKind().Group, ".upbound.io") {
				s.resources[f.o.GetName()+" "+key] = o
			}
		}
	}
	events, err := e.client.Resource(schema.GroupVersionResource{Version: "v1", Resource: "events"}).List(e.ctx, metav1.ListOptions{})
	if err != nil {
		e.t.Fatalf("cannot list the events of the provider: %v", err)
	}
	for _, event := range events.Items {
		if !providerWrites[at(&event, "reason")] {
			continue
		}
		count, _, _ := unstructured.NestedInt64(event.Object, "count")
		kind := schema.FromAPIVersionAndKind(at(&event, "involvedObject", "apiVersion"), at(&event, "involvedObject", "kind"))
		s.writes[string(event.GetUID())] = writeCount{kind: kindOf(kind), count: max(count, 1)}
	}
	return s
}

// providerWrites are the events with which the provider reports that it has
// written to AWS, or has tried to.
var providerWrites = map[string]bool{
	"CreatedExternalResource": true, "UpdatedExternalResource": true, "DeletedExternalResource": true,
	"CannotCreateExternalResource": true, "CannotUpdateExternalResource": true, "CannotDeleteExternalResource": true,
}
