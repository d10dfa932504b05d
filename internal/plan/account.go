package plan

import (
	"strings"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/live"
	"github.com/xplatform-dev/xplatform/internal/name"
)

// An Account is the AWS account that the platform is made in. Nothing in a claim
// names it: it becomes known with what was made there first.
type Account struct {
	ID        string
	Partition string

	// From names the resource whose ARN has the account, such as "the VPC".
	From string
}

// AccountOf reads the account from the VPC that the platform has made, or, where the
// VPC existed before, from what the platform has made itself: such a VPC may be
// shared by another account, through AWS RAM. The key and the security groups are
// owned by the account that made them.
// https://docs.aws.amazon.com/vpc/latest/userguide/vpc-sharing.html
func AccountOf(spec *v1alpha1.PlatformSpec, seen live.State) Account {
	if spec.Network.Existing == nil {
		return accountIn(name.VPC, "the VPC", seen)
	}
	const from = "a security group"
	for _, k := range ownResources(seen) {
		if a := accountIn(k, from, seen); len(a.Blockers()) == 0 {
			return a
		}
	}
	if hasSecurityGroups(spec) {
		return Account{From: from}
	}
	return accountIn(name.VPC, "the VPC", seen)
}

// hasSecurityGroups reports whether the claim has a part with a security group.
func hasSecurityGroups(spec *v1alpha1.PlatformSpec) bool {
	return len(spec.Services) > 0 || spec.Edge != nil || spec.Database != nil || spec.Cache != nil || spec.Search != nil
}

// ownResources returns the keys of what tells the account: the key, which stays as
// long as the platform does, and the security groups, which are there before it.
func ownResources(seen live.State) []name.Key {
	single := []name.Key{name.EncryptionKey, name.LoadBalancerGroup, name.DatabaseGroup, name.CacheGroup, name.SearchGroup}
	return append(seen.Existing(single), seen.Keys(name.ServiceGroups)...)
}

// accountIn reads the account from the ARN of a resource.
func accountIn(k name.Key, from string, seen live.State) Account {
	a := Account{From: from}
	const partition, account = 1, 4
	if arn := strings.Split(seen.ARN(k), ":"); len(arn) > account {
		a.Partition, a.ID = arn[partition], arn[account]
	}
	return a
}

// Blockers returns the account as a blocker as long as it is unknown.
func (a Account) Blockers() Blockers {
	if a.ID == "" || a.Partition == "" {
		return Blockers{{Why: "the account of " + a.From}}
	}
	return nil
}

// ARN names something of the account in a region, as policies do.
func (a Account) ARN(region, service, resource string) string {
	return "arn:" + a.Partition + ":" + service + ":" + region + ":" + a.ID + ":" + resource
}

// Managed is the ARN of a policy that AWS maintains.
func (a Account) Managed(policy string) string {
	return "arn:" + a.Partition + ":iam::aws:policy/" + policy
}

// Root is the account itself, as policies name it.
func (a Account) Root() string { return "arn:" + a.Partition + ":iam::" + a.ID + ":root" }
