package v1alpha1

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"
	"k8s.io/apiextensions-apiserver/pkg/apis/apiextensions"
	apiextensionsv1 "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/defaulting"
	"k8s.io/apimachinery/pkg/runtime"
)

// structural is the embedded schema as the API server would hold it.
func structural(t *testing.T) *schema.Structural {
	t.Helper()
	var v1 apiextensionsv1.JSONSchemaProps
	if err := json.Unmarshal(schemaJSON, &v1); err != nil {
		t.Fatal(err)
	}
	props := &apiextensions.JSONSchemaProps{}
	if err := apiextensionsv1.Convert_v1_JSONSchemaProps_To_apiextensions_JSONSchemaProps(&v1, props, nil); err != nil {
		t.Fatal(err)
	}
	s, err := schema.NewStructural(props)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestDefaultsAreTheAPIServers compares this package's defaults with those of the
// API server's own code.
func TestDefaultsAreTheAPIServers(t *testing.T) {
	cases := map[string]struct {
		reason string
		args   string
	}{
		"Nothing":  {reason: "Every object that has a default appears, with what is in it.", args: `{}`},
		"Sections": {reason: "An empty section gets its defaults.", args: `{edge: {}, database: {}, cache: {}, search: {masters: {}}}`},
		"Lists":    {reason: "So do the elements of a list.", args: `{services: [{name: a}, {name: b, sidecars: [{name: c}], egress: [{port: 1}], targetGroup: {stickiness: {}}, serviceConnect: {}}]}`},
		"Given":    {reason: "What is given stays, zero values too.", args: `{deletionProtection: false, zones: [c], network: {endpoints: [], flowLogs: {enabled: false}}, services: [{name: a, healthCheck: {graceSeconds: 0}, writableMounts: []}]}`},
		"Nulls":    {reason: "Null is the same as nothing.", args: `{zones: null, edge: null, network: {cidr: null, nat: null, subnets: {public: {a: null}}}, tags: {a: null}, services: [{name: a, env: {B: null}, cpu: null}]}`},
		"Maps":     {reason: "Maps get nothing.", args: `{tags: {a: b}, network: {subnets: {public: {a: 10.0.0.0/24}}}}`},
		"Nonsense": {reason: "What does not fit is left alone.", args: `{zones: a, network: [], services: {}, database: 1}`},
	}
	s := structural(t)
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			given := specOf(t, tc.args)
			want := runtime.DeepCopyJSON(given)
			defaulting.PruneNonNullableNullsWithoutDefaults(want, s)
			defaulting.Default(want, s)
			got, _ := copyJSON(given).(map[string]any)
			applyDefaults(got, specSchema())
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("\n%s\napplyDefaults(...): -API server, +ours:\n%s", tc.reason, diff)
			}
		})
	}
}

func TestCopyJSON(t *testing.T) {
	given := map[string]any{"a": float64(3), "b": 2.5, "c": []any{int64(1), 2}, "d": nil, "e": map[string]any{"f": "g"}}
	want := map[string]any{"a": int64(3), "b": 2.5, "c": []any{int64(1), int64(2)}, "e": map[string]any{"f": "g"}}
	got, _ := copyJSON(given).(map[string]any)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("copyJSON(...): -want, +got:\n%s", diff)
	}
	got["e"].(map[string]any)["f"] = "h"
	if given["e"].(map[string]any)["f"] != "g" {
		t.Error("copyJSON(...): the copy shares a map with the original")
	}
}
