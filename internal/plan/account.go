package plan

import (
	"strings"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/observed"
)

// An Account is the AWS account that the platform is made in. Nothing in a claim
// names it: it becomes known with what was made there first.
type Account struct {
	ID        string
	Partition string

	// From is what tells the account, such as "the VPC".
	From string
}

// accountOf reads the account from the VPC that the platform has made, or from a
// security group where the VPC existed before: it may be shared by another account,
// through AWS RAM, and security groups are owned by the account that made them.
// https://docs.aws.amazon.com/vpc/latest/userguide/vpc-sharing.html
func accountOf(spec *v1alpha1.PlatformSpec, seen observed.View) Account {
	if spec.Network.Existing == nil || !hasSecurityGroups(spec) {
		return ownerOf(name.VPC, "the VPC", seen)
	}
	const from = "a security group"
	for _, k := range ownSecurityGroups(seen) {
		if a := ownerOf(k, from, seen); a.Missing() == "" {
			return a
		}
	}
	return Account{From: from}
}

// hasSecurityGroups reports whether the platform has any part that is guarded by a
// security group.
func hasSecurityGroups(spec *v1alpha1.PlatformSpec) bool {
	return len(spec.Services) > 0 || spec.Edge != nil || spec.Database != nil || spec.Cache != nil || spec.Search != nil
}

// ownSecurityGroups returns the keys of the security groups that exist.
func ownSecurityGroups(seen observed.View) []name.Key {
	single := []name.Key{name.LoadBalancerGroup, name.DatabaseGroup, name.CacheGroup, name.SearchGroup}
	return append(observedOnly(single, seen), seen.Keys(name.ServiceGroups)...)
}

func ownerOf(k name.Key, from string, seen observed.View) Account {
	a := Account{ID: seen.Status(k, "ownerId"), From: from}
	if arn := strings.Split(seen.Status(k, "arn"), ":"); len(arn) > 1 {
		a.Partition = arn[1]
	}
	return a
}

// Missing says what is not known of the account, or nothing.
func (a Account) Missing() string {
	if a.ID == "" || a.Partition == "" {
		return "the account of " + a.From
	}
	return ""
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
