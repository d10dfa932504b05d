package simulatedaws

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

const accountYAML = `
apiVersion: ec2.aws.upbound.io/v1beta1
kind: VPC
metadata: {name: v}
spec: {managementPolicies: ['*'], forProvider: {region: eu-central-1, cidrBlock: 10.0.0.0/16}}
---
apiVersion: ec2.aws.upbound.io/v1beta1
kind: Subnet
metadata: {name: s}
spec: {managementPolicies: ['*'], forProvider: {region: eu-central-1, vpcIdRef: {name: v}}}
---
apiVersion: ec2.aws.upbound.io/v1beta1
kind: InternetGateway
metadata: {name: i}
spec: {managementPolicies: ['*'], forProvider: {region: eu-central-1, vpcIdRef: {name: v}}}
---
apiVersion: ec2.aws.upbound.io/v1beta1
kind: NATGateway
metadata: {name: nat}
spec: {managementPolicies: ['*'], forProvider: {region: eu-central-1, subnetIdRef: {name: s}}}
---
apiVersion: ec2.aws.upbound.io/v1beta1
kind: SecurityGroup
metadata: {name: g}
spec: {managementPolicies: ['*'], forProvider: {region: eu-central-1, vpcIdRef: {name: v}}}
---
apiVersion: ec2.aws.upbound.io/v1beta1
kind: SecurityGroupRule
metadata: {name: r}
spec: {managementPolicies: ['*'], forProvider: {region: eu-central-1, securityGroupIdRef: {name: g}}}
---
apiVersion: kms.aws.upbound.io/v1beta1
kind: Key
metadata: {name: k}
spec: {managementPolicies: ['*'], forProvider: {region: eu-central-1}}
---
apiVersion: rds.aws.upbound.io/v1beta3
kind: Instance
metadata: {name: db}
spec: {managementPolicies: ['*'], forProvider: {region: eu-central-1, engine: postgres, kmsKeyIdRef: {name: k}, finalSnapshotIdentifier: last}}
---
apiVersion: rds.aws.upbound.io/v1beta3
kind: Instance
metadata: {name: replica}
spec: {managementPolicies: ['*'], forProvider: {region: eu-central-1, engine: postgres, kmsKeyIdRef: {name: k}, skipFinalSnapshot: true}}
---
apiVersion: s3.aws.upbound.io/v1beta2
kind: Bucket
metadata: {name: b}
spec: {managementPolicies: ['*'], forProvider: {region: eu-central-1}}
---
apiVersion: s3.aws.upbound.io/v1beta2
kind: BucketLifecycleConfiguration
metadata: {name: l}
spec: {managementPolicies: [Observe, Create, Update], forProvider: {region: eu-central-1, bucketRef: {name: b}}}
`

// TestLifecycleGoesWithItsBucket shows that a bucket is deleted completely,
// although its lifecycle is not deleted itself.
func TestLifecycleGoesWithItsBucket(t *testing.T) {
	reported, err := (&Provider{Sound: true}).Act(objects(t, accountYAML), nil)
	if err != nil {
		t.Fatal(err)
	}
	account := NewAccount(nil)
	var bucket *unstructured.Unstructured
	for _, o := range reported {
		account.Record(o)
		if o.GetKind() == "Bucket" {
			bucket = o
		}
	}
	if message := account.Delete(bucket); message != "" {
		t.Fatal(message)
	}
	for _, r := range account.Resources() {
		if strings.HasPrefix(r.Kind, "s3/") {
			t.Errorf("%s %s is left", r.Kind, r.Name)
		}
	}
}

func TestAccountDelete(t *testing.T) {
	cases := map[string]struct {
		reason string
		delete []string
		want   []string
	}{
		"Inwards": {
			reason: "What is used goes after what uses it.",
			delete: []string{"nat", "r", "g", "i", "s", "v", "replica", "db", "k", "b"},
			want:   []string{"", "", "", "", "", "", "", "", "", ""},
		},
		"Refused": {
			reason: "AWS refuses what is in use, in its own words. A group goes with its own rules.",
			delete: []string{"v", "s", "i", "g"},
			want: []string{
				"DependencyViolation: The vpc 'vpc-b8bb9d0d98c1de344' has dependencies and cannot be deleted.",
				"DependencyViolation: The subnet 'subnet-8207011ba94235b2a' has dependencies and cannot be deleted.",
				"DependencyViolation: Network vpc-b8bb9d0d98c1de344 has some mapped public address(es). Please unmap those public address(es) before detaching the gateway.",
				"",
			},
		},
		"SnapshotWithoutKey": {
			reason: "AWS lets a key go at any time. A store that uses it then cannot make its last snapshot, and one that makes none can leave.",
			delete: []string{"k", "db", "replica"},
			want: []string{
				"",
				"KMSKeyNotAccessibleFault: The specified KMS key [arn:aws:kms:eu-central-1:123456789012:key/3f79847c-33e9-4053-8861-86a27554ac7d] does not exist, is not enabled or you do not have permissions to access it.",
				"",
			},
		},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			reported, err := (&Provider{Sound: true}).Act(objects(t, accountYAML), nil)
			if err != nil {
				t.Fatal(err)
			}
			account := NewAccount(nil)
			for _, o := range reported {
				account.Record(o)
			}
			var got []string
			for _, name := range tc.delete {
				for _, o := range reported {
					if o.GetName() == name {
						got = append(got, account.Delete(o))
					}
				}
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("%s\nDelete(...): -want, +got:\n%s", tc.reason, diff)
			}
			if name == "Inwards" && len(account.Resources()) > 0 {
				t.Errorf("%s\nResources(): got %v, want none", tc.reason, account.Resources())
			}
		})
	}
}

func TestPolicies(t *testing.T) {
	cases := map[string]struct {
		reason           string
		document         string
		creates, deletes bool
	}{
		"All":      {reason: "A star allows creation and deletion.", document: "spec: {managementPolicies: ['*']}", creates: true, deletes: true},
		"Unset":    {reason: "Unset policies allow creation and deletion.", document: "spec: {forProvider: {}}", creates: true, deletes: true},
		"Retained": {reason: "A retained resource is not deleted.", document: "spec: {managementPolicies: [Create, Observe, Update]}", creates: true},
		"Orphaned": {reason: "An orphaned resource is not deleted.", document: "spec: {deletionPolicy: Orphan, managementPolicies: ['*']}", creates: true},
		"Observed": {reason: "An observed resource is neither created nor deleted.", document: "spec: {managementPolicies: [Observe]}"},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			o := objects(t, "apiVersion: v1\nkind: A\n"+tc.document+"\n")[0]
			if Creates(o) != tc.creates || Deletes(o) != tc.deletes {
				t.Errorf("%s\ngot Creates %v, Deletes %v", tc.reason, Creates(o), Deletes(o))
			}
		})
	}
}
