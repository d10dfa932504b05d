package pipeline

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	fnv1 "github.com/crossplane/function-sdk-go/proto/v1"
	"github.com/google/go-cmp/cmp"
	"golang.org/x/sync/errgroup"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/testing/protocmp"
	"google.golang.org/protobuf/types/known/structpb"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"github.com/xplatform-dev/xplatform/internal/guard"
	"github.com/xplatform-dev/xplatform/internal/render"
)

// eachReconcile runs a check on every reconcile of every case.
func eachReconcile(t *testing.T, check func(t *testing.T, turn turn)) {
	t.Helper()
	for _, dir := range cases(t) {
		t.Run(filepath.Base(dir), func(t *testing.T) {
			for _, turn := range play(t, dir) {
				check(t, turn)
			}
		})
	}
}

// eachReconcileAtOnce does the same for several cases at a time, as many as
// there are processors. The check must count atomically.
func eachReconcileAtOnce(t *testing.T, check func(t *testing.T, turn turn)) {
	t.Helper()
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	for _, dir := range cases(t) {
		turns := play(t, dir)
		group.Go(func() error {
			t.Run(filepath.Base(dir), func(t *testing.T) {
				for _, turn := range turns {
					check(t, turn)
				}
			})
			return nil
		})
	}
	_ = group.Wait() // Failures are reported by the tests themselves.
}

// TestNothingIsDropped removes observed resources, and fields of their status,
// at random: a resource that is still observed, and that the claim asks for,
// stays desired.
func TestNothingIsDropped(t *testing.T) {
	const subsets = 10
	var total, fatal atomic.Int64
	eachReconcileAtOnce(t, func(t *testing.T, turn turn) {
		t.Helper()
		random := rand.New(rand.NewPCG(1, uint64(len(turn.Observed))))
		for range subsets {
			observed := removeSome(random, turn.Observed)
			result, err := pipeline().Reconcile(t.Context(), turn.Composite, observed)
			if refused := (*render.FatalError)(nil); errors.As(err, &refused) {
				fatal.Add(1)
				continue // A fatal result changes nothing.
			}
			if err != nil {
				t.Fatal(err)
			}
			total.Add(1)
			for _, o := range observed {
				if turn.Asked[key(o)] && find(result.Resources, key(o)) == nil {
					t.Fatalf("%s is observed, the claim asks for it, and it is no longer desired", key(o))
				}
			}
		}
	})
	t.Logf("%d subsets of observed state, %d more refused", total.Load(), fatal.Load())
	if fatal.Load() > total.Load()/100 {
		t.Errorf("%d of %d subsets were refused: too many to have tested anything", fatal.Load(), total.Load()+fatal.Load())
	}
}

// removeSome removes some observed resources, and some fields of the status of
// others.
func removeSome(random *rand.Rand, observed []*unstructured.Unstructured) []*unstructured.Unstructured {
	var out []*unstructured.Unstructured
	for _, o := range observed {
		if random.IntN(4) == 0 {
			continue
		}
		out = append(out, withoutSomeStatus(random, o))
	}
	return out
}

// withoutSomeStatus returns an object without some of its conditions and fields
// of its status.
func withoutSomeStatus(random *rand.Rand, o *unstructured.Unstructured) *unstructured.Unstructured {
	o = o.DeepCopy()
	status, _, _ := unstructured.NestedMap(o.Object, "status", "atProvider")
	for _, f := range slices.Sorted(maps.Keys(status)) {
		if random.IntN(3) == 0 {
			unstructured.RemoveNestedField(o.Object, "status", "atProvider", f)
		}
	}
	if random.IntN(3) == 0 {
		unstructured.RemoveNestedField(o.Object, "status", "conditions")
	}
	return o
}

// middleAndLast returns two reconciles of the farmers claim: one in the middle,
// and the last, with everything ready.
func middleAndLast(t *testing.T) map[string]turn {
	t.Helper()
	turns := play(t, "cases/farmers")
	middle, last := turns[len(turns)/2], turns[len(turns)-1]
	if len(middle.Observed) == 0 || len(middle.Observed) >= len(last.Observed) {
		t.Fatalf("%d resources are observed in the middle, and %d at the end", len(middle.Observed), len(last.Observed))
	}
	return map[string]turn{"middle": middle, "last": last}
}

// TestDeterministic sends every function the same request many times. None
// modifies the request.
func TestDeterministic(t *testing.T) {
	const repetitions = 100
	for moment, turn := range middleAndLast(t) {
		for _, f := range functions {
			t.Run(f.Name+"/"+moment, func(t *testing.T) {
				req := request(t, turn)
				asked := proto.CloneOf(req)
				first := respond(t, f, req)
				want := deterministic(t, first)
				for i := range repetitions {
					got, err := f.Function.RunFunction(t.Context(), req)
					if err != nil {
						t.Fatal(err)
					}
					if !bytes.Equal(want, deterministic(t, got)) {
						t.Fatalf("response %d differs: -first, +this:\n%s", i, cmp.Diff(first, got, protocmp.Transform()))
					}
				}
				if diff := cmp.Diff(asked, req, protocmp.Transform()); diff != "" {
					t.Errorf("the function modified the request: -before, +after:\n%s", diff)
				}
			})
		}
	}
}

// TestOrderOfListsHasNoEffect shuffles the lists of the spec whose order has no
// meaning.
func TestOrderOfListsHasNoEffect(t *testing.T) {
	lists := [][]string{{"spec", "zones"}, {"spec", "network", "endpoints"}, {"spec", "services"}, {"spec", "edge", "certificateArns"}, {"spec", "cache", "users"}, {"spec", "search", "zones"}}
	random := rand.New(rand.NewPCG(1, 2))
	for _, dir := range []string{"cases/endpoints", "cases/edge-options", "cases/stores-everything", "cases/services-connected"} {
		turns := play(t, dir)
		last := turns[len(turns)-1]
		for _, f := range functions {
			want := respond(t, f, request(t, last))
			for range 20 {
				shuffled := last
				shuffled.Composite = last.Composite.DeepCopy()
				for _, path := range lists {
					list, found, _ := unstructured.NestedSlice(shuffled.Composite.Object, path...)
					if !found {
						continue
					}
					random.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
					if err := unstructured.SetNestedSlice(shuffled.Composite.Object, list, path...); err != nil {
						t.Fatal(err)
					}
				}
				if diff := cmp.Diff(want, respond(t, f, request(t, shuffled)), protocmp.Transform()); diff != "" {
					t.Fatalf("%s: the order of a list changed the result: -want, +got:\n%s", dir, diff)
				}
			}
		}
	}
}

// TestPositionInPipelineHasNoEffect runs each function alone, after others and
// twice: its own resources are the same, and those of others are unchanged.
func TestPositionInPipelineHasNoEffect(t *testing.T) {
	for moment, turn := range middleAndLast(t) {
		for _, f := range functions {
			t.Run(f.Name+"/"+moment, func(t *testing.T) { sameAnywhere(t, f, request(t, turn)) })
		}
	}
}

func sameAnywhere(t *testing.T, f render.Step, alone *fnv1.RunFunctionRequest) {
	t.Helper()
	want := respond(t, f, alone)

	after := proto.CloneOf(alone)
	after.Desired = foreign()
	got := respond(t, f, after)
	checkForeign(t, got)
	delete(got.Desired.Resources, "foreign")
	if diff := cmp.Diff(want.GetDesired().GetResources(), got.GetDesired().GetResources(), protocmp.Transform()); diff != "" {
		t.Errorf("its own resources depend on its place: -alone, +after others:\n%s", diff)
	}

	twice := proto.CloneOf(alone)
	twice.Desired = proto.CloneOf(want.GetDesired())
	if diff := cmp.Diff(want.GetDesired(), respond(t, f, twice).GetDesired(), protocmp.Transform()); diff != "" {
		t.Errorf("running twice differs from running once: -once, +twice:\n%s", diff)
	}
}

// foreign returns the desired state of another function.
func foreign() *fnv1.State {
	return &fnv1.State{
		Resources: map[string]*fnv1.Resource{"foreign": foreignResource()},
		Composite: &fnv1.Resource{
			Ready: fnv1.Ready_READY_FALSE,
			Resource: &structpb.Struct{Fields: map[string]*structpb.Value{
				"status": object(map[string]*structpb.Value{
					"database": object(map[string]*structpb.Value{"host": structpb.NewStringValue("db.example.org")}),
				}),
			}},
		},
	}
}

func foreignResource() *fnv1.Resource {
	return &fnv1.Resource{
		Resource: &structpb.Struct{Fields: map[string]*structpb.Value{"kind": structpb.NewStringValue("Foreign")}},
		Ready:    fnv1.Ready_READY_TRUE,
	}
}

// checkForeign checks that the desired state of another function is unchanged.
func checkForeign(t *testing.T, got *fnv1.RunFunctionResponse) {
	t.Helper()
	if diff := cmp.Diff(foreignResource(), got.GetDesired().GetResources()["foreign"], protocmp.Transform()); diff != "" {
		t.Errorf("another function's resource was changed: -want, +got:\n%s", diff)
	}
	composite := got.GetDesired().GetComposite()
	if composite.GetReady() != fnv1.Ready_READY_FALSE {
		t.Error("the readiness of the platform that another function set was overwritten")
	}
	status := composite.GetResource().GetFields()["status"].GetStructValue()
	if status.GetFields()["database"].GetStructValue().GetFields()["host"].GetStringValue() == "" {
		t.Error("another function's status was overwritten")
	}
}

// TestReferencesAreAlwaysResolved checks the policy of every reference in
// everything emitted.
func TestReferencesAreAlwaysResolved(t *testing.T) {
	eachReconcile(t, func(t *testing.T, turn turn) {
		t.Helper()
		for _, o := range turn.Result.Resources {
			for path, ref := range references(o) {
				if policy, _, _ := unstructured.NestedString(ref, "policy", "resolve"); policy != "Always" {
					t.Errorf("%s: %s is resolved once and never again", key(o), path)
				}
			}
		}
	})
}

// TestNoReferenceInAList finds references that Crossplane and the provider
// would overwrite in turn: server-side apply replaces such lists as a whole,
// and the provider sorts a list of references by their resolved values.
func TestNoReferenceInAList(t *testing.T) {
	eachReconcile(t, func(t *testing.T, turn turn) {
		t.Helper()
		for _, o := range turn.Result.Resources {
			for path := range references(o) {
				// Resources of an earlier version may be unchanged for a while.
				if strings.Contains(path, "[") && !holds(find(turn.Observed, key(o)), path) {
					t.Errorf("%s: %s is in a list", key(o), path)
				}
			}
		}
	})
}

// TestTargetsStayReachable proves that security groups allow the load balancer
// to reach the port of every target group to which an existing rule or listener
// still forwards requests.
func TestTargetsStayReachable(t *testing.T) {
	checked := 0
	eachReconcile(t, func(t *testing.T, turn turn) {
		t.Helper()
		_, out := openings(t, turn.Result.Resources)
		if find(turn.Result.Resources, "load-balancer") == nil {
			return
		}
		for _, g := range platform(turn.Observed).of("LBTargetGroup") {
			arn, _, _ := unstructured.NestedString(g.Object, "status", "atProvider", "arn")
			port := fmt.Sprint(forProvider(g)["port"])
			if !forwarded(turn.Observed, arn) {
				continue
			}
			checked++
			if zonesReached(out, key(g), port, 1) == 0 {
				t.Errorf("%s receives requests, and the load balancer cannot reach port %s", key(g), port)
			}
			if find(turn.Result.Resources, key(g)) == nil {
				t.Errorf("%s receives requests, and is no longer desired", key(g))
			}
		}
	})
	if checked == 0 {
		t.Error("no case forwards requests")
	}
}

// forwarded reports whether an observed rule or listener names a target group.
func forwarded(observed []*unstructured.Unstructured, arn string) bool {
	for _, o := range observed {
		if o.GetKind() != "LBListenerRule" && o.GetKind() != "LBListener" {
			continue
		}
		found := false
		walk("status", o.Object["status"], func(_ string, v any) { found = found || v == arn })
		if found && arn != "" {
			return true
		}
	}
	return false
}

// TestRetainedReferToRetained proves that resources that stay in AWS when the
// platform is deleted refer to no resource that is deleted.
func TestRetainedReferToRetained(t *testing.T) {
	checked := 0
	eachReconcile(t, func(t *testing.T, turn turn) {
		t.Helper()
		named := map[string]*unstructured.Unstructured{}
		for _, o := range turn.Result.Resources {
			named[o.GetName()] = o
		}
		for _, o := range turn.Result.Resources {
			if !retained(o) {
				continue
			}
			for path, name := range relations(o, turn.Result.Resources) {
				target := named[name]
				// The lifecycle is deleted with its bucket.
				if target != nil && !retained(target) && key(o) != "access-log-bucket-lifecycle" {
					t.Errorf("%s stays, but %s refers to %s, which is deleted", key(o), path, key(target))
				}
				checked++
			}
		}
	})
	if checked == 0 {
		t.Error("no case has retained resources")
	}
}

// TestGuardKnowsEveryKind finds kinds whose replacement the guard would not
// refuse.
func TestGuardKnowsEveryKind(t *testing.T) {
	eachReconcile(t, func(t *testing.T, turn turn) {
		t.Helper()
		for _, o := range turn.Result.Resources {
			if providers(o) && !guard.Knows(o.GetAPIVersion(), o.GetKind()) {
				t.Errorf("internal/guard does not say which fields of a %s AWS cannot change", o.GetKind())
			}
		}
	})
}

// holds reports whether an object has a reference at a path.
func holds(o *unstructured.Unstructured, path string) bool {
	if o == nil {
		return false
	}
	_, ok := references(o)[path]
	return ok
}

// TestNoEmptyOrStatusFields finds status, nulls and empty objects in emitted
// resources. An empty list that removes present values is intended.
func TestNoEmptyOrStatusFields(t *testing.T) {
	eachReconcile(t, func(t *testing.T, turn turn) {
		t.Helper()
		for _, o := range turn.Result.Resources {
			for field := range o.Object {
				if !slices.Contains([]string{"apiVersion", "kind", "metadata", "spec"}, field) && (o.GetAPIVersion() != "v1" || field != "type" && field != "data") {
					t.Errorf("%s has a field %s", key(o), field)
				}
			}
			content := "spec"
			if o.GetAPIVersion() == "v1" { // A Secret.
				content = "data"
			}
			there := paths(find(turn.Observed, key(o)))
			walk(content, o.Object[content], func(path string, v any) {
				if list, ok := v.([]any); ok && len(list) == 0 && !there[path] {
					t.Errorf("%s: %s is empty", key(o), path)
				}
				if m, ok := v.(map[string]any); v == nil || ok && len(m) == 0 {
					t.Errorf("%s: %s is empty", key(o), path)
				}
			})
		}
	})
}

// paths returns the paths of all fields in the spec of an object, if it has
// one.
func paths(o *unstructured.Unstructured) map[string]bool {
	out := map[string]bool{}
	if o != nil {
		walk("spec", o.Object["spec"], func(path string, _ any) { out[path] = true })
	}
	return out
}

// references returns the references in a spec by their path. References to
// Secrets are read and not resolved, and do not count.
func references(o *unstructured.Unstructured) map[string]map[string]any {
	out := map[string]map[string]any{}
	spec, _, _ := unstructured.NestedMap(o.Object, "spec", "forProvider")
	walk("forProvider", spec, func(path string, v any) {
		field := path[strings.LastIndex(path, ".")+1:]
		if m, ok := v.(map[string]any); ok && strings.Contains(field, "Ref") && !strings.Contains(field, "SecretRef") {
			out[path] = m
		}
	})
	return out
}

func walk(path string, v any, visit func(path string, v any)) {
	visit(path, v)
	switch v := v.(type) {
	case map[string]any:
		for k, child := range v {
			walk(path+"."+k, child, visit)
		}
	case []any:
		for i, child := range v {
			walk(fmt.Sprintf("%s[%d]", path, i), child, visit)
		}
	}
}

// retained reports whether a resource stays in AWS when its object is deleted.
func retained(o *unstructured.Unstructured) bool {
	policies, _, _ := unstructured.NestedStringSlice(o.Object, "spec", "managementPolicies")
	return !slices.Contains(policies, "*") && !slices.Contains(policies, "Delete")
}

// request returns the request of Crossplane to a function in a reconcile.
func request(tb testing.TB, turn turn) *fnv1.RunFunctionRequest {
	tb.Helper()
	req := &fnv1.RunFunctionRequest{Observed: &fnv1.State{
		Composite: &fnv1.Resource{Resource: asStruct(tb, turn.Composite)},
		Resources: map[string]*fnv1.Resource{},
	}}
	for _, o := range turn.Observed {
		req.Observed.Resources[key(o)] = &fnv1.Resource{Resource: asStruct(tb, o)}
	}
	return req
}

func respond(tb testing.TB, f render.Step, req *fnv1.RunFunctionRequest) *fnv1.RunFunctionResponse {
	tb.Helper()
	rsp, err := f.Function.RunFunction(tb.Context(), proto.CloneOf(req))
	if err != nil {
		tb.Fatal(err)
	}
	return rsp
}

func deterministic(t *testing.T, m proto.Message) []byte {
	t.Helper()
	b, err := proto.MarshalOptions{Deterministic: true}.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func asStruct(tb testing.TB, o *unstructured.Unstructured) *structpb.Struct {
	tb.Helper()
	s, err := structpb.NewStruct(o.Object)
	if err != nil {
		tb.Fatal(err)
	}
	return s
}

func object(fields map[string]*structpb.Value) *structpb.Value {
	return structpb.NewStructValue(&structpb.Struct{Fields: fields})
}
