package simulatedaws

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"sigs.k8s.io/yaml"
)

// objects reads managed resources, one document each.
func objects(t *testing.T, documents string) []*unstructured.Unstructured {
	t.Helper()
	var out []*unstructured.Unstructured
	for document := range strings.SplitSeq(documents, "\n---\n") {
		if strings.TrimSpace(document) == "" {
			continue
		}
		o := &unstructured.Unstructured{}
		if err := yaml.Unmarshal([]byte(document), &o.Object); err != nil {
			t.Fatalf("cannot read %s: %v", document, err)
		}
		out = append(out, o)
	}
	return out
}

// seen contains the fields of an observed resource that a test compares: its
// identity, the message of Synced if it is false, whether it is ready, and some
// of its status.
type seen struct {
	ExternalName string
	Problem      string
	Ready        string
	Status       map[string]any
}

func look(o *unstructured.Unstructured, fields ...string) seen {
	s := seen{ExternalName: o.GetAnnotations()[externalNameAnnotation]}
	conditions, _, _ := unstructured.NestedSlice(o.Object, "status", "conditions")
	for _, c := range conditions {
		c := c.(map[string]any)
		switch {
		case c["type"] == "Ready":
			s.Ready, _ = c["reason"].(string)
		case c["type"] == "Synced" && c["status"] == "False":
			s.Problem, _ = c["message"].(string)
		}
	}
	for _, f := range fields {
		v, ok, _ := unstructured.NestedFieldCopy(o.Object, "status", "atProvider", f)
		if !ok {
			continue
		}
		if s.Status == nil {
			s.Status = map[string]any{}
		}
		s.Status[f] = v
	}
	return s
}

const vpcYAML = `
apiVersion: ec2.aws.upbound.io/v1beta1
kind: VPC
metadata: {name: demo-vpc}
spec: {forProvider: {region: eu-central-1, cidrBlock: 10.0.0.0/16, assignGeneratedIpv6CidrBlock: true}}
`

const subnetYAML = `
apiVersion: ec2.aws.upbound.io/v1beta1
kind: Subnet
metadata: {name: demo-subnet-private-a}
spec: {forProvider: {region: eu-central-1, vpcIdRef: {name: demo-vpc, policy: {resolve: Always}}}}
`

const tokyoYAML = `
apiVersion: ec2.aws.upbound.io/v1beta1
kind: Subnet
metadata: {name: demo-subnet-private-b}
spec: {forProvider: {region: ap-northeast-1, availabilityZone: ap-northeast-1b, vpcIdRef: {name: demo-vpc, policy: {resolve: Always}}}}
`

func TestAct(t *testing.T) {
	type args struct {
		provider Provider
		desired  string
		observed string
		of       string
		fields   []string
	}
	cases := map[string]struct {
		reason string
		args   args
		want   seen
	}{
		"Created": {
			reason: "A resource without references exists at once, with an id of its kind and what AWS alone knows.",
			args:   args{desired: vpcYAML, of: "VPC", fields: []string{"arn", "cidrBlock", "ipv6CidrBlock", "ownerId"}},
			want: seen{ExternalName: "vpc-016511af683c25e09", Ready: "Available", Status: map[string]any{
				"arn":           "arn:aws:ec2:eu-central-1:123456789012:vpc/vpc-016511af683c25e09",
				"cidrBlock":     "10.0.0.0/16",
				"ipv6CidrBlock": "2001:db8:e4ed:3c00::/56",
				"ownerId":       "123456789012",
			}},
		},
		"Resolved": {
			reason: "A reference to what is desired in the same breath resolves, whatever the order.",
			args:   args{desired: subnetYAML + "\n---\n" + vpcYAML, of: "Subnet", fields: []string{"vpcId", "vpcIdRef"}},
			want:   seen{ExternalName: "subnet-a68143ff240cc3792", Ready: "Available", Status: map[string]any{"vpcId": "vpc-016511af683c25e09"}},
		},
		"ReferenceToNothing": {
			reason: "A reference to what does not exist keeps the resource from AWS, in the provider's words.",
			args:   args{desired: subnetYAML, of: "Subnet"},
			want:   seen{Problem: `cannot resolve references: spec.forProvider.vpcIdRef: cannot get referenced resource: VPC "demo-vpc" not found`},
		},
		"ReferenceToUnfinished": {
			reason: "A reference to what has no id yet waits.",
			args:   args{provider: Provider{Slow: map[string]bool{"VPC": true}}, desired: vpcYAML + "\n---\n" + subnetYAML, of: "Subnet"},
			want:   seen{Problem: "cannot resolve references: spec.forProvider.vpcIdRef: referenced field was empty (referenced resource may not yet be ready)"},
		},
		"Slow": {
			reason: "A resource whose creation does not end is synced and not ready.",
			args:   args{provider: Provider{Slow: map[string]bool{"VPC": true}}, desired: vpcYAML, of: "VPC", fields: []string{"id"}},
			want:   seen{Ready: "Creating"},
		},
		"Failed": {
			reason: "What AWS refuses stands in the Synced condition, with the provider's words around it.",
			args:   args{provider: Provider{Fail: map[string]string{"demo-vpc": "VpcLimitExceeded"}}, desired: vpcYAML, of: "VPC", fields: []string{"id"}},
			want:   seen{Ready: "Creating", Problem: "create failed: async create failed: failed to create the resource: [{0 VpcLimitExceeded  []}]"},
		},
		"NoSuchZone": {
			reason: "AWS makes no subnet in a zone that the account lacks, and says which it has.",
			args:   args{desired: vpcYAML + "\n---\n" + tokyoYAML, of: "Subnet", fields: []string{"id"}},
			want: seen{Ready: "Creating", Problem: "create failed: async create failed: failed to create the resource: [{0 creating EC2 Subnet: api error InvalidParameterValue: " +
				"Value (ap-northeast-1b) for parameter availabilityZone is invalid. Subnets can currently only be created in the following availability zones: " +
				"ap-northeast-1a, ap-northeast-1c, ap-northeast-1d.  []}]"},
		},
		"Late": {
			reason: "A late field is missing in the first report.",
			args:   args{provider: Provider{Late: map[string][]string{"VPC": {"ipv6CidrBlock"}}}, desired: vpcYAML, of: "VPC", fields: []string{"ownerId", "ipv6CidrBlock"}},
			want:   seen{ExternalName: "vpc-016511af683c25e09", Ready: "Available", Status: map[string]any{"ownerId": "123456789012"}},
		},
		"LateArrived": {
			reason: "A late field is there in the second report; what was observed before stays as it was.",
			args: args{
				provider: Provider{Late: map[string][]string{"VPC": {"ipv6CidrBlock"}}},
				desired:  vpcYAML,
				observed: "apiVersion: ec2.aws.upbound.io/v1beta1\nkind: VPC\nmetadata: {name: demo-vpc, annotations: {crossplane.io/external-name: vpc-1}}\nstatus: {atProvider: {id: vpc-1, ownerId: \"9\"}}\n",
				of:       "VPC",
				fields:   []string{"id", "ownerId", "ipv6CidrBlock"},
			},
			want: seen{ExternalName: "vpc-1", Ready: "Available", Status: map[string]any{"id": "vpc-1", "ownerId": "9", "ipv6CidrBlock": "2001:db8:e4ed:3c00::/56"}},
		},
		"Withheld": {
			reason: "A withheld field is missing in every report.",
			args: args{
				provider: Provider{Withhold: map[string][]string{"demo-vpc": {"ipv6CidrBlock"}}},
				desired:  vpcYAML,
				observed: "apiVersion: ec2.aws.upbound.io/v1beta1\nkind: VPC\nmetadata: {name: demo-vpc, annotations: {crossplane.io/external-name: vpc-1}}\nstatus: {atProvider: {id: vpc-1, ownerId: \"9\"}}\n",
				of:       "VPC",
				fields:   []string{"ownerId", "ipv6CidrBlock"},
			},
			want: seen{ExternalName: "vpc-1", Ready: "Available", Status: map[string]any{"ownerId": "9"}},
		},
		"WithheldTooLate": {
			reason: "What AWS has told once it does not take back.",
			args: args{
				provider: Provider{Withhold: map[string][]string{"VPC": {"ipv6CidrBlock"}}},
				desired:  vpcYAML,
				observed: "apiVersion: ec2.aws.upbound.io/v1beta1\nkind: VPC\nmetadata: {name: demo-vpc, annotations: {crossplane.io/external-name: vpc-1}}\nstatus: {atProvider: {id: vpc-1, ipv6CidrBlock: \"2001:db8::/56\"}}\n",
				of:       "VPC",
				fields:   []string{"ipv6CidrBlock"},
			},
			want: seen{ExternalName: "vpc-1", Ready: "Available", Status: map[string]any{"ipv6CidrBlock": "2001:db8::/56"}},
		},
		"Adopted": {
			reason: "An adopted VPC has the ID in the annotation, and values that were not requested.",
			args: args{
				desired: "apiVersion: ec2.aws.m.upbound.io/v1beta1\nkind: VPC\nmetadata: {name: demo-vpc, namespace: team, annotations: {crossplane.io/external-name: vpc-77}}\nspec: {managementPolicies: [Observe], forProvider: {region: eu-central-1}}\n",
				of:      "VPC",
				fields:  []string{"id", "cidrBlock"},
			},
			want: seen{ExternalName: "vpc-77", Ready: "Available", Status: map[string]any{"id": "vpc-77", "cidrBlock": "10.0.0.0/16"}},
		},
		"NotOfTheProvider": {
			reason: "A Secret is passed through.",
			args:   args{desired: "apiVersion: v1\nkind: Secret\nmetadata: {name: connection, namespace: team}\n", of: "Secret"},
			want:   seen{},
		},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			got, err := tc.args.provider.Act(objects(t, tc.args.desired), objects(t, tc.args.observed))
			if err != nil {
				t.Fatalf("%s\nAct(...): %v", tc.reason, err)
			}
			i := slices.IndexFunc(got, func(o *unstructured.Unstructured) bool { return o.GetKind() == tc.args.of })
			if diff := cmp.Diff(tc.want, look(got[i], tc.args.fields...)); diff != "" {
				t.Errorf("%s\nAct(...): -want, +got:\n%s", tc.reason, diff)
			}
		})
	}
}

func TestActErrors(t *testing.T) {
	cases := map[string]struct {
		reason string
		args   string
		want   string
	}{
		"UnknownKind": {
			reason: "A kind outside of the table is an error that says where to add it.",
			args:   "apiVersion: sqs.aws.upbound.io/v1beta1\nkind: Queue\nmetadata: {name: q}\n",
			want:   `cannot simulate kind "sqs/Queue": add it to the table of its service in internal/simulatedaws, such as ec2Kinds in ec2.go`,
		},
		"UnknownReference": {
			reason: "A reference that the provider does not have is an error, not a wait.",
			args:   "apiVersion: ec2.aws.upbound.io/v1beta1\nkind: VPC\nmetadata: {name: v}\nspec: {forProvider: {fooRef: {name: x}}}\n",
			want:   `cannot simulate VPC "v": cannot resolve spec.forProvider.fooRef: the reference is missing from the table of kind VPC in internal/simulatedaws`,
		},
		"Selector": {
			reason: "Selectors are not simulated.",
			args:   "apiVersion: ec2.aws.upbound.io/v1beta1\nkind: Subnet\nmetadata: {name: s}\nspec: {forProvider: {vpcIdSelector: {matchControllerRef: true}}}\n",
			want:   `cannot simulate Subnet "s": cannot resolve spec.forProvider.vpcIdSelector: selectors are not simulated, use a reference by name`,
		},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			_, err := (&Provider{Sound: true}).Act(objects(t, tc.args), nil)
			if err == nil || err.Error() != tc.want {
				t.Errorf("%s\nAct(...): got error %v, want %s", tc.reason, err, tc.want)
			}
		})
	}
}

// TestActLeavesArgumentsAlone also proves that a second run reports the same.
func TestActLeavesArgumentsAlone(t *testing.T) {
	desired := objects(t, everyKind)
	before := objects(t, everyKind)
	p := &Provider{Sound: true}
	first, err := p.Act(desired, nil)
	if err != nil {
		t.Fatalf("Act(...): %v", err)
	}
	if diff := cmp.Diff(before, desired); diff != "" {
		t.Errorf("Act altered what is desired: -before, +after:\n%s", diff)
	}
	second, err := p.Act(desired, first)
	if err != nil {
		t.Fatalf("Act(...): %v", err)
	}
	if diff := cmp.Diff(first, second); diff != "" {
		t.Errorf("Act reports something else the second time: -first, +second:\n%s", diff)
	}
}
