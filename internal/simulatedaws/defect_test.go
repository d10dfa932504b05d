package simulatedaws

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

const defectVPC = `
apiVersion: ec2.aws.upbound.io/v1beta1
kind: VPC
metadata: {name: demo-vpc, annotations: {crossplane.io/external-name: vpc-1}}
spec: {managementPolicies: [Observe, Create, Update, Delete], forProvider: {region: eu-central-1, cidrBlock: 10.0.0.0/16}}
---
apiVersion: ec2.aws.upbound.io/v1beta1
kind: Subnet
metadata: {name: a, annotations: {crossplane.io/external-name: subnet-2}}
spec: {managementPolicies: [Observe, Create, Update, Delete], forProvider: {region: eu-central-1, availabilityZone: eu-central-1a, cidrBlock: 10.0.1.0/24, vpcId: vpc-1}}
---
apiVersion: ec2.aws.upbound.io/v1beta1
kind: Subnet
metadata: {name: b, annotations: {crossplane.io/external-name: subnet-1}}
spec: {managementPolicies: [Observe, Create, Update, Delete], forProvider: {region: eu-central-1, availabilityZone: eu-central-1b, cidrBlock: 10.0.2.0/24, vpcId: vpc-1}}
`

// TestDefects has each known defect of the provider do its harm at rest, in the
// versions that have it and in no others, and never where it is switched off.
func TestDefects(t *testing.T) {
	cases := map[string]struct {
		reason, desired string

		// before is the desired state at first, if it differs.
		before string

		// writes are those of a resource at rest, conditions what it says.
		of         string
		writes     []string
		conditions string

		// with are versions that have the defect, and without some that do not.
		with, without []string
	}{
		LifecycleUnreadable: {
			reason:     "What is not there cannot be read, and so not be created.",
			desired:    "apiVersion: s3.aws.upbound.io/v1beta2\nkind: BucketLifecycleConfiguration\nmetadata: {name: it}\nspec: {forProvider: {region: eu-central-1, bucket: logs}}",
			conditions: "observe failed: Missing Resource Identity After Read",
			with:       []string{"2.5.0"}, without: []string{"2.6.0", "2.7.0"},
		},
		EncryptionRewritten: {
			reason:  "A value that S3 reports and that is not set is treated as a difference.",
			desired: "apiVersion: s3.aws.upbound.io/v1beta1\nkind: BucketServerSideEncryptionConfiguration\nmetadata: {name: it}\nspec: {forProvider: {region: eu-central-1, bucket: logs, rule: [{applyServerSideEncryptionByDefault: {sseAlgorithm: AES256}}]}}",
			writes:  []string{"rule is updated in AWS, as blockedEncryptionTypes is not asked for"},
			with:    []string{"2.5.0", "2.7.0"},
		},
		NamesFlip: {
			reason:  "The name is of one form, and then of another.",
			desired: "apiVersion: ec2.aws.upbound.io/v1beta1\nkind: VPCEndpointSubnetAssociation\nmetadata: {name: it}\nspec: {forProvider: {region: eu-central-1, vpcEndpointId: vpce-1, subnetId: subnet-1}}",
			writes:  []string{"the external name changes from a-vpce-0d0f3e099dea2170f to vpce-1/subnet-1"},
			with:    []string{"2.5.0", "2.6.0"}, without: []string{"2.7.0"},
		},
		NamesInMemory: {
			reason:  "A name that is in memory only is lost with it.",
			desired: "apiVersion: kms.aws.upbound.io/v1beta1\nkind: Key\nmetadata: {name: it}\nspec: {managementPolicies: [Observe, Create], forProvider: {region: eu-central-1}}",
			writes:  []string{"is created in AWS a second time"},
			with:    []string{"2.5.0", "2.7.0"},
		},
		ReferencesSorted: {
			reason:  "References are sorted by what they lead to.",
			desired: "apiVersion: rds.aws.upbound.io/v1beta1\nkind: SubnetGroup\nmetadata: {name: it}\nspec: {managementPolicies: [Observe, Create], forProvider: {region: eu-central-1, subnetIdRefs: [{name: a}, {name: b}]}}",
			writes:  []string{"spec.forProvider.subnetIdRefs is sorted"},
			with:    []string{"2.5.0", "2.7.0"},
		},
		FieldsFilledIn: {
			reason:  "The other form of the subnets of a load balancer is filled in, and contradicts a change.",
			before:  "apiVersion: elbv2.aws.upbound.io/v1beta2\nkind: LB\nmetadata: {name: it}\nspec: {forProvider: {region: eu-central-1, name: demo, subnets: [subnet-1]}}",
			desired: "apiVersion: elbv2.aws.upbound.io/v1beta2\nkind: LB\nmetadata: {name: it}\nspec: {forProvider: {region: eu-central-1, name: demo, subnets: [subnet-1, subnet-2]}}",
			writes:  []string{"subnets and subnetMapping are set in AWS in turn: [subnet-1 subnet-2] and [subnet-1]"},
			with:    []string{"2.5.0", "2.7.0"},
		},
		ActionsFilledIn: {
			reason:  "The list of actions is the composite's, and loses what is filled in.",
			desired: "apiVersion: elbv2.aws.upbound.io/v1beta2\nkind: LBListenerRule\nmetadata: {name: it}\nspec: {initProvider: {action: [{targetGroupArn: 'arn:1'}]}, forProvider: {region: eu-central-1, listenerArn: 'arn:aws:elasticloadbalancing:eu-central-1:123456789012:listener/app/demo/1/2', priority: 1, action: [{type: forward, order: 1, forward: {targetGroup: [{arn: 'arn:1'}]}}]}}",
			writes:  []string{"spec.forProvider.action[0].forward.stickiness is filled in"},
			with:    []string{"2.7.0"}, without: []string{"2.5.0", "2.6.0"},
		},
		RuleReadTwoWays: {
			reason:  "A group that is named in forward alone is a difference after each write.",
			desired: "apiVersion: elbv2.aws.upbound.io/v1beta2\nkind: LBListenerRule\nmetadata: {name: it, annotations: {crossplane.io/external-name: 'arn:rule'}}\nspec: {managementPolicies: [Observe, Create], forProvider: {region: eu-central-1, listenerArn: 'arn:aws:elasticloadbalancing:eu-central-1:123456789012:listener/app/demo/1/2', priority: 1, action: [{type: forward, order: 1, forward: {targetGroup: [{arn: 'arn:1'}]}}]}}",
			writes:  []string{"action[0] is updated in AWS, as targetGroupArn is read right after a write alone"},
			with:    []string{"2.5.0", "2.7.0"},
		},
		ServiceStartsOver: {
			reason:     "A service whose spec is sorted while it is looked for is never created.",
			desired:    "apiVersion: ecs.aws.upbound.io/v1beta2\nkind: Service\nmetadata: {name: it}\nspec: {managementPolicies: [Observe, Create], forProvider: {region: eu-central-1, cluster: demo, networkConfiguration: {subnetRefs: [{name: a}, {name: b}]}}}",
			writes:     []string{"spec.forProvider.networkConfiguration.subnetRefs is sorted", "is looked for from the beginning, as its spec has changed"},
			conditions: "Creating",
			with:       []string{"2.5.0", "2.7.0"},
		},
		ComputedValuesAreSet: {
			reason:     "A larger volume keeps the throughput of the smaller one.",
			before:     "apiVersion: opensearch.aws.upbound.io/v1beta2\nkind: Domain\nmetadata: {name: it, annotations: {crossplane.io/external-name: demo}}\nspec: {managementPolicies: [Observe, Create], forProvider: {region: eu-central-1, domainName: demo, ebsOptions: {ebsEnabled: true, volumeType: gp3, volumeSize: 100}}}",
			desired:    "apiVersion: opensearch.aws.upbound.io/v1beta2\nkind: Domain\nmetadata: {name: it, annotations: {crossplane.io/external-name: demo}}\nspec: {managementPolicies: [Observe, Create], forProvider: {region: eu-central-1, domainName: demo, ebsOptions: {ebsEnabled: true, volumeType: gp3, volumeSize: 256}}}",
			conditions: "throughput of a volume of 256 GiB must be at least 250, and not 125",
			with:       []string{"2.5.0", "2.7.0"},
		},
	}
	for _, d := range Defects {
		t.Run(d.Name, func(t *testing.T) {
			tc, ok := cases[d.Name]
			if !ok {
				t.Fatal("no test has this defect do anything")
			}
			desired := objects(t, strings.TrimPrefix(defectVPC, "\n")+"\n---\n"+tc.desired)
			before := desired
			if tc.before != "" {
				before = objects(t, strings.TrimPrefix(defectVPC, "\n")+"\n---\n"+tc.before)
			}
			for _, version := range tc.with {
				said, writes := resting(t, &Provider{Version: version}, before, desired)
				if diff := cmp.Diff(tc.writes, writes); diff != "" {
					t.Errorf("%s: %s: writes: -want, +got:\n%s", version, tc.reason, diff)
				}
				if !strings.Contains(said, tc.conditions) {
					t.Errorf("%s: %s: want %q, got %q", version, tc.reason, tc.conditions, said)
				}
				for name, p := range map[string]*Provider{"mended": {Version: version, Mended: map[string]bool{d.Name: true}}, "sound": {Version: version, Sound: true}} {
					harmless(t, version+" "+name, p, tc.conditions, tc.writes, before, desired)
				}
			}
			for _, version := range tc.without {
				harmless(t, version, &Provider{Version: version}, tc.conditions, tc.writes, before, desired)
			}
		})
	}
}

// harmless fails where a provider does what it does with a defect.
func harmless(t *testing.T, name string, p *Provider, conditions string, writes []string, before, desired []*unstructured.Unstructured) {
	t.Helper()
	said, wrote := resting(t, p, before, desired)
	if conditions != "" && strings.Contains(said, conditions) || len(writes) > 0 && slices.Contains(wrote, writes[len(writes)-1]) {
		t.Errorf("%s: it does as with the defect: %q, %v", name, said, wrote)
	}
}

// resting returns the conditions of the last resource and what the provider writes of
// it once nothing changes any more, after a restart.
func resting(t *testing.T, p *Provider, before, desired []*unstructured.Unstructured) (conditions string, writes []string) {
	t.Helper()
	observed, err := p.Act(before, nil)
	if err != nil {
		t.Fatal(err)
	}
	if observed, err = p.Act(before, observed); err != nil {
		t.Fatal(err)
	}
	for range 3 {
		if observed, err = p.Act(desired, observed); err != nil {
			t.Fatal(err)
		}
	}
	restarted := *p
	restarted.Restarted = true
	observed, all, err := restarted.Reconcile(desired, observed)
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range all {
		if w.Name != "it" {
			t.Errorf("%s", w)
			continue
		}
		writes = append(writes, w.What)
	}
	s := look(observed[len(observed)-1])
	return s.Ready + " " + s.Problem, writes
}
