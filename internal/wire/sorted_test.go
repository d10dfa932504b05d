package wire

import (
	"bytes"
	"testing"

	"github.com/google/go-cmp/cmp"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/testing/protocmp"
	"google.golang.org/protobuf/types/known/structpb"
)

// FuzzSorted sorts an object that was encoded in two orders: the bytes are the same, and
// nothing is lost.
func FuzzSorted(f *testing.F) {
	for _, seed := range []string{subnetJSON, `{}`, `{"b": 1, "a": [{"d": null, "c": {}}, [[{"z": "", "y": true}]]]}`} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, document string) {
		want := &structpb.Struct{}
		if protojson.Unmarshal([]byte(document), want) != nil {
			return
		}
		one, two := Encode(want).Sorted(), Encode(want).Sorted() // A map is gone through in another order each time.
		if !bytes.Equal(one, two) {
			t.Errorf("Sorted() is %x and %x", one, two)
		}
		if diff := cmp.Diff(want, one.Decode(), protocmp.Transform()); diff != "" {
			t.Errorf("Sorted(): -want, +got:\n%s", diff)
		}
	})
}

func TestSortedTellsApart(t *testing.T) {
	for _, other := range []string{`{"a": {"b": "c"}, "d": ["e", "f"]}`, `{"a": {"b": "c"}, "d": ["f"]}`, `{"a": {"b": "x"}, "d": ["f", "e"]}`, `{"a": {}, "b": "c", "d": ["f", "e"]}`} {
		if bytes.Equal(Encode(parse(t, `{"a": {"b": "c"}, "d": ["f", "e"]}`)).Sorted(), Encode(parse(t, other)).Sorted()) {
			t.Errorf("%s is taken for another object", other)
		}
	}
}

func TestCovers(t *testing.T) {
	have := Encode(parse(t, `{"a": "b", "c": 1, "d": {}}`))
	cases := map[string]struct {
		reason string
		want   string
		covers bool
	}{
		"Nothing": {"Where nothing is wanted, all is there.", `{}`, true},
		"Some":    {"Other fields do not count.", `{"c": 1}`, true},
		"Other":   {"Another value does.", `{"a": "b", "c": 2}`, false},
		"Missing": {"So does a field that is not there.", `{"a": "b", "e": null}`, false},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			if got := have.Covers(Encode(parse(t, tc.want)), Value.Equal); got != tc.covers {
				t.Errorf("%s\nCovers(%s) = %v", tc.reason, tc.want, got)
			}
		})
	}
}
