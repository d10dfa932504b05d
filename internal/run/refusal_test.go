package run

import (
	"maps"
	"slices"
	"strings"
	"testing"

	fnv1 "github.com/crossplane/function-sdk-go/proto/v1"
	"github.com/google/go-cmp/cmp"
	"google.golang.org/grpc/mem"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/testing/protocmp"
	"google.golang.org/protobuf/types/known/structpb"

	"github.com/xplatform-dev/xplatform/internal/wire"
)

// A refused spec of an existing platform: the composite after the last
// reconcile, and one resource.
const (
	faulty      = `{apiVersion: xplatform.dev/v1alpha1, kind: XPlatform, metadata: {name: demo-x, uid: u}, spec: {region: eu-central-1, network: {nonsense: 1}, services: [{name: chat, nonsense: 1}], resourceRefs: [{apiVersion: a/v1, kind: K, name: demo-x-vpc}]}, status: {network: {vpcId: vpc-1}, revision: one, lastHandledReconcileAt: x, conditions: [{type: ComputeReady, status: "False", reason: InvalidSpec}]}}`
	appliedOnce = `{apiVersion: a/v1, kind: K, metadata: {name: demo-x-vpc, managedFields: [{manager: apiextensions.crossplane.io/composed/1, operation: Apply, apiVersion: a/v1, fieldsV1: {f:spec: {f:size: {}}}}]}, spec: {size: 1, late: 2}, status: {conditions: [{type: Ready, status: "True"}]}}`
)

func TestRefusal(t *testing.T) {
	namespaced := strings.NewReplacer("xplatform.dev/v1alpha1, kind: XPlatform, metadata: {", "m.xplatform.dev/v1alpha1, kind: Platform, metadata: {namespace: team, generation: 7, ", "resourceRefs: [{apiVersion: a/v1, kind: K, name: demo-x-vpc}]", "crossplane: {resourceRefs: [{apiVersion: a/v1, kind: K, name: demo-x-vpc}]}")
	const status = `{network: {vpcId: vpc-1}, revision: one}`
	cases := map[string]struct {
		reason   string
		xr       string
		observed string
		want     string // The status of the composite, if everything is held.
	}{
		"First":       {reason: "The first response is fatal: observed resources may be older than those applied last.", xr: strings.Replace(faulty, "reason: InvalidSpec", "reason: Creating", 1), observed: appliedOnce},
		"Again":       {reason: "From the second refusal on everything is held, and the platform is not ready.", xr: faulty, observed: appliedOnce, want: status},
		"Namespaced":  {reason: "A namespaced platform reports its observed generation.", xr: namespaced.Replace(faulty), observed: appliedOnce, want: `{network: {vpcId: vpc-1}, revision: one, observedGeneration: 7}`},
		"NotRecorded": {reason: "Without applied fields on record the response stays fatal.", xr: faulty, observed: strings.Replace(appliedOnce, "operation: Apply", "operation: Update", 1)},
		"NotObserved": {reason: "The response stays fatal if a referenced resource is not observed, because it would be lost.", xr: strings.Replace(faulty, "name: demo-x-vpc}]", "name: demo-x-vpc}, {kind: K, name: other}]", 1), observed: appliedOnce},
	}
	for title, tc := range cases {
		t.Run(title, func(t *testing.T) {
			details := map[string][]byte{"url": []byte("https://example.org")}
			req := &fnv1.RunFunctionRequest{
				Observed: &fnv1.State{
					Composite: &fnv1.Resource{Resource: parse(t, tc.xr), ConnectionDetails: details},
					Resources: map[string]*fnv1.Resource{"vpc": {Resource: parse(t, tc.observed)}},
				},
				Desired: &fnv1.State{Resources: map[string]*fnv1.Resource{"another": {Resource: parse(t, `{kind: Another}`)}}},
				Context: &structpb.Struct{Fields: map[string]*structpb.Value{"k": structpb.NewStringValue("v")}},
			}
			asked := proto.CloneOf(req)
			rsp, err := (&Function{Condition: NetworkReady}).RunFunction(t.Context(), req)
			if err != nil {
				t.Fatal(err)
			}
			sealed, err := (&Function{Condition: NetworkReady}).RunFunction(t.Context(), encodeAndDecode(t, req))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(rsp, sealed, protocmp.Transform()); diff != "" {
				t.Errorf("the response differs for an encoded request: -want, +got:\n%s", diff)
			}
			if diff := cmp.Diff(asked, req, protocmp.Transform()); diff != "" {
				t.Errorf("the function modified the request: -before, +after:\n%s", diff)
			}
			checkConditions(t, tc.reason, rsp)
			if fatal := rsp.GetResults()[len(rsp.GetResults())-1].GetSeverity() == fnv1.Severity_SEVERITY_FATAL; fatal != (tc.want == "") {
				t.Fatalf("%s\nwant a fatal result: %t, got %t", tc.reason, tc.want == "", fatal)
			}
			if tc.want == "" {
				return
			}
			d := rsp.GetDesired()
			compare(t, tc.reason, `{apiVersion: a/v1, kind: K, metadata: {name: demo-x-vpc}, spec: {size: 1}}`, d.GetResources()["vpc"].GetResource())
			compare(t, tc.reason, tc.want, d.GetComposite().GetResource().GetFields()["status"].GetStructValue())
			if keys := slices.Collect(maps.Keys(d.GetResources())); len(keys) != 1 || d.GetComposite().GetReady() != fnv1.Ready_READY_FALSE {
				t.Errorf("%s\ndesired are %v, and the composite is %s", tc.reason, keys, d.GetComposite().GetReady())
			}
			if diff := cmp.Diff(details, d.GetComposite().GetConnectionDetails()); diff != "" {
				t.Errorf("%s\nconnection details: -want, +got:\n%s", tc.reason, diff)
			}
			checkLaterFunctions(t, asked, rsp)
		})
	}
}

// TestRefusalWritesExternalNames shows that the ID of a resource that was just
// created is stored although the spec is refused.
func TestRefusalWritesExternalNames(t *testing.T) {
	created := strings.NewReplacer("a/v1", "ec2.aws.upbound.io/v1beta1", "kind: K", "kind: VPC", "status: {", `status: {atProvider: {id: vpc-1}, `).Replace(appliedOnce)
	rsp, err := (&Function{Condition: NetworkReady}).RunFunction(t.Context(), &fnv1.RunFunctionRequest{Observed: &fnv1.State{
		Composite: &fnv1.Resource{Resource: parse(t, strings.ReplaceAll(faulty, "kind: K,", "kind: VPC,"))},
		Resources: map[string]*fnv1.Resource{"vpc": {Resource: parse(t, created)}},
	}})
	if err != nil {
		t.Fatal(err)
	}
	compare(t, "The ID is added to the applied fields.",
		`{apiVersion: ec2.aws.upbound.io/v1beta1, kind: VPC, metadata: {name: demo-x-vpc, annotations: {crossplane.io/external-name: vpc-1}}, spec: {size: 1}}`,
		rsp.GetDesired().GetResources()["vpc"].GetResource())
}

// encodeAndDecode returns a request as the function's server receives it.
func encodeAndDecode(t *testing.T, req *fnv1.RunFunctionRequest) *fnv1.RunFunctionRequest {
	t.Helper()
	data, err := proto.Marshal(req)
	if err != nil {
		t.Fatal(err)
	}
	out := &fnv1.RunFunctionRequest{}
	if err := wire.NewCodec().Unmarshal(mem.BufferSlice{mem.SliceBuffer(data)}, out); err != nil {
		t.Fatal(err)
	}
	return out
}

// checkConditions checks the conditions in every response to the faulty spec:
// each fault is under its own part, and the others refer to it.
func checkConditions(t *testing.T, reason string, rsp *fnv1.RunFunctionResponse) {
	t.Helper()
	want := map[string]string{
		NetworkReady:  "InvalidSpec: spec.network.nonsense",
		EdgeReady:     "WaitingForSpec: see NetworkReady, ComputeReady",
		DataReady:     "WaitingForSpec: see NetworkReady, ComputeReady",
		ComputeReady:  "InvalidSpec: spec.services[0].nonsense",
		PlatformReady: "InvalidSpec: spec.network.nonsense",
	}
	for part, says := range want {
		c := conditionOf(t, rsp, part)
		r, message, _ := strings.Cut(says, ": ")
		if c.GetStatus() != fnv1.Status_STATUS_CONDITION_FALSE || c.GetReason() != r || !strings.Contains(c.GetMessage(), message) || c.GetTarget() != fnv1.Target_TARGET_COMPOSITE_AND_CLAIM {
			t.Errorf("%s\n%s: want %s, got %s", reason, part, says, c)
		}
	}
	warning := rsp.GetResults()[0]
	if warning.GetSeverity() != fnv1.Severity_SEVERITY_WARNING || warning.GetTarget() != fnv1.Target_TARGET_COMPOSITE_AND_CLAIM || !strings.Contains(warning.GetMessage(), "spec.services[0].nonsense") {
		t.Errorf("%s\nno event on the claim: %s", reason, warning)
	}
}

// checkLaterFunctions checks that functions after the one that refused change
// nothing and add no conditions.
func checkLaterFunctions(t *testing.T, asked *fnv1.RunFunctionRequest, rsp *fnv1.RunFunctionResponse) {
	t.Helper()
	next := proto.CloneOf(asked)
	next.Desired, next.Context = rsp.GetDesired(), rsp.GetContext()
	got, err := (&Function{Condition: EdgeReady}).RunFunction(t.Context(), next)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(rsp.GetDesired(), got.GetDesired(), protocmp.Transform()); diff != "" || len(got.GetConditions())+len(got.GetResults()) > 0 {
		t.Errorf("the next function adds %v %v, and changes: -before, +after:\n%s", got.GetConditions(), got.GetResults(), diff)
	}
	if got.GetContext().GetFields()["k"].GetStringValue() != "v" {
		t.Error("the context of another function is lost")
	}
}
