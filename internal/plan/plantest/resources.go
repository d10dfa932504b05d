package plantest

import (
	"fmt"
	"maps"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/observed"
)

// ARNs of resources that [Account] holds.
const (
	VPCARN  = "arn:aws:ec2:eu-central-1:123456789012:vpc/vpc-1"
	RoleARN = "arn:aws:iam::123456789012:role/chat"
	KeyARN  = "arn:aws:kms:eu-central-1:123456789012:key/1"
)

// InSubnets returns a resource that is in the subnets of some zones, whose IDs are at a
// path of its spec.
func InSubnets(path string, zones ...string) observed.Resource {
	r := observed.Resource{Spec: map[string]string{}}
	for i, z := range zones {
		r.Spec[fmt.Sprintf("%s.%d", path, i)] = "subnet-" + z
	}
	return r
}

// StandingSubnets are subnets that AWS has, tied to their tables.
func StandingSubnets(tier v1alpha1.Tier, zones ...v1alpha1.Zone) observed.Resources {
	out := observed.Resources{}
	for _, z := range zones {
		subnet := name.Subnet(tier, z)
		out[subnet] = WithID("subnet-" + string(z))
		out[name.Association(subnet)] = observed.Resource{Ready: true}
	}
	return out
}

// BalancerIn is a load balancer that AWS has in some subnets, by their ids.
func BalancerIn(subnets ...string) observed.Resource {
	r := observed.Resource{Status: map[string]string{}}
	for i, id := range subnets {
		r.Status[fmt.Sprintf("subnets.%d", i)] = id
	}
	return r
}

// Together merges resources.
func Together(all ...observed.Resources) observed.Resources {
	out := observed.Resources{}
	for _, some := range all {
		maps.Copy(out, some)
	}
	return out
}

// InAccount returns the observed resources of a platform whose network is ready.
func InAccount(more observed.Resources) observed.Resources {
	out := observed.Resources{
		name.VPC:           {Ready: true, Status: map[string]string{"ownerId": "123456789012", "arn": "arn:aws:ec2:eu-central-1:123456789012:vpc/vpc-1"}},
		name.EncryptionKey: {Ready: true, Undeletable: true, Status: map[string]string{"arn": "arn:aws:kms:eu-central-1:123456789012:key/k"}},
	}
	for k, r := range more {
		out[k] = r
	}
	return out
}

// WithID is a resource that has an ID.
func WithID(id string) observed.Resource {
	return observed.Resource{Status: map[string]string{"id": id}}
}

// ARNs of the secret that RDS manages and of the one that the provider generates.
const (
	ManagedARN   = "arn:managed"
	GeneratedARN = "arn:generated"
)

// Account returns the resources that reveal the account, the key, the role of the
// application, and the subnets of its tasks.
func Account(more observed.Resources) observed.Resources {
	out := observed.Resources{
		name.VPC:              {Status: map[string]string{"ownerId": "123456789012", "arn": VPCARN}},
		name.EncryptionKey:    {Status: map[string]string{"arn": KeyARN}},
		name.TaskRole("chat"): {Status: map[string]string{"arn": RoleARN}},

		name.Subnet("private", "a"): WithID("subnet-a"),
		name.Subnet("private", "b"): WithID("subnet-b"),
		name.ServiceGroup("chat"):   WithID("sg-chat"),
	}
	maps.Copy(out, more)
	return out
}

// StandingStores are a database, a cache and a search engine that stand.
//
//nolint:gosec // The ARN of a secret is none.
func StandingStores() observed.Resources {
	return Account(observed.Resources{
		name.Database: {Status: map[string]string{"address": "db.example.org", "port": "5432", "dbName": "app", "masterUserSecret.0.secretArn": "arn:db-secret"}},
		name.Cache:    {Status: map[string]string{"primaryEndpointAddress": "cache.example.org", "port": "6379"}},
		name.CacheSecret: {Status: map[string]string{
			"arn": "arn:cache-secret",
		}},
		name.Search:     {Status: map[string]string{"endpoint": "search.example.org"}},
		name.SearchRole: {Status: map[string]string{"arn": "arn:search-role"}},
	})
}
