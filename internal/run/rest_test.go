package run

import (
	"testing"
	"time"

	fnv1 "github.com/crossplane/function-sdk-go/proto/v1"
	ec2 "github.com/upbound/provider-aws/v2/apis/namespaced/ec2/v1beta1"

	"github.com/xplatform-dev/xplatform/internal/emit"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/plan"
)

// TestTTL shows that the TTL is short while a change is pending, and long
// otherwise.
func TestTTL(t *testing.T) {
	pending := func(in Input) (Output, error) {
		out, err := vpc(add)(in)
		out.Progress = []plan.Progress{{Text: "requests move"}}
		return out, err
	}
	updated := func(in Input) (Output, error) {
		spec := *in.Platform.Spec
		spec.Network.CIDR = "10.0.0.0/15"
		in.Platform.Spec = &spec
		return vpc(add)(in)
	}
	cases := map[string]struct {
		reason  string
		compose func(Input) (Output, error)
		ready   string
		want    time.Duration
	}{
		"Resting":  {reason: "A ready platform is reconciled rarely.", compose: vpc(add), ready: "True", want: ttlSettled},
		"Updating": {reason: "A resource without its desired state is observed soon.", compose: updated, ready: "True", want: ttlUnsettled},
		"Creating": {reason: "A resource that is becoming ready is observed soon.", compose: vpc(add), ready: "False", want: ttlUnsettled},
		"Leaving":  {reason: "A resource that is kept until nothing uses it is observed soon.", compose: vpc(func(s *emit.Set, _ *ec2.VPC) { s.Drain(name.VPC) }), ready: "True", want: ttlUnsettled},
		"Pending":  {reason: "A pending change is observed soon.", compose: pending, ready: "True", want: ttlUnsettled},
	}
	for title, tc := range cases {
		t.Run(title, func(t *testing.T) {
			observed := parse(t, `{apiVersion: ec2.aws.upbound.io/v1beta1, kind: VPC, metadata: {name: demo-x-vpc}, spec: {deletionPolicy: Delete, managementPolicies: [Observe, Create, Update, Delete], providerConfigRef: {name: default}, forProvider: {region: eu-central-1, cidrBlock: 10.0.0.0/16, tags: {Name: demo-x-vpc, xplatform.dev/claim: team/demo, xplatform.dev/platform: demo-x}}}, status: {conditions: [{type: Ready, status: "`+tc.ready+`"}]}}`)
			f := &Function{Condition: "NetworkReady", Compose: tc.compose}
			rsp, err := f.RunFunction(t.Context(), &fnv1.RunFunctionRequest{Observed: &fnv1.State{
				Composite: &fnv1.Resource{Resource: parse(t, xr)},
				Resources: map[string]*fnv1.Resource{"vpc": {Resource: observed}},
			}})
			if err != nil {
				t.Fatal(err)
			}
			if got := rsp.GetMeta().GetTtl().AsDuration(); got != tc.want {
				t.Errorf("%s\nwant a TTL of %s, got %s", tc.reason, tc.want, got)
			}
		})
	}
}
