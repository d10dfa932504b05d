package run

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"google.golang.org/protobuf/types/known/structpb"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/wire"
)

// TestSpecsAreRemembered shows that a spec is decoded once, whichever fields
// Crossplane adds and in whichever order they arrive, and that another spec is
// decoded for itself.
func TestSpecsAreRemembered(t *testing.T) {
	var s specs
	spec := func(text string) wire.Object { return wire.Encode(parse(t, text)) }
	first, faults := s.decode(spec(`{region: eu-central-1, zones: [a, b], tags: {a: b, c: d}}`))
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	for range 20 { // Fields are encoded in any order.
		again, _ := s.decode(spec(`{tags: {c: d, a: b}, zones: [a, b], region: eu-central-1, resourceRefs: [{name: x}], crossplane: {compositionRef: {name: y}}}`))
		if again != first {
			t.Fatal("the same spec was decoded again")
		}
	}
	other, _ := s.decode(spec(`{region: eu-central-1, zones: [a, c], tags: {a: b, c: d}}`))
	if diff := cmp.Diff([]v1alpha1.Zone{"a", "c"}, other.Zones); diff != "" {
		t.Errorf("zones of another spec: -want, +got:\n%s", diff)
	}
	for range 2 {
		if _, faults := s.decode(spec(`{region: eu-central-1, zones: [a]}`)); len(faults) == 0 {
			t.Error("a spec with a fault was accepted")
		}
	}
}

// TestSpecsAreForgotten decodes more specs than fit into the cache: many, and
// large ones.
func TestSpecsAreForgotten(t *testing.T) {
	cases := map[string]struct {
		reason string
		specs  int
		tag    int
		want   int
	}{
		"Many":  {"The cache is limited by number.", maxSpecs + 100, 1, maxSpecs},
		"Large": {"The cache holds fewer large specs.", 20, maxSpecBytes / 10, 9},
		"Huge":  {"A spec as large as the cache is not cached.", 2, maxSpecBytes, 0},
	}
	for title, tc := range cases {
		t.Run(title, func(t *testing.T) {
			var s specs
			var group sync.WaitGroup
			for i := range tc.specs {
				group.Go(func() {
					region := fmt.Sprintf("eu-central-%d", i)
					spec := &structpb.Struct{Fields: map[string]*structpb.Value{
						"region": structpb.NewStringValue(region), "nonsense": structpb.NewStringValue(strings.Repeat("x", tc.tag)),
					}}
					for range 2 {
						if _, faults := s.decode(wire.Encode(spec)); len(faults) == 0 {
							t.Error("a spec with a fault was accepted")
						}
					}
				})
			}
			group.Wait()
			if n := s.remembered.Len(); n != tc.want {
				t.Errorf("%s\n%d specs are remembered, want %d", tc.reason, n, tc.want)
			}
			if s.bytes < 0 || s.bytes > maxSpecBytes {
				t.Errorf("%s\nspecs of %d bytes are remembered, want at most %d", tc.reason, s.bytes, maxSpecBytes)
			}
			for range tc.want {
				s.remembered.RemoveOldest()
			}
			if s.bytes != 0 {
				t.Errorf("%s\nwithout any spec, %d bytes are counted", tc.reason, s.bytes)
			}
		})
	}
}
