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
)

// A Platform names everything that belongs to one platform.
type Platform struct {
	// Composite is the name of the composite resource. Kubernetes names are
	// built from it.
	Composite string

	// Base is what people call the platform: the claim's name, or the
	// composite's where there is no claim. AWS names are built from it.
	Base string

	// Suffix makes the names that AWS sees unique in an account.
	Suffix string
}

// ForComposite names the platform of a composite resource. The suffix is the
// claim's own id where it gives one, otherwise a short hash of the composite's
// UID, which no two composites share.
func ForComposite(composite, claim, uid, id string) Platform {
	p := Platform{Composite: composite, Base: claim, Suffix: id}
	if p.Base == "" {
		p.Base = composite
	}
	if p.Suffix == "" {
		p.Suffix = hash(uid, 6)
	}
	return p
}

// Object is the name of the managed resource with the given key.
func (p Platform) Object(k Key) string {
	return shorten(p.Composite+"-"+string(k), maxObject)
}

// Role is the name of an IAM role.
func (p Platform) Role(k Key) string {
	return p.suffixed(string(k), maxRole)
}

// RolePolicy is the name of a policy inside an IAM role.
func (p Platform) RolePolicy(k Key) string {
	return shorten(string(k), maxRolePolicy)
}

// SecurityGroup is the name of a security group.
func (p Platform) SecurityGroup(k Key) string {
	return p.suffixed(string(k), maxSecurityGroup)
}

// LogGroup is the name of a CloudWatch Logs group.
func (p Platform) LogGroup(k Key) string {
	return shorten("/xplatform/"+p.Base+"-"+p.Suffix+"/"+string(k), maxLogGroup)
}

// Alias is the name of a KMS alias, without the "alias/" that AWS puts before it.
func (p Platform) Alias(k Key) string {
	return p.suffixed(string(k), maxAlias)
}

// suffixed joins base, key and suffix within a limit. The suffix always stays
// whole: it is what makes the name unique.
func (p Platform) suffixed(what string, limit int) string {
	return shorten(p.Base+"-"+what, limit-len(p.Suffix)-1) + "-" + p.Suffix
}

// shorten cuts a name to the limit, replacing what it cuts by a hash of the
// whole, so that long names which differ only at their end stay apart.
func shorten(s string, limit int) string {
	const digits = 6
	if len(s) <= limit {
		return s
	}
	return strings.TrimRight(s[:limit-digits-1], "-./") + "-" + hash(s, digits)
}

// hash is the first digits of a lower-case base 32 hash: 30 bits in six.
func hash(s string, digits int) string {
	sum := sha256.Sum256([]byte(s))
	return strings.ToLower(base32.StdEncoding.EncodeToString(sum[:]))[:digits]
}

func join(parts ...string) Key { return Key(strings.Join(parts, "-")) }

// dashed makes a key's part of a service name such as ecr.api.
func dashed(s string) string { return strings.ReplaceAll(s, ".", "-") }
