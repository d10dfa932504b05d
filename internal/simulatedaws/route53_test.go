package simulatedaws

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const foreignYAML = `
apiVersion: route53.aws.upbound.io/v1beta2
kind: Record
metadata: {name: demo-a}
spec: {forProvider: {zoneId: Z1, type: A, name: shop.example.org}}
---
apiVersion: route53.aws.upbound.io/v1beta2
kind: Record
metadata: {name: demo-b}
spec: {forProvider: {zoneId: Z1, type: A, name: www.example.org}}
---
apiVersion: route53.aws.upbound.io/v1beta2
kind: Record
metadata: {name: demo-c}
spec: {forProvider: {zoneId: Z1, type: A, name: shop.example.net}}
---
apiVersion: route53.aws.upbound.io/v1beta2
kind: Record
metadata: {name: demo-d}
spec: {forProvider: {zoneId: Z2, type: A, name: www.example.net}}
`

// Of records of which no zone can hold both, the second is refused, and again in
// every later turn.
func TestRecordOutsideItsZone(t *testing.T) {
	const refused = "InvalidChangeBatch: [RRSet with DNS name shop.example.net. is not permitted in zone Z1.]"
	want := map[string]string{"demo-a": "Available", "demo-b": "Available", "demo-c": "", "demo-d": "Available"}
	desired := objects(t, foreignYAML)
	before := desired[:0:0]
	for range 2 {
		got, err := (&Provider{Sound: true}).Act(desired, before)
		if err != nil {
			t.Fatal(err)
		}
		ready := map[string]string{}
		for _, o := range got {
			s := look(o)
			if s.Ready == "Available" {
				ready[o.GetName()] = s.Ready
				continue
			}
			ready[o.GetName()] = ""
			if o.GetName() == "demo-c" && !strings.Contains(s.Problem, refused) {
				t.Errorf("want %q, got %q", refused, s.Problem)
			}
		}
		if diff := cmp.Diff(want, ready); diff != "" {
			t.Errorf("Act(...): -want, +got:\n%s", diff)
		}
		before = got
	}
}
