package wire

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/testing/protocmp"
	"google.golang.org/protobuf/types/known/structpb"
)

const subnetJSON = `{
	"kind": "Subnet", "empty": "", "nothing": null, "object": {}, "list": [],
	"metadata": {"name": "demo", "ownerReferences": [{"uid": "u", "controller": true}]},
	"spec": {"forProvider": {"port": 443, "ratio": 0.5, "large": 9007199254740991, "public": false, "cidrs": ["10.0.0.0/24", "10.0.1.0/24"]}}
}`

func parse(tb testing.TB, text string) *structpb.Struct {
	tb.Helper()
	s := &structpb.Struct{}
	if err := protojson.Unmarshal([]byte(text), s); err != nil {
		tb.Fatal(err)
	}
	return s
}

func TestObject(t *testing.T) {
	object := Encode(parse(t, subnetJSON))
	type want struct {
		Exists, Bool, IsObject bool
		Text, Scalar           string
		Len                    int
	}
	cases := map[string]struct {
		reason string
		path   []string
		want   want
	}{
		"Text":          {"A text is itself.", []string{"kind"}, want{Exists: true, Text: "Subnet", Scalar: "Subnet"}},
		"EmptyText":     {"An empty text is there.", []string{"empty"}, want{Exists: true}},
		"Null":          {"So is null, which is nothing else.", []string{"nothing"}, want{Exists: true}},
		"Object":        {"An object is no scalar.", []string{"metadata"}, want{Exists: true, IsObject: true}},
		"EmptyObject":   {"An object without fields is an object.", []string{"object"}, want{Exists: true, IsObject: true}},
		"Nested":        {"Fields are found by their names.", []string{"metadata", "name"}, want{Exists: true, Text: "demo", Scalar: "demo"}},
		"Integer":       {"Whole numbers have no fraction.", []string{"spec", "forProvider", "port"}, want{Exists: true, Scalar: "443"}},
		"Fraction":      {"Others have.", []string{"spec", "forProvider", "ratio"}, want{Exists: true, Scalar: "0.5"}},
		"Large":         {"Large numbers are written without an exponent.", []string{"spec", "forProvider", "large"}, want{Exists: true, Scalar: "9007199254740991"}},
		"False":         {"A false value exists.", []string{"spec", "forProvider", "public"}, want{Exists: true, Scalar: "false"}},
		"List":          {"A list has a length.", []string{"spec", "forProvider", "cidrs"}, want{Exists: true, Len: 2}},
		"EmptyList":     {"A list may be empty.", []string{"list"}, want{Exists: true}},
		"Item":          {"Items are found by their positions.", []string{"spec", "forProvider", "cidrs", "1"}, want{Exists: true, Text: "10.0.1.0/24", Scalar: "10.0.1.0/24"}},
		"InItem":        {"Fields of items are found.", []string{"metadata", "ownerReferences", "0", "controller"}, want{Exists: true, Bool: true, Scalar: "true"}},
		"BeyondList":    {"A position beyond the end of a list does not exist.", []string{"spec", "forProvider", "cidrs", "2"}, want{}},
		"BeforeList":    {"And begins.", []string{"spec", "forProvider", "cidrs", "-1"}, want{}},
		"NoPosition":    {"Items of a list have no names.", []string{"spec", "forProvider", "cidrs", "first"}, want{}},
		"Missing":       {"A missing field does not exist.", []string{"spec", "initProvider", "port"}, want{}},
		"BelowScalar":   {"A scalar has no fields.", []string{"kind", "name"}, want{}},
		"WithoutAPath":  {"Without a path nothing is returned.", nil, want{}},
		"SimilarPrefix": {"A prefix of a name is another name.", []string{"kin"}, want{}},
	}
	for title, tc := range cases {
		t.Run(title, func(t *testing.T) {
			v := object.Get(tc.path...)
			got := want{Exists: v != nil, Bool: v.Bool(), IsObject: v.IsObject(), Text: v.Text(), Scalar: v.Scalar(), Len: v.Len()}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("%s\n-want, +got:\n%s", tc.reason, diff)
			}
			if v.Is(tc.want.Text) != (tc.want.Text != "" || title == "EmptyText") || v.Is("something else") {
				t.Errorf("%s\nIs(%q) = %v, Is(something else) = %v", tc.reason, tc.want.Text, v.Is(tc.want.Text), v.Is("something else"))
			}
		})
	}
}

// TestObjectOfNothing shows that a nil object has no fields.
func TestObjectOfNothing(t *testing.T) {
	none := Encode(nil)
	for name := range none.Fields() {
		t.Errorf("Fields() of nothing has %s", name)
	}
	if v := none.Get("spec"); v != nil || v.Decode() != nil || v.Object() != nil {
		t.Errorf("Get(spec) of nothing is %v", v)
	}
}

// TestObjectLastCounts shows that the last of two values of one field counts,
// as in protobuf.
func TestObjectLastCounts(t *testing.T) {
	twice := append(Encode(parse(t, `{"a": "first", "b": "x"}`)), Encode(parse(t, `{"a": "last"}`))...)
	want := &structpb.Struct{}
	if err := proto.Unmarshal(twice, want); err != nil {
		t.Fatal(err)
	}
	if got := twice.Get("a").Text(); got != "last" || got != want.GetFields()["a"].GetStringValue() {
		t.Errorf("Get(a) = %q, want last", got)
	}
	if got := twice.Get("b").Text(); got != "x" {
		t.Errorf("Get(b) = %q, want x", got)
	}
}

// TestObjectBroken shows that reading a broken object panics: it must not look
// like a missing one, which a function would create again.
func TestObjectBroken(t *testing.T) {
	whole := Encode(parse(t, subnetJSON))
	defer func() {
		if recover() == nil {
			t.Error("Get(...) of half an object did not panic")
		}
	}()
	whole[:len(whole)-1].Get("metadata", "name")
}

// FuzzObject shows that objects are read and written as by protobuf.
func FuzzObject(f *testing.F) {
	f.Add([]byte(subnetJSON))
	f.Add([]byte(`{"a": {"b": [null, true, false, -1.5e300, "ü", {"c": []}, [[]]]}, "": ""}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		want := &structpb.Struct{}
		if err := protojson.Unmarshal(text, want); err != nil {
			t.Skip()
		}
		object := Encode(want)
		got := &structpb.Struct{}
		if err := proto.Unmarshal(object, got); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got, protocmp.Transform()); diff != "" {
			t.Errorf("Encode(...): -want, +got:\n%s", diff)
		}
		if size := proto.Size(want); size != len(object) {
			t.Errorf("Encode(...) takes %d bytes, and protobuf %d", len(object), size)
		}
		plain, err := proto.Marshal(want)
		if err != nil {
			t.Fatal(err)
		}
		checkSame(t, Value(structValue(plain)), structpb.NewStructValue(want))
	})
}

// structValue returns an encoded Struct as an encoded Value.
func structValue(encoded []byte) []byte {
	return protowire.AppendBytes(protowire.AppendTag(nil, valueStruct, protowire.BytesType), encoded)
}

// checkSame fails if a value is read otherwise than protobuf decodes it.
func checkSame(t *testing.T, got Value, want *structpb.Value) {
	t.Helper()
	if diff := cmp.Diff(want, got.Decode(), protocmp.Transform()); diff != "" {
		t.Errorf("Decode(): -want, +got:\n%s", diff)
	}
	if got.Text() != want.GetStringValue() || got.Bool() != want.GetBoolValue() || got.IsObject() != (want.GetStructValue() != nil) {
		t.Errorf("%v is read as text %q, truth %v, object %v", want, got.Text(), got.Bool(), got.IsObject())
	}
	fields := map[string]bool{}
	for name, below := range got.Object().Fields() {
		fields[name] = true
		checkSame(t, below, want.GetStructValue().GetFields()[name])
		checkSame(t, got.Get(name), want.GetStructValue().GetFields()[name])
	}
	if len(fields) != len(want.GetStructValue().GetFields()) {
		t.Errorf("%v has %d fields", want, len(fields))
	}
	items := want.GetListValue().GetValues()
	if got.Len() != len(items) {
		t.Fatalf("%v has %d items", want, got.Len())
	}
	i := 0
	for item := range got.Items() {
		checkSame(t, item, items[i])
		i++
	}
}
