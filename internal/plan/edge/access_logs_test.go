package edge

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/observed"
	"github.com/xplatform-dev/xplatform/internal/plan/plantest"
)

// Another prefix takes effect without losing what is written on the way.
func TestAccessLogFolders(t *testing.T) {
	const bucket = "farmers-access-logs-abc123"
	logging := func(bucket, prefix string) observed.Resources {
		return observed.Resources{name.LoadBalancer: {Status: map[string]string{"accessLogs.bucket": bucket, "accessLogs.prefix": prefix}}}
	}
	cases := map[string]struct {
		reason string
		prefix string
		seen   observed.Resources
		want   []string
	}{
		"None":      {reason: "Without a prefix, logs begin at the bucket.", want: []string{""}},
		"New":       {reason: "A new load balancer writes where it is to.", prefix: "a", want: []string{"a/"}},
		"Changing":  {reason: "While it changes, it may write to both.", prefix: "a", seen: logging(bucket, "b"), want: []string{"a/", "b/"}},
		"Added":     {reason: "No prefix is one, too.", prefix: "a", seen: logging(bucket, ""), want: []string{"a/", ""}},
		"Changed":   {reason: "And then to the new one alone.", prefix: "a", seen: logging(bucket, "a"), want: []string{"a/"}},
		"Elsewhere": {reason: "What it writes to another bucket is no matter of this one.", prefix: "a", seen: logging("yours", "b"), want: []string{"a/"}},
	}
	for title, tc := range cases {
		t.Run(title, func(t *testing.T) {
			fields := map[string]any{"edge": map[string]any{"certificateArn": plantest.CertificateARN, "accessLogs": map[string]any{"prefix": tc.prefix}}}
			if tc.prefix == "" {
				fields = nil
			}
			if diff := cmp.Diff(tc.want, edge(t, fields, nil, tc.seen).LogBucket.Prefixes); diff != "" {
				t.Errorf("%s\n-want, +got:\n%s", tc.reason, diff)
			}
		})
	}
}
