package run

import (
	"errors"
	"testing"
	"time"

	fnv1 "github.com/crossplane/function-sdk-go/proto/v1"
	"github.com/google/go-cmp/cmp"
	ec2 "github.com/upbound/provider-aws/v2/apis/namespaced/ec2/v1beta1"
	"google.golang.org/protobuf/types/known/durationpb"

	"github.com/xplatform-dev/xplatform/internal/emit"
	"github.com/xplatform-dev/xplatform/internal/name"
)

// TestTogether shows that several parts in one call respond as a pipeline of
// them does.
func TestTogether(t *testing.T) {
	resource := vpc(func(s *emit.Set, v *ec2.VPC) { s.Add(name.VPC, v) })
	nothing := func(Input) (Output, error) { return Output{}, nil }
	refused := func(Input) (Output, error) { return Output{}, errors.New("spec.edge: no") }
	panics := func(Input) (Output, error) { panic("broken") }
	type want struct {
		conditions map[string]string
		resources  int
		fatal      bool
	}
	cases := map[string]struct {
		reason string
		edge   func(Input) (Output, error)
		want   want
	}{
		"Composed": {
			"Every part has its condition, and the last one summarizes them.", nothing,
			want{conditions: map[string]string{NetworkReady: "Creating", EdgeReady: "Available", DataReady: "Available", ComputeReady: "Available", PlatformReady: "Creating"}, resources: 1},
		},
		"Refused": {
			"A part that refuses ends the call, as it ends a pipeline.", refused,
			want{conditions: map[string]string{NetworkReady: "Creating", EdgeReady: "InvalidSpec", DataReady: "WaitingForSpec", ComputeReady: "WaitingForSpec", PlatformReady: "InvalidSpec"}, fatal: true},
		},
		"Panics": {
			"A part that panics ends the call, under its own condition.", panics,
			want{conditions: map[string]string{NetworkReady: "Creating", EdgeReady: "InternalError", DataReady: "Waiting", ComputeReady: "Waiting", PlatformReady: "InternalError"}, fatal: true},
		},
	}
	for title, tc := range cases {
		t.Run(title, func(t *testing.T) {
			f := Together(
				&Function{Condition: NetworkReady, Compose: resource}, &Function{Condition: EdgeReady, Compose: tc.edge},
				&Function{Condition: DataReady, Compose: nothing}, &Function{Condition: ComputeReady, Compose: nothing},
			)
			rsp, err := f.RunFunction(t.Context(), &fnv1.RunFunctionRequest{Observed: &fnv1.State{Composite: &fnv1.Resource{Resource: parse(t, xr)}}})
			if err != nil {
				t.Fatal(err)
			}
			got := want{conditions: map[string]string{}, resources: len(rsp.GetDesired().GetResources())}
			for _, c := range rsp.GetConditions() {
				if got.conditions[c.GetType()] != "" {
					t.Errorf("%s\n%s is set twice", tc.reason, c.GetType())
				}
				got.conditions[c.GetType()] = c.GetReason()
			}
			for _, r := range rsp.GetResults() {
				got.fatal = got.fatal || isFatal(r)
			}
			if diff := cmp.Diff(tc.want, got, cmp.AllowUnexported(want{})); diff != "" {
				t.Errorf("%s\nRunFunction(...): -want, +got:\n%s", tc.reason, diff)
			}
		})
	}
}

func TestJoin(t *testing.T) {
	part := func(ttl time.Duration, secret string) *fnv1.RunFunctionResponse {
		return &fnv1.RunFunctionResponse{
			Meta:         &fnv1.ResponseMeta{Ttl: durationpb.New(ttl)},
			Requirements: &fnv1.Requirements{Resources: map[string]*fnv1.ResourceSelector{secret: {Kind: "Secret"}}},
		}
	}
	all := &fnv1.RunFunctionResponse{}
	join(all, part(ttlSettled, "one"))
	join(all, part(ttlUnsettled, "two"))
	join(all, &fnv1.RunFunctionResponse{Meta: &fnv1.ResponseMeta{Ttl: durationpb.New(ttlSettled)}})
	if got := all.GetMeta().GetTtl().AsDuration(); got != ttlUnsettled {
		t.Errorf("The shortest TTL applies: got %s, want %s", got, ttlUnsettled)
	}
	if got := all.GetRequirements().GetResources(); len(got) != 2 || got["one"] == nil || got["two"] == nil {
		t.Errorf("The requirements of all parts are joined: got %v", got)
	}
}
