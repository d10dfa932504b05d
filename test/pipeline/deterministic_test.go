package pipeline

import (
	"bytes"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/testing/protocmp"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

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

func deterministic(t *testing.T, m proto.Message) []byte {
	t.Helper()
	b, err := proto.MarshalOptions{Deterministic: true}.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	return b
}
