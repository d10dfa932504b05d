package simulatedaws

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"github.com/xplatform-dev/xplatform/internal/partition"
)

// account is the number that AWS's own documentation uses for an account.
const account = "123456789012"

// account returns the account of the platform.
func (r *resource) account() string { return cmp.Or(r.owner, account) }

// accountOf returns the account of what a platform has in AWS, empty where nothing has
// an ARN. What is only observed may be another account's.
func accountOf(observed []*unstructured.Unstructured) string {
	for _, o := range observed {
		// An ARN is arn:partition:service:region:account:resource.
		// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
		const field, fields = 4, 6
		if parts := strings.SplitN(status(o, "arn"), ":", fields); len(parts) == fields && parts[field] != "" && Creates(o) {
			return parts[field]
		}
	}
	return ""
}

// sharing is the number of an account that shares its network.
const sharing = "444455556666"

// digest returns the first hex digits of a hash of what a resource is called.
// The salt makes several from one name.
func digest(r *resource, digits int, salt ...string) string {
	if r.forgotten {
		salt = append(slices.Clone(salt), "again")
	}
	return hash(append([]string{identity(r.Unstructured)}, salt...)...)[:digits]
}

// hash returns the hex digits of a hash of some words.
func hash(words ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(words, "/")))
	return hex.EncodeToString(sum[:])
}

// number returns a hash of what a resource is called, below limit.
func number(r *resource, limit int, salt ...string) int {
	var n int
	if _, err := fmt.Sscanf(digest(r, 7, salt...), "%x", &n); err != nil {
		panic(fmt.Sprintf("cannot read a number from hex digits: %v", err)) // A hash has no other digits.
	}
	return n % limit
}

// uuid returns a hash of what a resource is called in the form of a UUID.
func uuid(r *resource) string {
	d := digest(r, 32)
	return strings.Join([]string{d[:8], d[8:12], "4" + d[13:16], "8" + d[17:20], d[20:32]}, "-")
}

// arn builds the ARNs of a service: what follows the account is path and the
// external name.
func arn(service, path string) func(*resource, map[string]any) string {
	return func(r *resource, _ map[string]any) string {
		return regionalARN(r, service, path+r.externalName())
	}
}

// regionalARN returns the ARN of what a service has in the region of a
// resource.
func regionalARN(r *resource, service, what string) string {
	return fmt.Sprintf("arn:%s:%s:%s:%s:%s", partition.Of(r.region()).Name, service, r.region(), r.account(), what)
}

// keyARN is how AWS reports a key, whether it was asked for by its id or its
// ARN. Where none was, it is one of AWS's own.
func keyARN(r *resource, key string) string {
	switch {
	case key == "":
		return regionalARN(r, "kms", "key/"+hash("AWS managed key", r.region())[:32])
	case strings.HasPrefix(key, "arn:"):
		return key
	default:
		return regionalARN(r, "kms", "key/"+key)
	}
}

// identifiedBy returns the identity of kinds that AWS calls as the spec does,
// in a field.
func identifiedBy(field string) func(*resource) string {
	return func(r *resource) string { return r.asked(field) }
}

// identityARN returns the ARN of kinds that AWS identifies by their ARN.
func identityARN(r *resource, _ map[string]any) string { return r.externalName() }

// address returns a public IPv4 address from the blocks that RFC 5737 reserves
// for documentation, distinct from those that taken reports.
func address(r *resource, taken func(string) bool) string {
	nets := []string{"203.0.113", "198.51.100"}
	const hosts = 254
	first := number(r, len(nets)*hosts, "address")
	var a string
	for i := range len(nets) * hosts {
		n := (first + i) % (len(nets) * hosts)
		a = fmt.Sprintf("%s.%d", nets[n/hosts], n%hosts+1)
		if !taken(a) {
			break
		}
	}
	return a
}
