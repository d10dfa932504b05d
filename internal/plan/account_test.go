package plan_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/observed"
	"github.com/xplatform-dev/xplatform/internal/plan"
)

func withARN(arn string) observed.Resource {
	return observed.Resource{Status: map[string]string{"arn": arn}}
}

func TestAccountOf(t *testing.T) {
	const (
		theirs = "999999999999"
		ours   = "111122223333"
		vpc    = "arn:aws-us-gov:ec2:us-gov-west-1:999999999999:vpc/vpc-1"
		group  = "arn:aws-us-gov:ec2:us-gov-west-1:111122223333:security-group/sg-1"
		key    = "arn:aws-us-gov:kms:us-gov-west-1:111122223333:key/k-1"
	)
	shared := v1alpha1.NetworkSpec{Existing: &v1alpha1.ExistingNetwork{VPCID: "vpc-1"}}
	services := []v1alpha1.ServiceSpec{{Name: "chat"}}
	cases := map[string]struct {
		reason string
		spec   v1alpha1.PlatformSpec
		seen   observed.Resources
		want   plan.Account
	}{
		"OwnVPC": {
			"The VPC that the platform made is in its account.",
			v1alpha1.PlatformSpec{Services: services},
			observed.Resources{name.VPC: withARN("arn:aws:ec2:eu-central-1:111122223333:vpc/vpc-1")},
			plan.Account{ID: ours, Partition: "aws", From: "the VPC"},
		},
		"Shared": {
			"A VPC that existed may be shared by another account: a security group tells the platform's.",
			v1alpha1.PlatformSpec{Network: shared, Services: services},
			observed.Resources{name.VPC: withARN(vpc), name.ServiceGroup("chat"): withARN(group)},
			plan.Account{ID: ours, Partition: "aws-us-gov", From: "a security group"},
		},
		"SharedAtFirst": {
			"As long as no security group exists the account is not known, whatever the VPC says.",
			v1alpha1.PlatformSpec{Network: shared, Services: services},
			observed.Resources{name.VPC: withARN(vpc)},
			plan.Account{From: "a security group"},
		},
		"HalfKnown": {
			"A security group of which nothing is reported yet is passed over.",
			v1alpha1.PlatformSpec{Network: shared, Services: services},
			observed.Resources{name.DatabaseGroup: {}, name.VPC: withARN(vpc), name.ServiceGroup("chat"): withARN(group)},
			plan.Account{ID: ours, Partition: "aws-us-gov", From: "a security group"},
		},
		"NothingLeft": {
			"The key tells it when all parts have left the claim, and keeps its policy.",
			v1alpha1.PlatformSpec{Network: shared},
			observed.Resources{name.VPC: withARN(vpc), name.EncryptionKey: withARN(key)},
			plan.Account{ID: ours, Partition: "aws-us-gov", From: "a security group"},
		},
		"StoreKept": {
			"So does the security group of a store that left the claim and is kept.",
			v1alpha1.PlatformSpec{Network: shared},
			observed.Resources{name.VPC: withARN(vpc), name.DatabaseGroup: withARN(group)},
			plan.Account{ID: ours, Partition: "aws-us-gov", From: "a security group"},
		},
		"NothingGuarded": {
			"Without any part there is no security group to go by.",
			v1alpha1.PlatformSpec{Network: shared},
			observed.Resources{name.VPC: withARN(vpc)},
			plan.Account{ID: theirs, Partition: "aws-us-gov", From: "the VPC"},
		},
	}
	for title, tc := range cases {
		t.Run(title, func(t *testing.T) {
			if diff := cmp.Diff(tc.want, plan.AccountOf(&tc.spec, live.Of(tc.seen))); diff != "" {
				t.Errorf("%s\naccountOf(...): -want, +got:\n%s", tc.reason, diff)
			}
		})
	}
}
