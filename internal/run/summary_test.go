package run

import (
	"errors"
	"strings"
	"testing"

	fnv1 "github.com/crossplane/function-sdk-go/proto/v1"
	ec2 "github.com/upbound/provider-aws/v2/apis/namespaced/ec2/v1beta1"

	"github.com/xplatform-dev/xplatform/internal/emit"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/plan"
)

// TestSummary lets all parts report, in several orders, and checks the summary
// of the last one: it alone sets it, because a condition must be set once.
func TestSummary(t *testing.T) {
	nothing := func(Input) (Output, error) { return Output{}, nil }
	held := func(Input) (Output, error) {
		return Output{Lifecycle: plan.Lifecycle{Held: []string{"confirm it"}}}, nil
	}
	refused := func(Input) (Output, error) { return Output{}, errors.New("spec.cache: no") }
	waits := vpc(func(s *emit.Set, v *ec2.VPC) { s.AddWhenKnown(plan.Blockers{{Why: "rain"}}, name.VPC, v) })
	platform := strings.NewReplacer("uid: u,", `uid: u, annotations: {xplatform.dev/revision: two},`, "}}, spec", "}}, status: {revision: one}, spec").Replace(xr)
	cases := map[string]struct {
		reason        string
		network, data func(Input) (Output, error)
		want          string
		revision      string
	}{
		"Available": {"With everything as the spec asks, its revision is reached.", nothing, nothing, "Available: 0 of 0 ready", "two"},
		"Waiting":   {"One part that waits is enough, and the former revision stays the last that was reached.", waits, nothing, "Waiting: 0 of 1 ready; NetworkReady: Waiting; vpc waits for rain", "one"},
		"Urgent":    {"A problem that requires action comes first.", waits, held, "DeletionNotConfirmed: 0 of 1 ready; NetworkReady: Waiting; DataReady: DeletionNotConfirmed; confirm it", "one"},
		"Refused":   {"The parts before the one that refuses have reported their state.", waits, refused, "InvalidSpec: spec.cache: no (see DataReady)", ""},
	}
	for title, tc := range cases {
		t.Run(title, func(t *testing.T) {
			all := map[string]*Function{
				NetworkReady: {Condition: NetworkReady, Compose: tc.network}, EdgeReady: {Condition: EdgeReady, Compose: nothing},
				DataReady: {Condition: DataReady, Compose: tc.data}, ComputeReady: {Condition: ComputeReady, Compose: nothing},
			}
			for _, order := range [][]string{parts, {DataReady, ComputeReady, EdgeReady, NetworkReady}, {EdgeReady, DataReady, NetworkReady, ComputeReady}} {
				conditions, revision := runAll(t, platform, all, order)
				if c := conditions[PlatformReady]; c.GetReason()+": "+c.GetMessage() != tc.want || (c.GetStatus() == fnv1.Status_STATUS_CONDITION_TRUE) != (c.GetReason() == "Available") {
					t.Errorf("%s\n%v: want %s, got %s", tc.reason, order, tc.want, c)
				}
				if len(conditions) != 1+len(parts) || revision != tc.revision {
					t.Errorf("%s\n%v: revision %q, want %q, conditions %v", tc.reason, order, revision, tc.revision, conditions)
				}
			}
		})
	}
}

// runAll runs functions one after the other, as far as Crossplane would.
func runAll(t *testing.T, platform string, all map[string]*Function, order []string) (conditions map[string]*fnv1.Condition, revision string) {
	t.Helper()
	conditions = map[string]*fnv1.Condition{}
	req := &fnv1.RunFunctionRequest{Observed: &fnv1.State{Composite: &fnv1.Resource{Resource: parse(t, platform)}}}
	for _, part := range order {
		rsp, err := all[part].RunFunction(t.Context(), req)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range rsp.GetConditions() {
			if conditions[c.GetType()] != nil {
				t.Errorf("%v: %s is set twice", order, c.GetType())
			}
			conditions[c.GetType()] = c
		}
		req.Desired, req.Context = rsp.GetDesired(), rsp.GetContext()
		if rsp.GetDesired() == nil {
			break // The result was fatal.
		}
	}
	return conditions, req.GetDesired().GetComposite().GetResource().GetFields()["status"].GetStructValue().GetFields()["revision"].GetStringValue()
}
