package run

import (
	"cmp"
	"errors"
	"maps"
	"strings"
	"testing"

	xpv1 "github.com/crossplane/crossplane-runtime/v2/apis/common/v1"
	xpv2 "github.com/crossplane/crossplane-runtime/v2/apis/common/v2"
	fnv1 "github.com/crossplane/function-sdk-go/proto/v1"
	gocmp "github.com/google/go-cmp/cmp"
	ec2 "github.com/upbound/provider-aws/v2/apis/namespaced/ec2/v1beta1"
	"google.golang.org/protobuf/testing/protocmp"
	"google.golang.org/protobuf/types/known/structpb"
	corev1 "k8s.io/api/core/v1"
	"sigs.k8s.io/yaml"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/emit"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/plan"
)

const xr = `{apiVersion: xplatform.dev/v1alpha1, kind: XPlatform, metadata: {name: demo-x, uid: u, labels: {crossplane.io/claim-name: demo, crossplane.io/claim-namespace: team}}, spec: {region: eu-central-1}}`

// vpc asks for one VPC, in one of the ways a function can.
func vpc(ask func(s *emit.Set, v *ec2.VPC)) func(Input) (Output, error) {
	return func(in Input) (Output, error) {
		var s emit.Set
		ask(&s, &ec2.VPC{Spec: ec2.VPCSpec{ForProvider: ec2.VPCParameters_2{Region: &in.Platform.Spec.Region, CidrBlock: &in.Platform.Spec.Network.CIDR}}})
		return Output{Desired: s, Status: v1alpha1.PlatformStatus{Network: v1alpha1.NetworkStatus{VPCID: in.Observed.VPC().ID()}}}, nil
	}
}

func add(s *emit.Set, v *ec2.VPC) { s.Add(name.VPC, v) }

func TestRunFunction(t *testing.T) {
	type args struct {
		xr       string
		observed map[string]string
		compose  func(Input) (Output, error)
		part     string // The condition that is looked at: the function's own, if empty.
	}
	type want struct {
		condition, reason, message string
		fatal                      string
		resource                   string
		ready                      fnv1.Ready
		composite                  fnv1.Ready
		status                     string
	}
	const asked = `{deletionPolicy: Delete, managementPolicies: [Observe, Create, Update, Delete], providerConfigRef: {name: default}, forProvider: {region: eu-central-1, cidrBlock: 10.0.0.0/16, tags: {Name: demo-x-vpc, xplatform.dev/claim: team/demo, xplatform.dev/platform: demo-x}}}`
	observedVPC := func(status string) map[string]string {
		return map[string]string{"vpc": `{apiVersion: ec2.aws.upbound.io/v1beta1, kind: VPC, metadata: {name: demo-x-vpc, uid: v, annotations: {crossplane.io/external-name: vpc-1, noise: n}}, spec: ` + asked + `, status: ` + status + `}`}
	}
	const emitted = `{apiVersion: ec2.aws.upbound.io/v1beta1, kind: VPC, metadata: {name: demo-x-vpc}, spec: ` + asked + `}`
	const existing = `{apiVersion: ec2.aws.upbound.io/v1beta1, kind: VPC, metadata: {name: demo-x-vpc, annotations: {crossplane.io/external-name: vpc-1}}, spec: ` + asked + `}`
	const kept = existing
	const removed = `{onDelete: {removed: [vpc]}}`
	cases := map[string]struct {
		reason string
		args   args
		want   want
	}{
		"Creating": {
			reason: "A new resource is asked for, and not ready.",
			args:   args{compose: vpc(add)},
			want:   want{condition: "False", reason: "Creating", message: "not ready yet: vpc. 0 of 1 ready", resource: emitted, ready: fnv1.Ready_READY_FALSE, status: removed},
		},
		"Available": {
			reason: "With everything ready the condition is true, and the platform's own readiness is left to Crossplane.",
			args:   args{compose: vpc(add), observed: observedVPC(`{atProvider: {id: vpc-1}, conditions: [{type: Ready, status: "True"}]}`)},
			want:   want{condition: "True", reason: "Available", resource: existing, ready: fnv1.Ready_READY_TRUE, status: `{network: {vpcId: vpc-1}, onDelete: {removed: [vpc]}}`},
		},
		"Updating": {
			reason: "What is ready as it was, and asked to become something else, is not ready yet.",
			args: args{
				xr:      strings.Replace(xr, "spec: {", "spec: {tags: {team: shop}, ", 1),
				compose: vpc(add), observed: observedVPC(`{atProvider: {id: vpc-1}, conditions: [{type: Ready, status: "True"}]}`),
			},
			want: want{
				condition: "False", reason: "Updating", message: "being updated: vpc. 0 of 1 ready", ready: fnv1.Ready_READY_TRUE, status: `{network: {vpcId: vpc-1}, onDelete: {removed: [vpc]}}`,
				resource: strings.Replace(existing, "tags: {", "tags: {team: shop, ", 1),
			},
		},
		"NotSeen": {
			reason: "What the provider has not looked at since it changed is not ready yet.",
			args: args{compose: vpc(add), observed: map[string]string{"vpc": strings.NewReplacer("uid: v", "uid: v, generation: 3").Replace(
				observedVPC(`{conditions: [{type: Ready, status: "True"}, {type: Synced, status: "True", observedGeneration: 2}]}`)["vpc"])}},
			want: want{condition: "False", reason: "Updating", message: "being updated: vpc. 0 of 1 ready", resource: existing, ready: fnv1.Ready_READY_TRUE, status: removed},
		},
		"Ongoing": {
			reason: "What AWS is busy with is not ready yet.",
			args:   args{compose: vpc(add), observed: observedVPC(`{conditions: [{type: Ready, status: "True"}, {type: AsyncOperation, status: "False", reason: Ongoing}]}`)},
			want:   want{condition: "False", reason: "Updating", message: "being updated: vpc. 0 of 1 ready", resource: existing, ready: fnv1.Ready_READY_TRUE, status: removed},
		},
		"ProviderError": {
			reason: "The provider's own words reach the user.",
			args:   args{compose: vpc(add), observed: observedVPC(`{conditions: [{type: Synced, status: "False", message: "VpcLimitExceeded"}]}`)},
			want:   want{condition: "False", reason: "ProviderError", message: "vpc: VpcLimitExceeded. 0 of 1 ready", resource: existing, ready: fnv1.Ready_READY_FALSE, status: removed},
		},
		"Aside": {
			reason: "What nothing waits for may fail: the platform is ready, and says so.",
			args: args{
				compose:  vpc(func(s *emit.Set, v *ec2.VPC) { s.AddPart(name.InternetGateway, name.VPC, v) }),
				observed: observedVPC(`{conditions: [{type: Synced, status: "False", message: "Missing Resource Identity After Read"}]}`),
			},
			want: want{condition: "True", reason: "Available", message: "vpc is not ready and holds nothing up: Missing Resource Identity After Read", resource: existing, ready: fnv1.Ready_READY_TRUE, status: removed},
		},
		"UnresolvedReference": {
			reason: "That a referenced resource does not exist yet is no error.",
			args:   args{compose: vpc(add), observed: observedVPC(`{conditions: [{type: Synced, status: "False", message: "cannot resolve references: mg.Spec"}]}`)},
			want:   want{condition: "False", reason: "Creating", message: "not ready yet: vpc. 0 of 1 ready", resource: existing, ready: fnv1.Ready_READY_FALSE, status: removed},
		},
		"Withheld": {
			reason: "What waits is not created, and the platform is not ready although nothing else is unready.",
			args:   args{compose: vpc(func(s *emit.Set, v *ec2.VPC) { s.AddWhenKnown("rain", name.VPC, v) })},
			want:   want{condition: "False", reason: "Waiting", message: "vpc waits for rain. 0 of 1 ready", composite: fnv1.Ready_READY_FALSE},
		},
		"WithheldAndObserved": {
			reason: "What exists stays exactly as it is, whatever is missing.",
			args: args{
				compose:  vpc(func(s *emit.Set, v *ec2.VPC) { s.AddWhenKnown("rain", name.VPC, v) }),
				observed: observedVPC(`{conditions: [{type: Ready, status: "True"}]}`),
			},
			want: want{condition: "False", reason: "Waiting", message: "vpc is unchanged while it waits for rain", resource: kept, ready: fnv1.Ready_READY_TRUE, status: removed},
		},
		"FailingWhileItWaits": {
			reason: "The provider's own words come before what is awaited: a person can act on them.",
			args: args{
				compose:  vpc(func(s *emit.Set, v *ec2.VPC) { s.AddWhenKnown("rain", name.VPC, v) }),
				observed: observedVPC(`{conditions: [{type: Synced, status: "False", message: "VpcLimitExceeded"}]}`),
			},
			want: want{condition: "False", reason: "ProviderError", message: "vpc: VpcLimitExceeded. 0 of 1 ready", resource: kept, ready: fnv1.Ready_READY_FALSE, status: removed},
		},
		"RolledBack": {
			reason: "What AWS took back is something that a person has to act on.",
			args: args{
				compose: func(in Input) (Output, error) {
					out, err := vpc(add)(in)
					out.RolledBack, out.Progress = []string{"it went back"}, []string{"it moves"}
					return out, err
				},
				observed: observedVPC(`{atProvider: {id: vpc-1}, conditions: [{type: Ready, status: "True"}]}`),
			},
			want: want{condition: "False", reason: "RolledBack", message: "it went back. it moves", resource: existing, ready: fnv1.Ready_READY_TRUE, status: `{network: {vpcId: vpc-1}, onDelete: {removed: [vpc]}}`},
		},
		"Kept": {
			reason: "What leaves the claim and is still in use stays exactly as it is.",
			args: args{
				compose:  vpc(func(s *emit.Set, _ *ec2.VPC) { s.Drain(name.VPC) }),
				observed: observedVPC(`{conditions: [{type: Ready, status: "True"}]}`),
			},
			want: want{condition: "True", reason: "Available", resource: kept, ready: fnv1.Ready_READY_TRUE, status: removed},
		},
		"Surrendered": {
			reason: "What may be deleted next stays as it is, but for all that protects it.",
			args: args{
				compose:  vpc(func(s *emit.Set, _ *ec2.VPC) { s.Apply(plan.Lifecycle{Unprotected: []name.Key{name.VPC}}) }),
				observed: map[string]string{"vpc": `{apiVersion: a/v1, kind: K, metadata: {name: demo-x-vpc}, spec: {deletionPolicy: Orphan, managementPolicies: [Observe], forProvider: {size: 1, deletionProtection: true}}, status: {conditions: [{type: Ready, status: "True"}]}}`},
			},
			want: want{condition: "False", reason: "Updating", message: "being updated: vpc. 0 of 1 ready", ready: fnv1.Ready_READY_TRUE, status: removed, resource: `{apiVersion: a/v1, kind: K, metadata: {name: demo-x-vpc}, spec: {deletionPolicy: Delete, managementPolicies: [Observe, Delete], forProvider: {size: 1, deletionProtection: false}}}`},
		},
		"KeptSecret": {
			reason: "A Secret that is kept keeps what it holds, and where it is.",
			args: args{
				compose:  vpc(func(s *emit.Set, _ *ec2.VPC) { s.Drain(name.VPC) }),
				observed: map[string]string{"vpc": `{apiVersion: v1, kind: Secret, metadata: {name: stores, namespace: team, uid: s}, type: Opaque, data: {host: eA==}}`},
			},
			want: want{condition: "True", reason: "Available", ready: fnv1.Ready_READY_TRUE, status: removed, resource: `{apiVersion: v1, kind: Secret, metadata: {name: stores, namespace: team}, type: Opaque, data: {host: eA==}}`},
		},
		"Held": {
			reason: "What nobody has confirmed turns the condition false, and says what to do.",
			args: args{compose: func(Input) (Output, error) {
				return Output{Lifecycle: plan.Lifecycle{Held: []string{"write confirmDeletion"}}}, nil
			}},
			want: want{condition: "False", reason: "DeletionNotConfirmed", message: "write confirmDeletion"},
		},
		"Retained": {
			reason: "What is protected may not be deleted, and status says so beforehand.",
			args: args{compose: func(in Input) (Output, error) {
				out, err := vpc(add)(in)
				out.Retained = map[name.Key]bool{name.VPC: true}
				return out, err
			}},
			want: want{
				condition: "False", reason: "Creating", message: "not ready yet: vpc. 0 of 1 ready",
				resource: strings.NewReplacer(`[Observe, Create, Update, Delete]`, `[Observe, Create, Update]`, "deletionPolicy: Delete", "deletionPolicy: Orphan").Replace(emitted),
				ready:    fnv1.Ready_READY_FALSE, status: `{onDelete: {kept: [vpc]}}`,
			},
		},
		"OnlyObserved": {
			reason: "What is somebody else's gets no tags.",
			args: args{compose: vpc(func(s *emit.Set, v *ec2.VPC) {
				v.Spec.ManagedResourceSpec = xpv2.ManagedResourceSpec{ManagementPolicies: xpv1.ManagementPolicies{xpv1.ManagementActionObserve}}
				s.Add(name.VPC, v)
			})},
			want: want{
				condition: "False", reason: "Creating", message: "not ready yet: vpc. 0 of 1 ready",
				resource: `{apiVersion: ec2.aws.upbound.io/v1beta1, kind: VPC, metadata: {name: demo-x-vpc}, spec: {deletionPolicy: Orphan, managementPolicies: [Observe], providerConfigRef: {name: default}, forProvider: {region: eu-central-1, cidrBlock: 10.0.0.0/16}}}`,
				ready:    fnv1.Ready_READY_FALSE, status: `{onDelete: {kept: [vpc]}}`,
			},
		},
		"Namespaced": {
			reason: "A namespaced composite has namespaced managed resources.",
			args: args{
				xr:      `{apiVersion: m.xplatform.dev/v1alpha1, kind: Platform, metadata: {name: demo, namespace: team, uid: u}, spec: {region: eu-central-1}}`,
				compose: vpc(add),
			},
			want: want{
				condition: "False", reason: "Creating", message: "not ready yet: vpc. 0 of 1 ready",
				resource: `{apiVersion: ec2.aws.m.upbound.io/v1beta1, kind: VPC, metadata: {name: demo-vpc}, spec: {managementPolicies: [Observe, Create, Update, Delete], providerConfigRef: {kind: ClusterProviderConfig, name: default}, forProvider: {region: eu-central-1, cidrBlock: 10.0.0.0/16, tags: {Name: demo-vpc, xplatform.dev/claim: team/demo, xplatform.dev/platform: demo}}}}`,
				ready:    fnv1.Ready_READY_FALSE, status: removed,
			},
		},
		"InvalidSpec": {
			reason: "Every fault is named, and nothing is changed.",
			args:   args{xr: strings.Replace(xr, "region: eu-central-1", "zones: [a], nonsense: 1", 1), compose: vpc(add)},
			want:   want{condition: "False", reason: "InvalidSpec", fatal: "spec.nonsense"},
		},
		"PlanFails": {
			reason: "What planning refuses is a user's fault, not a gRPC error.",
			args:   args{compose: func(Input) (Output, error) { return Output{}, errors.New("spec.encryption: no") }},
			want:   want{condition: "False", reason: "InvalidSpec", fatal: "spec.encryption: no"},
		},
		"WouldReplace": {
			reason: "What AWS could only do by replacing is refused before anything happens.",
			args:   args{xr: strings.Replace(xr, "spec: {", "spec: {network: {cidr: 10.1.0.0/16}, ", 1), compose: vpc(add), observed: observedVPC(`{atProvider: {id: vpc-1, cidrBlock: 10.0.0.0/16}}`)},
			want:   want{condition: "False", reason: "InvalidSpec", fatal: "vpc: cidrBlock is 10.0.0.0/16 and cannot become 10.1.0.0/16"},
		},
		"Twice": {
			reason: "Of two resources under one key one would be lost. No claim is to blame for it.",
			args:   args{compose: vpc(func(s *emit.Set, v *ec2.VPC) { s.Add(name.VPC, v); s.Add(name.VPC, v) })},
			want:   want{condition: "False", reason: "InternalError", fatal: "please report it: cannot compose two resources under one key: [vpc]"},
		},
		"NotEmitted": {
			reason: "Nor for what is none of the provider's kinds.",
			args:   args{compose: vpc(func(s *emit.Set, _ *ec2.VPC) { s.Add(name.VPC, &corev1.ConfigMap{}) })},
			want:   want{condition: "False", reason: "InternalError", fatal: "please report it: cannot emit vpc"},
		},
		"TooLarge": {
			reason: "What Crossplane would refuse without a hint is refused with one.",
			args: args{part: ComputeReady, compose: vpc(func(s *emit.Set, v *ec2.VPC) {
				v.Spec.ForProvider.CidrBlock = new(strings.Repeat("x", maxResponse))
				s.Add(name.VPC, v)
			})},
			want: want{condition: "False", reason: "InvalidSpec", fatal: "its 1 resources take 3.94 MiB on the way to Crossplane, which takes 3.94 MiB"},
		},
		"Panic": {
			reason: "A panic is a fatal result, so that nothing is lost by it.",
			args:   args{compose: func(Input) (Output, error) { panic("boom") }},
			want:   want{condition: "False", reason: "InternalError", fatal: "boom"},
		},
	}
	for title, tc := range cases {
		t.Run(title, func(t *testing.T) {
			document := tc.args.xr
			if document == "" {
				document = xr
			}
			req := &fnv1.RunFunctionRequest{Observed: &fnv1.State{Composite: &fnv1.Resource{Resource: parse(t, document)}, Resources: map[string]*fnv1.Resource{}}}
			for k, o := range tc.args.observed {
				req.Observed.Resources[k] = &fnv1.Resource{Resource: parse(t, o)}
			}
			f := &Function{Condition: "NetworkReady", Compose: tc.args.compose}
			rsp, err := f.RunFunction(t.Context(), req)
			if err != nil {
				t.Fatalf("%s\nRunFunction(...): %v", tc.reason, err)
			}

			c := conditionOf(t, rsp, cmp.Or(tc.args.part, f.Condition))
			got := want{
				condition: map[fnv1.Status]string{fnv1.Status_STATUS_CONDITION_TRUE: "True", fnv1.Status_STATUS_CONDITION_FALSE: "False"}[c.GetStatus()],
				reason:    c.GetReason(),
				ready:     rsp.GetDesired().GetResources()["vpc"].GetReady(),
				composite: rsp.GetDesired().GetComposite().GetReady(),
			}
			if tc.want.fatal == "" {
				got.message = c.GetMessage()
			}
			for _, r := range rsp.GetResults() {
				if r.GetSeverity() != fnv1.Severity_SEVERITY_NORMAL && tc.want.fatal != "" && strings.Contains(r.GetMessage(), tc.want.fatal) {
					got.fatal = tc.want.fatal
				} else {
					t.Errorf("%s\nunexpected result: %s", tc.reason, r.GetMessage())
				}
			}
			w := tc.want
			compare(t, tc.reason, w.resource, rsp.GetDesired().GetResources()["vpc"].GetResource())
			compare(t, tc.reason, w.status, rsp.GetDesired().GetComposite().GetResource().GetFields()["status"].GetStructValue())
			w.resource, w.status = "", ""
			if diff := gocmp.Diff(w, got, gocmp.AllowUnexported(want{})); diff != "" {
				t.Errorf("%s\nRunFunction(...): -want, +got:\n%s", tc.reason, diff)
			}
		})
	}
}

func conditionOf(t *testing.T, rsp *fnv1.RunFunctionResponse, kind string) *fnv1.Condition {
	t.Helper()
	var found *fnv1.Condition
	for _, c := range rsp.GetConditions() {
		if c.GetType() == kind {
			found = c // Of several the last counts, as it does for Crossplane.
		}
	}
	if found == nil {
		t.Fatalf("there is no condition %s", kind)
	}
	return found
}

// compare compares with a document; an empty one wants nothing set.
func compare(t *testing.T, reason, want string, got *structpb.Struct) {
	t.Helper()
	w := &structpb.Struct{}
	if want != "" {
		w = parse(t, want)
	}
	if len(got.GetFields()) == 0 && len(w.GetFields()) == 0 {
		return
	}
	if diff := gocmp.Diff(w, got, protocmp.Transform()); diff != "" {
		t.Errorf("%s\n-want, +got:\n%s", reason, diff)
	}
}

func parse(t *testing.T, document string) *structpb.Struct {
	t.Helper()
	var m map[string]any
	if err := yaml.Unmarshal([]byte(document), &m); err != nil {
		t.Fatal(err)
	}
	s, err := structpb.NewStruct(m)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestConnectionDetails shows that composites with a claim have connection
// details, and namespaced ones, which Crossplane gives none, do not.
func TestConnectionDetails(t *testing.T) {
	f := &Function{Condition: "DataReady", Compose: func(Input) (Output, error) {
		return Output{Connection: map[string]string{"cache-host": "cache.example.org"}}, nil
	}}
	earlier := map[string][]byte{"url": []byte("https://example.org")}
	cases := map[string]struct {
		reason string
		xr     string
		want   map[string][]byte
	}{
		"Claimed":    {"Details are added to those of earlier functions.", xr, map[string][]byte{"url": earlier["url"], "cache-host": []byte("cache.example.org")}},
		"Namespaced": {"A Secret among the resources takes their place.", `{apiVersion: m.xplatform.dev/v1alpha1, kind: Platform, metadata: {name: demo, namespace: team, uid: u}, spec: {region: eu-central-1}}`, earlier},
	}
	for title, tc := range cases {
		t.Run(title, func(t *testing.T) {
			rsp, err := f.RunFunction(t.Context(), &fnv1.RunFunctionRequest{
				Observed: &fnv1.State{Composite: &fnv1.Resource{Resource: parse(t, tc.xr)}},
				Desired:  &fnv1.State{Composite: &fnv1.Resource{ConnectionDetails: maps.Clone(earlier)}},
			})
			if err != nil {
				t.Fatal(err)
			}
			if diff := gocmp.Diff(tc.want, rsp.GetDesired().GetComposite().GetConnectionDetails()); diff != "" {
				t.Errorf("%s\n-want, +got:\n%s", tc.reason, diff)
			}
		})
	}
}
