package v1alpha1

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestValidateARNs(t *testing.T) {
	const key = "key/0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0"
	cases := map[string]struct {
		reason string
		args   string
		want   []string
	}{
		"AllInPlace": {
			reason: "ARNs of the platform's region, partition and account are valid; policies of AWS and keys and secrets of other accounts are too.",
			args: `{region: us-gov-west-1, permissionsBoundaryArn: "arn:aws-us-gov:iam::aws:policy/PowerUserAccess", encryption: {kmsKeyArn: "arn:aws-us-gov:kms:us-gov-west-1:210987654321:` + key + `"},
				edge: {certificateArn: "arn:aws-us-gov:acm:us-gov-west-1:123456789012:certificate/a", webAclArn: "arn:aws-us-gov:wafv2:us-gov-west-1:123456789012:regional/webacl/shop/0f"},
				search: {accessPrincipalArns: ["arn:aws-us-gov:iam::123456789012:role/ops"]},
				services: [{name: a, image: a, secrets: {A: "arn:aws-us-gov:secretsmanager:us-gov-east-1:210987654321:secret:a"}, taskRole: {policyArns: ["arn:aws-us-gov:iam::123456789012:policy/a"]}}]}`,
		},
		"KeyElsewhere": {
			reason: "A key encrypts in its own region only, and can never be changed.",
			args:   `{region: eu-central-1, encryption: {kmsKeyArn: "arn:aws:kms:eu-west-1:123456789012:` + key + `"}}`,
			want:   []string{`spec.encryption.kmsKeyArn: Invalid value: "arn:aws:kms:eu-west-1:123456789012:` + key + `": is in another region (eu-west-1), which AWS does not use here: use one in eu-central-1`},
		},
		"OtherPartition": {
			reason: "Partitions share nothing, whatever the ARN says of its region.",
			args:   `{region: us-gov-west-1, edge: {certificateArn: "arn:aws:acm:us-gov-west-1:123456789012:certificate/a"}}`,
			want:   []string{`spec.edge.certificateArn: Invalid value: "arn:aws:acm:us-gov-west-1:123456789012:certificate/a": is in partition aws, and region us-gov-west-1 in aws-us-gov: partitions are isolated; use one that begins with arn:aws-us-gov:`},
		},
		"EveryPartition": {
			reason: "Every field is held to the partition.",
			args: `{region: eu-central-1, permissionsBoundaryArn: "arn:aws-cn:iam::aws:policy/a", encryption: {kmsKeyArn: "arn:aws-cn:kms:eu-central-1:123456789012:` + key + `"},
				edge: {certificateArn: "arn:aws:acm:eu-central-1:123456789012:certificate/a", certificateArns: ["arn:aws-cn:acm:eu-central-1:123456789012:certificate/b"], webAclArn: "arn:aws-cn:wafv2:eu-central-1:123456789012:regional/webacl/shop/0f"},
				database: {version: "16", restore: {snapshotIdentifier: "arn:aws-cn:rds:eu-central-1:123456789012:snapshot:one"}}, search: {accessPrincipalArns: ["arn:aws-cn:iam::123456789012:role/ops"]},
				services: [{name: a, image: a, secrets: {A: "arn:aws-cn:ssm:eu-central-1:123456789012:parameter/a"}, taskRole: {policyArns: ["arn:aws-cn:iam::123456789012:policy/a"], permissionsBoundaryArn: "arn:aws-cn:iam::123456789012:policy/b"},
					sidecars: [{name: b, image: b, secrets: {B: "arn:aws-cn:ssm:eu-central-1:123456789012:parameter/b"}}]}]}`,
			want: []string{
				"spec.database.restore.snapshotIdentifier", "spec.edge.certificateArns[0]", "spec.edge.webAclArn", "spec.encryption.kmsKeyArn", "spec.permissionsBoundaryArn",
				"spec.search.accessPrincipalArns[0]", "spec.services[0].secrets[A]", "spec.services[0].sidecars[0].secrets[B]",
				"spec.services[0].taskRole.permissionsBoundaryArn", "spec.services[0].taskRole.policyArns[0]",
			},
		},
		"OtherThing": {
			reason: "A policy is attached to a role, and nothing else is; a web ACL is regional.",
			args: `{region: eu-central-1, edge: {certificateArn: "arn:aws:acm:eu-central-1:123456789012:certificate/a", webAclArn: "arn:aws:wafv2:us-east-1:123456789012:global/webacl/shop/0f"},
				services: [{name: a, image: a, taskRole: {policyArns: ["arn:aws:iam:::policy/a", "arn:aws:iam:eu-central-1:123456789012:policy/a", "arn:aws:s3:::bucket"]}}]}`,
			want: []string{
				`spec.edge.webAclArn: Invalid value: "arn:aws:wafv2:us-east-1:123456789012:global/webacl/shop/0f": must be a regional web ACL of AWS WAF: arn:aws:wafv2:<region>:<account>:regional/webacl/<name>/<id>`,
				`spec.services[0].taskRole.policyArns[0]: Invalid value: "arn:aws:iam:::policy/a": must be a managed policy of IAM: arn:aws:iam::<account>:policy/<name>, or arn:aws:iam::aws:policy/<name> for one of AWS`,
				`spec.services[0].taskRole.policyArns[1]: Invalid value: "arn:aws:iam:eu-central-1:123456789012:policy/a": must be a managed policy of IAM: arn:aws:iam::<account>:policy/<name>, or arn:aws:iam::aws:policy/<name> for one of AWS`,
				`spec.services[0].taskRole.policyArns[2]: Invalid value: "arn:aws:s3:::bucket": must be a managed policy of IAM: arn:aws:iam::<account>:policy/<name>, or arn:aws:iam::aws:policy/<name> for one of AWS`,
			},
		},
		"SnapshotElsewhere": {
			reason: "RDS restores snapshots of its own region; of a cluster it restores none.",
			args:   `{region: eu-central-1, database: {version: "16", restore: {snapshotIdentifier: "arn:aws:rds:eu-west-1:123456789012:cluster-snapshot:one"}}}`,
			want:   []string{`spec.database.restore.snapshotIdentifier: Invalid value: "arn:aws:rds:eu-west-1:123456789012:cluster-snapshot:one": must be a snapshot of a database instance: arn:aws:rds:<region>:<account>:snapshot:<name>`},
		},
		"TwoAccounts": {
			reason: "A platform is in one account: of two that are named, one is wrong.",
			args: `{region: eu-central-1, edge: {certificateArn: "arn:aws:acm:eu-central-1:123456789012:certificate/a"},
				services: [{name: a, image: a, taskRole: {policyArns: ["arn:aws:iam::aws:policy/b", "arn:aws:iam::210987654321:policy/a"]}}]}`,
			want: []string{`spec.services[0].taskRole.policyArns[1]: Invalid value: "arn:aws:iam::210987654321:policy/a": is of account 210987654321, and spec.edge.certificateArn of 123456789012: AWS accepts both only from the platform's own account; use a managed policy of IAM of one account`},
		},
		"RegionTypo": {
			reason: "Where the region is wrong, nothing is said of ARNs that are in the right one.",
			args:   `{region: eu-centrall-1, edge: {certificateArn: "arn:aws:acm:eu-central-1:123456789012:certificate/a"}}`,
			want:   []string{`spec.region: Invalid value: "eu-centrall-1": this is not the name of an AWS region: did you mean eu-central-1?`},
		},
		"Wildcards": {
			reason: "IAM would take a wildcard or a variable for more than one resource.",
			args: `{region: eu-central-1, permissionsBoundaryArn: "arn:aws:iam::123456789012:policy/*", encryption: {kmsKeyArn: "arn:aws:kms:eu-central-1:123456789012:key/*"},
				edge: {certificateArn: "arn:aws:acm:eu-central-1:123456789012:certificate/?", accessLogs: {prefix: "a/*"}}, search: {accessPrincipalArns: ["arn:aws:iam::123456789012:user/${aws:username}"]},
				services: [{name: a, image: "123456789012.dkr.ecr.eu-central-1.amazonaws.com/*:1", secrets: {A: "arn:aws:ssm:eu-central-1:123456789012:parameter/*"}}]}`,
			want: []string{
				"spec.edge.accessLogs.prefix", "spec.edge.certificateArn", "spec.encryption.kmsKeyArn",
				"spec.permissionsBoundaryArn", "spec.search.accessPrincipalArns[0]", "spec.services[0].image",
				"spec.services[0].secrets.A",
			},
		},
		"NewPartition": {
			reason: "What partition a region of an unknown kind is in is AWS's to say.",
			args:   `{region: xx-new-east-1, permissionsBoundaryArn: "arn:aws-new:iam::aws:policy/a"}`,
		},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			got := faultsOf(t, tc.args)
			if name == "EveryPartition" || name == "Wildcards" { // Which fields is enough.
				_, faults := Decode(specOf(t, tc.args))
				got = nil
				for _, f := range faults {
					got = append(got, f.Field)
				}
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("\n%s\nDecode(...): -want, +got:\n%s", tc.reason, diff)
			}
		})
	}
}

func TestPartitionOf(t *testing.T) {
	cases := map[string]string{
		"eu-central-1": "aws", "us-east-1": "aws", "cn-northwest-1": "aws-cn", "us-gov-east-1": "aws-us-gov", "us-iso-east-1": "aws-iso",
		"us-isob-east-1": "aws-iso-b", "eu-isoe-west-1": "aws-iso-e", "us-isof-south-1": "aws-iso-f", "eusc-de-east-1": "aws-eusc", "us-new-east-1": "",
	}
	for region, want := range cases {
		t.Run(region, func(t *testing.T) {
			if got := partitionOf(region); got != want {
				t.Errorf("want %q, got %q", want, got)
			}
		})
	}
	for _, region := range knownRegions {
		t.Run("Known/"+region, func(t *testing.T) {
			if partitionOf(region) == "" || !regionShape.MatchString(region) {
				t.Errorf("%s is a region of AWS, and must be taken for one", region)
			}
		})
	}
}
