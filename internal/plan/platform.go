// Package plan decides. From the claim, and from the little that must be known
// of what already exists, it works out which resources there are, what they
// are called, and every value in them that is a choice. Plans are plain
// values: this package imports neither the provider nor the SDK, and the same
// input gives the same plan.
package plan

import (
	"strings"

	"github.com/xplatform-dev/xplatform/apis/xplatform/v1alpha1"
	"github.com/xplatform-dev/xplatform/internal/name"
	"github.com/xplatform-dev/xplatform/internal/observed"
)

// A Platform is what every plan starts from.
type Platform struct {
	Names name.Platform
	Spec  *v1alpha1.PlatformSpec

	// Namespace is where the user's own Secrets are: the namespace of the claim or
	// of the namespaced composite. A composite without a claim has none.
	Namespace string

	// Recorded is what the platform's status said of its services so far. AWS
	// tells which task definition a service runs, and not which ones it ran: that
	// one was taken back is seen only by remembering.
	Recorded map[string]v1alpha1.ServiceStatus
}

// An Account is where in AWS the platform stands. Nothing in a claim says so:
// it becomes known with the VPC.
type Account struct {
	ID        string
	Partition string
}

// accountOf reads the account from the observed VPC.
func accountOf(seen observed.View) Account {
	a := Account{ID: seen.Status(name.VPC, "ownerId")}
	if arn := strings.Split(seen.Status(name.VPC, "arn"), ":"); len(arn) > 1 {
		a.Partition = arn[1]
	}
	return a
}

// Missing says what is not known of the account, or nothing.
func (a Account) Missing() string {
	if a.ID == "" || a.Partition == "" {
		return "the account of the VPC"
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
