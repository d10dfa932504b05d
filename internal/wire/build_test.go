package wire

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"google.golang.org/protobuf/testing/protocmp"
)

func TestBuild(t *testing.T) {
	cases := map[string]struct {
		reason string
		got    Object
		want   string
	}{
		"Empty":    {"An object may have no fields.", New(), `{}`},
		"Text":     {"A text may be empty.", New().AppendText("a", "b").AppendText("c", ""), `{"a": "b", "c": ""}`},
		"Object":   {"An object may be in another.", New().AppendObject("a", New().AppendObject("b", nil)), `{"a": {"b": {}}}`},
		"Value":    {"A value is appended as it is.", New().Append("a", Bool(true)).Append("b", Bool(false)).Append("c", Text("d")), `{"a": true, "b": false, "c": "d"}`},
		"List":     {"A list keeps its order.", New().Append("a", List(Text("b"), Bool(true), List())).Append("c", Texts("d", "", "e")), `{"a": ["b", true, []], "c": ["d", "", "e"]}`},
		"Set":      {"A field that an object does not have is added.", Encode(parse(t, `{"a": 1}`)).With("b", Text("c")), `{"a": 1, "b": "c"}`},
		"Replaced": {"A field that it has is replaced.", Encode(parse(t, `{"a": 1, "b": {"c": 2}}`)).With("b", New().AppendText("d", "e").Value()), `{"a": 1, "b": {"d": "e"}}`},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(parse(t, tc.want), tc.got.Decode(), protocmp.Transform()); diff != "" {
				t.Errorf("%s\n-want, +got:\n%s", tc.reason, diff)
			}
		})
	}
}

// TestReadIsNotOverwritten appends to what was read of a request, which others read too.
func TestReadIsNotOverwritten(t *testing.T) {
	whole := Encode(parse(t, `{"a": {"b": "c"}, "d": ["e", {}], "f": "g"}`))
	want := whole.Decode()
	for _, v := range whole.Fields() {
		v.Object().AppendText("x", "overwrites what follows")
		for item := range v.Items() {
			item.Object().AppendText("x", "overwrites what follows")
		}
	}
	whole.Get("a").Object().AppendText("x", "overwrites what follows")
	whole.With("f", Text("h"))
	if diff := cmp.Diff(want, whole.Decode(), protocmp.Transform()); diff != "" {
		t.Errorf("-want, +got:\n%s", diff)
	}
}

func TestEqual(t *testing.T) {
	value := func(document string) Value { return Encode(parse(t, `{"a": `+document+`}`)).Get("a") }
	cases := map[string]struct {
		reason    string
		one, two  Value
		wantEqual bool
	}{
		"Same":     {"A value equals itself.", value(`1`), value(`1`), true},
		"Other":    {"Another number does not.", value(`1`), value(`2`), false},
		"Kind":     {"A text is no number.", value(`1`), value(`"1"`), false},
		"Order":    {"Fields have no order.", New().AppendText("a", "b").AppendText("c", "d").Value(), New().AppendText("c", "d").AppendText("a", "b").Value(), true},
		"None":     {"No value is none.", nil, value(`null`), false},
		"Nothings": {"Two that are not there are equal.", nil, nil, true},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			if got := tc.one.Equal(tc.two); got != tc.wantEqual {
				t.Errorf("%s\nEqual() = %v", tc.reason, got)
			}
		})
	}
}

// TestOpen decodes what was sealed, and nothing is lost.
func TestOpen(t *testing.T) {
	want := state(t)
	want.Resources["sealed"] = want.GetResources()["subnet"]
	rsp := response(state(t))
	rsp.Desired.Resources["sealed"] = Sealed(Encode(parse(t, subnetJSON)), want.GetResources()["subnet"].GetReady())
	rsp.Desired.Resources["details"] = roundTrip(t, request(t)).GetDesired().GetResources()["details"]
	if err := Open(rsp); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, rsp.GetDesired(), protocmp.Transform()); diff != "" {
		t.Errorf("-want, +got:\n%s", diff)
	}
}
