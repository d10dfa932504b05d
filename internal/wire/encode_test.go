package wire

import (
	"encoding/json"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
	"google.golang.org/protobuf/testing/protocmp"
	"google.golang.org/protobuf/types/known/structpb"
)

type inner struct {
	Text string `json:"text,omitempty"`
}

type embedded struct {
	Shared *string `json:"shared,omitempty"`
}

type letter string

type sample struct {
	embedded

	Text     string             `json:"text,omitempty"`
	Pointer  *string            `json:"pointer"`
	Number   *float64           `json:"number,omitempty"`
	Whole    int64              `json:"whole,omitempty"`
	Flag     *bool              `json:"flag,omitempty"`
	List     []*string          `json:"list,omitempty"`
	Structs  []inner            `json:"structs,omitempty"`
	Map      map[string]*string `json:"map,omitempty"`
	Letters  map[letter]letter  `json:"letters,omitempty"`
	Inner    inner              `json:"inner,omitzero"`
	InnerPtr *inner             `json:"innerPtr,omitempty"`
	Hidden   string             `json:"-"`
}

func TestStruct(t *testing.T) {
	cases := map[string]struct {
		reason string
		args   any
		want   map[string]any
	}{
		"Unset": {
			reason: "Unset fields are not written, required pointers included.",
			args:   sample{},
			want:   map[string]any{},
		},
		"ZeroIsNotUnset": {
			reason: "A pointer to a zero value is a value.",
			args:   &sample{Pointer: new(""), Flag: new(false), Number: new(0.0), InnerPtr: &inner{}},
			want:   map[string]any{"pointer": "", "flag": false, "number": 0.0, "innerPtr": map[string]any{}},
		},
		"Everything": {
			reason: "Every kind of field that the provider's types use is written as its JSON tag says.",
			args: sample{
				embedded: embedded{Shared: new("s")},
				Text:     "t",
				Whole:    3,
				List:     []*string{new("a"), nil, new("b")},
				Structs:  []inner{{Text: "x"}, {}},
				Map:      map[string]*string{"k": new("v"), "none": nil},
				Letters:  map[letter]letter{"a": "b"},
				Inner:    inner{Text: "i"},
				Hidden:   "h",
			},
			want: map[string]any{
				"shared":  "s",
				"text":    "t",
				"whole":   3.0,
				"list":    []any{"a", "b"},
				"structs": []any{map[string]any{"text": "x"}, map[string]any{}},
				"map":     map[string]any{"k": "v"},
				"letters": map[string]any{"a": "b"},
				"inner":   map[string]any{"text": "i"},
			},
		},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			got, err := Struct(tc.args)
			if err != nil {
				t.Fatalf("%s\nStruct(...): %v", tc.reason, err)
			}
			want, err := structpb.NewStruct(tc.want)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, got.Decode(), protocmp.Transform()); diff != "" {
				t.Errorf("%s\nStruct(...): -want, +got:\n%s", tc.reason, diff)
			}
		})
	}
}

func TestStructRefuses(t *testing.T) {
	cases := map[string]struct {
		reason string
		args   any
	}{
		"NotAStruct": {reason: "Only structs have fields.", args: "text"},
		"Channel":    {reason: "A kind that JSON does not have is an error, not an omission.", args: struct{ C chan int }{make(chan int)}},
		"NumberKeys": {reason: "Keys in JSON are strings.", args: struct{ M map[int]string }{map[int]string{1: "a"}}},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			if got, err := Struct(tc.args); err == nil {
				t.Errorf("%s\nStruct(...): want an error, got %v", tc.reason, got)
			}
		})
	}
}

// FuzzStructAgreesWithJSON shows that the encoder agrees with encoding/json on
// all set fields.
func FuzzStructAgreesWithJSON(f *testing.F) {
	f.Add(`{"pointer":"p","text":"a","number":1.5,"list":["x"],"map":{"k":"v"},"inner":{"text":"y"}}`)
	f.Add(`{"pointer":"","flag":false,"whole":-7,"letters":{"a":""},"structs":[{"text":"z"}]}`)
	f.Fuzz(func(t *testing.T, in string) {
		var v sample
		if json.Unmarshal([]byte(in), &v) != nil || v.Pointer == nil {
			t.Skip() // encoding/json writes null for an unset required pointer.
		}
		v.List, v.Map = nil, nil // It also writes null for nil items, which are omitted here.
		s, err := Struct(v)
		if errors.Is(err, errText) {
			t.Skip()
		}
		if err != nil {
			t.Fatal(err)
		}
		got, err := s.Decode().MarshalJSON()
		if err != nil {
			t.Fatal(err)
		}
		want, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		var a, b any
		if err := json.Unmarshal(got, &a); err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(want, &b); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(b, a); diff != "" {
			t.Errorf("Struct(%s): -encoding/json, +wire:\n%s", in, diff)
		}
	})
}
