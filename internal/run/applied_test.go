package run

import (
	"strings"
	"testing"

	"github.com/xplatform-dev/xplatform/internal/wire"
)

// record returns an entry of managedFields for a manager and its fields.
func record(manager, operation, fields string) string {
	return `{manager: ` + manager + `, operation: ` + operation + `, apiVersion: a/v1, fieldsType: FieldsV1, fieldsV1: ` + fields + `}`
}

func TestApplied(t *testing.T) {
	const crossplane = composedOwner + "1f2e"
	const provider = `{f:spec: {f:late: {}}}`
	cases := map[string]struct {
		reason  string
		object  string // All of the object but managedFields.
		records []string
		want    string
	}{
		"OwnFields": {
			reason:  "Fields that provider and API server filled in are left out.",
			object:  `metadata: {name: x, uid: u, annotations: {a: b, own: c}, labels: {l: m, own: n}}, spec: {size: 1, late: 2, tags: {k: v, other: w}}, status: {s: 1}`,
			records: []string{record("provider", "Update", provider), record(crossplane, "Apply", `{f:metadata: {f:annotations: {f:own: {}}, f:labels: {f:own: {}}, f:ownerReferences: {}}, f:spec: {f:size: {}, f:tags: {".": {}, f:k: {}}}}`)},
			want:    `{apiVersion: a/v1, kind: K, metadata: {name: x, annotations: {own: c}, labels: {own: n}}, spec: {size: 1, tags: {k: v}}}`,
		},
		"WholeValues": {
			reason:  "A list that is owned as a whole is returned as a whole, and so is an object.",
			object:  `metadata: {name: x, namespace: team}, spec: {zones: [a, b], rules: [{from: 1, to: 2}], ref: {name: y}, none: []}`,
			records: []string{record(crossplane, "Apply", `{f:spec: {f:zones: {}, f:rules: {}, f:ref: {}, f:none: {}}}`)},
			want:    `{apiVersion: a/v1, kind: K, metadata: {name: x, namespace: team}, spec: {zones: [a, b], rules: [{from: 1, to: 2}], ref: {name: y}, none: []}}`,
		},
		"Items": {
			reason: "Owned items of a set are returned, and owned fields of the owned items of a map.",
			object: `metadata: {name: x}, spec: {set: [a, b, 3], map: [{name: p, port: 1, size: 5}, {name: q, port: 1, size: 6}, {name: p, port: 2, size: 7}]}`,
			records: []string{record(crossplane, "Apply",
				`{f:spec: {f:set: {'v:"b"': {}, 'v:3': {}}, f:map: {'k:{"name":"p","port":2}': {".": {}, f:name: {}, f:port: {}}, 'k:{"name":"q","port":1}': {".": {}, f:name: {}, f:size: {}}}}}`)},
			want: `{apiVersion: a/v1, kind: K, metadata: {name: x}, spec: {set: [b, 3], map: [{name: q, size: 6}, {name: p, port: 2}]}}`,
		},
		"Secret": {
			reason:  "A Secret has no spec.",
			object:  `metadata: {name: x}, type: Opaque, data: {host: eA==, other: eQ==}`,
			records: []string{record(crossplane, "Apply", `{f:type: {}, f:data: {".": {}, f:host: {}}}`)},
			want:    `{apiVersion: a/v1, kind: K, metadata: {name: x}, type: Opaque, data: {host: eA==}}`,
		},
		"NoRecord":       {reason: "Without managedFields the applied fields are unknown.", object: `metadata: {name: x}, spec: {size: 1}`},
		"NotApplied":     {reason: "Fields that Crossplane wrote without apply are not desired by it.", object: `metadata: {name: x}, spec: {size: 1}`, records: []string{record(crossplane, "Update", `{f:spec: {f:size: {}}}`)}},
		"TwoComposites":  {reason: "With the fields of two composites, those of this one are unknown.", object: `metadata: {name: x}, spec: {size: 1}`, records: []string{record(crossplane, "Apply", `{f:spec: {f:size: {}}}`), record(crossplane+"3d", "Apply", `{f:spec: {f:size: {}}}`)}},
		"AnotherVersion": {reason: "Paths of another version may identify other fields.", object: `metadata: {name: x}, spec: {size: 1}`, records: []string{strings.Replace(record(crossplane, "Apply", `{f:spec: {f:size: {}}}`), "a/v1", "a/v2", 1)}},
	}
	for title, tc := range cases {
		t.Run(title, func(t *testing.T) {
			object := strings.Replace(tc.object, "metadata: {", "metadata: {managedFields: ["+strings.Join(tc.records, ", ")+"], ", 1)
			got, ok := applied(wire.Encode(parse(t, "{apiVersion: a/v1, kind: K, "+object+"}")))
			if ok != (tc.want != "") {
				t.Fatalf("%s\nwant known %t, got %t", tc.reason, tc.want != "", ok)
			}
			compare(t, tc.reason, tc.want, got)
		})
	}
}
