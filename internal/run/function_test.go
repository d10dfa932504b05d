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

// vpc returns a Compose function that desires one VPC, added to the set by ask.
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
		part     string // The condition to compare: the function's own, if empty.
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
			reason: "A new resource is desired, and not ready.",
			args:   args{compose: vpc(add)},
			want:   want{condition: "False", reason: "Creating", message: "not ready yet: vpc. 0 of 1 ready", resource: emitted, ready: fnv1.Ready_READY_FALSE, status: removed},
		},
		"Available": {
			reason: "With all resources ready the condition is true, and the platform's own readiness is left to Crossplane.",
			args:   args{compose: vpc(add), observed: observedVPC(`{atProvider: {id: vpc-1}, conditions: [{type: Ready, status: "True"}]}`)},
			want:   want{condition: "True", reason: "Available", resource: existing, ready: fnv1.Ready_READY_TRUE, status: `{network: {vpcId: vpc-1}, onDelete: {removed: [vpc]}}`},
		},
		"Updating": {
			reason: "A ready resource whose desired value differs from the observed one counts as updating.",
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
			reason: "A resource whose latest generation the provider has not observed counts as updating.",
			args: args{compose: vpc(add), observed: map[string]string{"vpc": strings.NewReplacer("uid: v", "uid: v, generation: 3").Replace(
				observedVPC(`{conditions: [{type: Ready, status: "True"}, {type: Synced, status: "True", observedGeneration: 2}]}`)["vpc"])}},
			want: want{condition: "False", reason: "Updating", message: "being updated: vpc. 0 of 1 ready", resource: existing, ready: fnv1.Ready_READY_TRUE, status: removed},
		},
		"Ongoing": {
			reason: "A resource with an operation in progress in AWS counts as updating.",
			args:   args{compose: vpc(add), observed: observedVPC(`{conditions: [{type: Ready, status: "True"}, {type: AsyncOperation, status: "False", reason: Ongoing}]}`)},
			want:   want{condition: "False", reason: "Updating", message: "being updated: vpc. 0 of 1 ready", resource: existing, ready: fnv1.Ready_READY_TRUE, status: removed},
		},
		"ProviderError": {
			reason: "The provider's message is in the condition.",
			args:   args{compose: vpc(add), observed: observedVPC(`{conditions: [{type: Synced, status: "False", message: "VpcLimitExceeded"}]}`)},
			want:   want{condition: "False", reason: "ProviderError", message: "vpc: VpcLimitExceeded. 0 of 1 ready", resource: existing, ready: fnv1.Ready_READY_FALSE, status: removed},
		},
		"Aside": {
			reason: "A failed resource that nothing waits for leaves the platform ready, and is in the message.",
			args: args{
				compose:  vpc(func(s *emit.Set, v *ec2.VPC) { s.AddPart(name.InternetGateway, name.VPC, v) }),
				observed: observedVPC(`{conditions: [{type: Synced, status: "False", message: "Missing Resource Identity After Read"}]}`),
			},
			want: want{condition: "True", reason: "Available", message: "vpc is not ready and holds nothing up: Missing Resource Identity After Read", resource: existing, ready: fnv1.Ready_READY_TRUE, status: removed},
		},
		"UnresolvedReference": {
			reason: "A referenced resource that does not exist yet is no error.",
			args:   args{compose: vpc(add), observed: observedVPC(`{conditions: [{type: Synced, status: "False", message: "cannot resolve references: mg.Spec"}]}`)},
			want:   want{condition: "False", reason: "Creating", message: "not ready yet: vpc. 0 of 1 ready", resource: existing, ready: fnv1.Ready_READY_FALSE, status: removed},
		},
		"Withheld": {
			reason: "A new resource that waits is withheld, and the platform is not ready although all others are.",
			args:   args{compose: vpc(func(s *emit.Set, v *ec2.VPC) { s.AddWhenKnown(plan.Blockers{{Why: "rain"}}, name.VPC, v) })},
			want:   want{condition: "False", reason: "Waiting", message: "vpc waits for rain. 0 of 1 ready", composite: fnv1.Ready_READY_FALSE},
		},
		"WithheldAndObserved": {
			reason: "An existing resource is unchanged, whichever value is missing.",
			args: args{
				compose:  vpc(func(s *emit.Set, v *ec2.VPC) { s.AddWhenKnown(plan.Blockers{{Why: "rain"}}, name.VPC, v) }),
				observed: observedVPC(`{conditions: [{type: Ready, status: "True"}]}`),
			},
			want: want{condition: "False", reason: "Waiting", message: "vpc is unchanged while it waits for rain", resource: kept, ready: fnv1.Ready_READY_TRUE, status: removed},
		},
		"FailingWhileItWaits": {
			reason: "The provider's message precedes the missing values, because it requires action.",
			args: args{
				compose:  vpc(func(s *emit.Set, v *ec2.VPC) { s.AddWhenKnown(plan.Blockers{{Why: "rain"}}, name.VPC, v) }),
				observed: observedVPC(`{conditions: [{type: Synced, status: "False", message: "VpcLimitExceeded"}]}`),
			},
			want: want{condition: "False", reason: "ProviderError", message: "vpc: VpcLimitExceeded. 0 of 1 ready", resource: kept, ready: fnv1.Ready_READY_FALSE, status: removed},
		},
		"RolledBack": {
			reason: "A rollback by AWS has a reason of its own, because it requires action.",
			args: args{
				compose: func(in Input) (Output, error) {
					out, err := vpc(add)(in)
					out.RolledBack, out.Progress = []string{"it went back"}, []plan.Progress{{Text: "it moves"}}
					return out, err
				},
				observed: observedVPC(`{atProvider: {id: vpc-1}, conditions: [{type: Ready, status: "True"}]}`),
			},
			want: want{condition: "False", reason: "RolledBack", message: "it went back. it moves", resource: existing, ready: fnv1.Ready_READY_TRUE, status: `{network: {vpcId: vpc-1}, onDelete: {removed: [vpc]}}`},
		},
		"Kept": {
			reason: "A resource that the claim no longer asks for is unchanged while it is in use.",
			args: args{
				compose:  vpc(func(s *emit.Set, _ *ec2.VPC) { s.Drain(name.VPC) }),
				observed: observedVPC(`{conditions: [{type: Ready, status: "True"}]}`),
			},
			want: want{condition: "True", reason: "Available", resource: kept, ready: fnv1.Ready_READY_TRUE, status: removed},
		},
		"Surrendered": {
			reason: "A resource that is deleted next is unchanged but for its protection from deletion.",
			args: args{
				compose:  vpc(func(s *emit.Set, _ *ec2.VPC) { s.Apply(plan.Lifecycle{Unprotected: []name.Key{name.VPC}}) }),
				observed: map[string]string{"vpc": `{apiVersion: a/v1, kind: K, metadata: {name: demo-x-vpc}, spec: {deletionPolicy: Orphan, managementPolicies: [Observe], forProvider: {size: 1, deletionProtection: true}}, status: {conditions: [{type: Ready, status: "True"}]}}`},
			},
			want: want{condition: "False", reason: "Updating", message: "being updated: vpc. 0 of 1 ready", ready: fnv1.Ready_READY_TRUE, status: removed, resource: `{apiVersion: a/v1, kind: K, metadata: {name: demo-x-vpc}, spec: {deletionPolicy: Delete, managementPolicies: [Observe, Delete], forProvider: {size: 1, deletionProtection: false}}}`},
		},
		"KeptSecret": {
			reason: "A Secret that is kept keeps its data and its namespace.",
			args: args{
				compose:  vpc(func(s *emit.Set, _ *ec2.VPC) { s.Drain(name.VPC) }),
				observed: map[string]string{"vpc": `{apiVersion: v1, kind: Secret, metadata: {name: stores, namespace: team, uid: s}, type: Opaque, data: {host: eA==}}`},
			},
			want: want{condition: "True", reason: "Available", ready: fnv1.Ready_READY_TRUE, status: removed, resource: `{apiVersion: v1, kind: Secret, metadata: {name: stores, namespace: team}, type: Opaque, data: {host: eA==}}`},
		},
		"Held": {
			reason: "An unconfirmed deletion makes the condition false, with a message that says what to do.",
			args: args{compose: func(Input) (Output, error) {
				return Output{Lifecycle: plan.Lifecycle{Held: []string{"write confirmDeletion"}}}, nil
			}},
			want: want{condition: "False", reason: "DeletionNotConfirmed", message: "write confirmDeletion"},
		},
		"Retained": {
			reason: "A protected resource has no policy to delete it, and status.onDelete lists it as kept.",
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
			reason: "A resource that is only observed gets no tags.",
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
			reason: "A refusal names every fault, and changes nothing.",
			args:   args{xr: strings.Replace(xr, "region: eu-central-1", "zones: [a], nonsense: 1", 1), compose: vpc(add)},
			want:   want{condition: "False", reason: "InvalidSpec", fatal: "spec.nonsense"},
		},
		"PlanFails": {
			reason: "An error of planning is a fault of the spec, not a gRPC error.",
			args:   args{compose: func(Input) (Output, error) { return Output{}, errors.New("spec.encryption: no") }},
			want:   want{condition: "False", reason: "InvalidSpec", fatal: "spec.encryption: no"},
		},
		"WouldReplace": {
			reason: "A change that AWS could only make by replacing the resource is refused before it is applied.",
			args:   args{xr: strings.Replace(xr, "spec: {", "spec: {network: {cidr: 10.1.0.0/16}, ", 1), compose: vpc(add), observed: observedVPC(`{atProvider: {id: vpc-1, cidrBlock: 10.0.0.0/16}}`)},
			want:   want{condition: "False", reason: "InvalidSpec", fatal: "vpc: cidrBlock is 10.0.0.0/16 and cannot become 10.1.0.0/16"},
		},
		"Twice": {
			reason: "Two resources under one key are an internal error, because one would be lost.",
			args:   args{compose: vpc(func(s *emit.Set, v *ec2.VPC) { s.Add(name.VPC, v); s.Add(name.VPC, v) })},
			want:   want{condition: "False", reason: "InternalError", fatal: "please report it: cannot compose two resources under one key: [vpc]"},
		},
		"NotEmitted": {
			reason: "A kind that is not the provider's is an internal error.",
			args:   args{compose: vpc(func(s *emit.Set, _ *ec2.VPC) { s.Add(name.VPC, &corev1.ConfigMap{}) })},
			want:   want{condition: "False", reason: "InternalError", fatal: "please report it: cannot emit vpc"},
		},
		"TooLarge": {
			reason: "A response too large for Crossplane is refused with a solution.",
			args: args{part: ComputeReady, compose: vpc(func(s *emit.Set, v *ec2.VPC) {
				v.Spec.ForProvider.CidrBlock = new(strings.Repeat("x", maxResponse))
				s.Add(name.VPC, v)
			})},
			want: want{condition: "False", reason: "InvalidSpec", fatal: "its 1 resources take 3.94 MiB on the way to Crossplane, which takes 3.94 MiB"},
		},
		"Panic": {
			reason: "A panic is a fatal result, so that no resource is deleted.",
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
			found = c // The last of several counts, as it does for Crossplane.
		}
	}
	if found == nil {
		t.Fatalf("there is no condition %s", kind)
	}
	return found
}

// compare compares with a document. An empty document requires nil.
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
// details, and that namespaced ones, for which Crossplane has none, do not.
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
		"Namespaced": {"Namespaced composites have a composed Secret instead of connection details.", `{apiVersion: m.xplatform.dev/v1alpha1, kind: Platform, metadata: {name: demo, namespace: team, uid: u}, spec: {region: eu-central-1}}`, earlier},
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
