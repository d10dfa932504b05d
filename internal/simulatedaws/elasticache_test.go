package simulatedaws

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestCache(t *testing.T) {
	cases := map[string]struct {
		reason string
		of     string
		fields []string
		want   map[string]any
	}{
		"OneGroup": {
			reason: "Without node groups there is an endpoint to write to and one to read from.",
			of:     "demo-cache",
			fields: []string{"clusterEnabled", "configurationEndpointAddress", "primaryEndpointAddress", "readerEndpointAddress", "memberClusters", "engineVersionActual"},
			want: map[string]any{
				"clusterEnabled":         false,
				"primaryEndpointAddress": "master.demo-cache.d20e9b.euc1.cache.amazonaws.com",
				"readerEndpointAddress":  "replica.demo-cache.d20e9b.euc1.cache.amazonaws.com",
				"memberClusters":         []any{"demo-cache-001", "demo-cache-002"},
				"engineVersionActual":    "8.0.0",
			},
		},
		"NodeGroups": {
			reason: "With node groups there is one endpoint for all of them.",
			of:     "demo-sharded",
			fields: []string{"clusterEnabled", "configurationEndpointAddress", "primaryEndpointAddress", "readerEndpointAddress", "memberClusters", "engineVersionActual"},
			want: map[string]any{
				"clusterEnabled":               true,
				"configurationEndpointAddress": "clustercfg.demo-sharded.d20e9b.euc1.cache.amazonaws.com",
				"memberClusters":               []any{"demo-sharded-0001-001", "demo-sharded-0001-002", "demo-sharded-0002-001", "demo-sharded-0002-002"},
				"engineVersionActual":          "7.1.0",
			},
		},
	}
	got, err := (&Provider{Sound: true}).Act(objects(t, everyKind), nil)
	if err != nil {
		t.Fatalf("Act(...): %v", err)
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(tc.want, look(named(t, got, "ReplicationGroup", tc.of), tc.fields...).Status); diff != "" {
				t.Errorf("%s\nAct(...): -want, +got:\n%s", tc.reason, diff)
			}
		})
	}
}

func TestShortRegion(t *testing.T) {
	for region, want := range map[string]string{"eu-central-1": "euc1", "us-east-1": "use1", "ap-southeast-2": "apse2"} {
		if got := shortRegion(region); got != want {
			t.Errorf("shortRegion(%q): want %s, got %s", region, want, got)
		}
	}
}
