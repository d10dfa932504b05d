package v1alpha1

import (
	"fmt"
	"slices"
	"strings"

	"k8s.io/apimachinery/pkg/util/validation/field"
)

// An arn is an Amazon Resource Name in its parts.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
type arn struct {
	Partition, Service, Region, Account, Resource string
}

// parseARN reads an ARN. It is false where the text is none.
func parseARN(text string) (arn, bool) {
	const parts = 6
	p := strings.SplitN(text, ":", parts)
	if len(p) != parts || p[0] != "arn" {
		return arn{}, false
	}
	return arn{Partition: p[1], Service: p[2], Region: p[3], Account: p[4], Resource: p[5]}, true
}

// An arnRule describes the ARNs that a field accepts.
type arnRule struct {
	// what names it, as in "a regional web ACL of AWS WAF".
	what string

	// services and resources are those that it can be of; a resource by its
	// beginning.
	services, resources []string

	// form shows how it is written.
	form string

	// regional tells whether it has to be in the platform's own region.
	regional bool

	// global tells whether it is in no region, as all of IAM is.
	global bool

	// own tells whether it has to be in the platform's own account, and ofAWS
	// whether it can be AWS's own as well.
	own, ofAWS bool
}

// The rules of all ARNs in a spec.
var (
	// https://docs.aws.amazon.com/kms/latest/developerguide/multi-region-keys-overview.html
	kmsKeyRule = arnRule{
		what: "a KMS key", services: []string{"kms"}, resources: []string{"key/"}, regional: true,
		form: "arn:aws:kms:<region>:<account>:key/<id>",
	}
	// https://docs.aws.amazon.com/acm/latest/userguide/acm-regions.html
	certificateRule = arnRule{
		what: "a certificate of ACM", services: []string{"acm"}, resources: []string{"certificate/"}, regional: true, own: true,
		form: "arn:aws:acm:<region>:<account>:certificate/<id>",
	}
	// https://docs.aws.amazon.com/waf/latest/developerguide/web-acl-associating-aws-resource.html
	webACLRule = arnRule{
		what: "a regional web ACL of AWS WAF", services: []string{"wafv2"}, resources: []string{"regional/webacl/"}, regional: true, own: true,
		form: "arn:aws:wafv2:<region>:<account>:regional/webacl/<name>/<id>",
	}
	// https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-vs-inline.html
	policyRule = arnRule{
		what: "a managed policy of IAM", services: []string{"iam"}, resources: []string{"policy/"}, global: true, own: true, ofAWS: true,
		form: "arn:aws:iam::<account>:policy/<name>, or arn:aws:iam::aws:policy/<name> for one of AWS",
	}
	// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
	principalRule = arnRule{
		what: "a role or user of IAM", services: []string{"iam"}, resources: []string{"role/", "user/"}, global: true, own: true,
		form: "arn:aws:iam::<account>:role/<name>",
	}
	// ECS reads secrets and parameters of other regions and accounts as well.
	// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specifying-sensitive-data.html
	secretRule = arnRule{
		what: "a secret of Secrets Manager or a parameter of Systems Manager", services: []string{"secretsmanager", "ssm"}, resources: []string{"secret:", "parameter/"},
		form: "arn:aws:secretsmanager:<region>:<account>:secret:<name>",
	}
	// A snapshot can be another account's that shares it.
	// https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_RestoreFromSnapshot.html
	snapshotRule = arnRule{
		what: "a snapshot of a database instance", services: []string{"rds"}, resources: []string{"snapshot:"}, regional: true,
		form: "arn:aws:rds:<region>:<account>:snapshot:<name>",
	}
)

// validate faults an ARN that AWS would refuse in a platform of a region. What
// is no ARN at all is the schema's to refuse.
func (r arnRule) validate(text, region string, path *field.Path) field.ErrorList {
	a, ok := parseARN(text)
	if !ok {
		return nil
	}
	invalid := func(format string, args ...any) field.ErrorList {
		return field.ErrorList{field.Invalid(path, text, fmt.Sprintf(format, args...))}
	}
	partition := partitionOf(region)
	switch {
	case !r.names(a):
		return invalid("must be %s: %s", r.what, r.form)
	case partition != "" && a.Partition != partition:
		return invalid("is in partition %s, and region %s in %s: partitions are isolated; use one that begins with arn:%s:", a.Partition, region, partition, partition)
	case r.regional && a.Region != region:
		return invalid("is in another region (%s), which AWS does not use here: use one in %s", a.Region, region)
	}
	return nil
}

// names reports whether an ARN is of the kind that is asked for.
func (r arnRule) names(a arn) bool {
	if !slices.Contains(r.services, a.Service) || r.global != (a.Region == "") {
		return false
	}
	if a.Account == "" || a.Account == accountOfAWS && !r.ofAWS {
		return false
	}
	return slices.ContainsFunc(r.resources, func(beginning string) bool {
		return strings.HasPrefix(a.Resource, beginning) && a.Resource != beginning
	})
}

// accountOfAWS is where policies are that AWS maintains.
const accountOfAWS = "aws"
