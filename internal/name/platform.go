package name

import (
	"crypto/sha256"
	"encoding/base32"
	"strings"
)

// Limits that AWS sets on names, and Kubernetes on the names of objects.
const (
	// https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-subdomain-names
	maxObject = 253
	// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
	maxRole       = 64
	maxRolePolicy = 128
	// https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html
	maxLogGroup = 512
	// https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateAlias.html
	maxAlias = 256 - len("alias/")
	// https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSecurityGroup.html
	maxSecurityGroup = 255
	// https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html
	maxLoadBalancer = 32
	// https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html
	maxTargetGroup = 32
	// https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
	maxBucket = 63

	// https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateCluster.html
	maxCluster = 255
	// https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html
	maxFamily = 255
)

// A Platform derives the names of all resources of one platform.
type Platform struct {
	// Composite is the name of the composite resource, from which Kubernetes
	// names are built.
	Composite string

	// Base is the name that users gave the platform: the claim's, or the
	// composite's if there is no claim. Names in AWS are built from it.
	Base string

	// Suffix makes names in AWS unique in an account.
	Suffix string
}

// ForComposite returns the Platform of a composite resource. The suffix is the
// claim's id if it has one, otherwise a short hash of the composite's UID,
// which no two composites share.
func ForComposite(composite, claim, uid, id string) Platform {
	p := Platform{Composite: composite, Base: claim, Suffix: id}
	if p.Base == "" {
		p.Base = composite
	}
	if p.Suffix == "" {
		p.Suffix = hash(uid)
	}
	return p
}

// Object returns the name of the managed resource with the given key.
func (p Platform) Object(k Key) string {
	return shorten(p.Composite+"-"+string(k), maxObject)
}

// Role returns the name of an IAM role.
func (p Platform) Role(k Key) string {
	return p.suffixed(string(k), maxRole)
}

// RolePolicy returns the name of a policy inside an IAM role.
func (p Platform) RolePolicy(k Key) string {
	return shorten(string(k), maxRolePolicy)
}

// SecurityGroup returns the name of a security group. AWS reserves names that
// begin with sg-.
func (p Platform) SecurityGroup(k Key) string {
	base := unreserved(p.Base, "sg-")
	return Platform{Base: base, Suffix: p.Suffix}.suffixed(string(k), maxSecurityGroup)
}

// LoadBalancer returns the name of the load balancer. AWS reserves names that
// begin with internal-.
func (p Platform) LoadBalancer() string {
	return shorten(unreserved(dotless(p.Base), "internal-"), maxLoadBalancer-len(p.Suffix)-1) + "-" + p.Suffix
}

// TargetGroup returns the name of the target group with the given key.
func (p Platform) TargetGroup(k Key) string {
	return Platform{Base: dotless(p.Base), Suffix: p.Suffix}.suffixed(strings.TrimPrefix(string(k), TargetGroups), maxTargetGroup)
}

// bucketPrefixes are prefixes of names that S3 reserves.
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
var bucketPrefixes = []string{"xn--", "sthree-", "amzn-s3-demo-"}

// Bucket returns the name of an S3 bucket, which no other account in the world
// may have.
func (p Platform) Bucket(k Key) string {
	base := dotless(p.Base)
	for before := ""; before != base; {
		before = base
		for _, prefix := range bucketPrefixes {
			base = unreserved(base, prefix)
		}
	}
	return Platform{Base: base, Suffix: p.Suffix}.suffixed(string(k), maxBucket)
}

// Cluster returns the name of the ECS cluster, and of the Cloud Map namespace
// in which its services discover each other.
func (p Platform) Cluster() string {
	return shorten(dotless(p.Base), maxCluster-len(p.Suffix)-1) + "-" + p.Suffix
}

// Family returns the name that all task definitions of a service share.
func (p Platform) Family(service string) string {
	return Platform{Base: dotless(p.Base), Suffix: p.Suffix}.suffixed(service, maxFamily)
}

// LogGroup returns the name of a CloudWatch Logs group.
func (p Platform) LogGroup(k Key) string {
	return shorten("/xplatform/"+p.Base+"-"+p.Suffix+"/"+string(k), maxLogGroup)
}

// Alias returns the name of a KMS alias, without the prefix "alias/" that AWS
// adds.
func (p Platform) Alias(k Key) string {
	return Platform{Base: dotless(p.Base), Suffix: p.Suffix}.suffixed(string(k), maxAlias)
}

// suffixed joins base, key and suffix within a limit. The suffix is never
// truncated, because it makes the name unique.
func (p Platform) suffixed(what string, limit int) string {
	return shorten(p.Base+"-"+what, limit-len(p.Suffix)-1) + "-" + p.Suffix
}

// unreserved removes prefixes that AWS reserves from a base, so that no name
// built from it has one.
func unreserved(base, prefix string) string {
	for strings.HasPrefix(base+"-", prefix) {
		base = strings.TrimSuffix(strings.TrimPrefix(base+"-", prefix), "-")
	}
	if base == "" {
		return "platform"
	}
	return base
}

// dotless returns a part of names without dots, which names in Kubernetes may
// have.
func dotless(s string) string { return strings.ReplaceAll(s, ".", "-") }

// digits is the length of hashes in names: 30 bits.
const digits = 6

// shorten truncates a name to the limit and replaces the truncated part by a
// hash of the whole name, so that long names which differ only at their end
// stay distinct.
func shorten(s string, limit int) string {
	if len(s) <= limit {
		return s
	}
	return strings.TrimRight(s[:limit-digits-1], "-./") + "-" + hash(s)
}

// hash returns the first characters of a lower-case base 32 hash.
func hash(s string) string {
	sum := sha256.Sum256([]byte(s))
	return strings.ToLower(base32.StdEncoding.EncodeToString(sum[:]))[:digits]
}

func join(parts ...string) Key { return Key(strings.Join(parts, "-")) }

// dashed returns a service name such as ecr.api as part of a key.
func dashed(s string) string { return strings.ReplaceAll(s, ".", "-") }
